import path from 'node:path'
import type * as vscode from 'vscode'

/** The configuration that runs one file, as F5 without a launch.json makes it. */
export const configurationFor = (file: string, stateMachineName?: string): vscode.DebugConfiguration => ({
  type: 'asl',
  request: 'launch',
  name: stateMachineName ?? path.basename(file),
  program: file,
  ...(stateMachineName ? { stateMachineName } : {}),
})
