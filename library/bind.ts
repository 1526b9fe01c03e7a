import { resolve } from 'node:path'
import { type BindingProblem, type BoundTasks, problemText } from '../core/run/bound'
import { bindTasks } from '../hosts/node/tasks/bind'
import { openConfig } from '../hosts/node/tasks/config'
import { nobody } from '../hosts/node/tasks/nobody'
import { nameOf } from './given'
import type { WhoAnswers } from './types'
import { UsageError } from './usageError'

/** Those who answer tasks for real. Rejects with UsageError for a wrong stepthrough.json. */
export async function bind({ config, allowRemote, print }: WhoAnswers, cwd: string, program: string): Promise<BoundTasks> {
  if (config === false) return nobody
  const named = configOf(config, cwd)
  const bound = await bindTasks({
    program,
    root: cwd,
    ...(named !== undefined && { config: named }),
    region: 'us-east-1',
    account: '123456789012',
    remote: allowRemote === true,
    howToAllow: 'allowRemote: true',
    print: (from, line) => void print?.(from, line),
  })
  if ('tasks' in bound) return bound.tasks
  throw wrongConfig(bound.problems)
}

/** The mock file that stepthrough.json names. */
export async function configuredMocks({ config }: WhoAnswers, cwd: string, definition: string): Promise<string | undefined> {
  const opened = await openConfig({ definition, config: configOf(config, cwd) })
  if (opened.kind === 'wrong') throw wrongConfig(opened.problems)
  const { mockConfig } = opened.config
  return mockConfig === undefined ? undefined : resolve(opened.folder, mockConfig)
}

/** A path; `none`: no file. */
export function configOf(config: WhoAnswers['config'], cwd: string): string | undefined {
  if (config === undefined) return undefined
  return config === false ? 'none' : resolve(cwd, nameOf(config))
}

function wrongConfig(problems: readonly BindingProblem[]): UsageError {
  const [first = '', ...more] = problems.map(problemText)
  return new UsageError(first, ...more)
}
