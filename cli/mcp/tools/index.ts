import type { Tool } from '../tool'
import { historyTool } from './history'
import { runTool } from './run'
import { testTool } from './test'
import { testStateTool } from './testState'
import { validateTool } from './validate'

/** The tools of the server, in the order of their use. */
export const tools: readonly Tool[] = [validateTool, runTool, testTool, testStateTool, historyTool]
