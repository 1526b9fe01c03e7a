import type * as vscode from 'vscode'
import type { StepBy } from '../debugger/protocol'
import { contextKey, type Sessions } from './sessions'

/** What one step means in the execution that is looked at is a context key, so that one of two buttons of the toolbar changes it. */
export function registerStepBy(sessions: Sessions): vscode.Disposable {
  const byStage = contextKey('stepthrough.byStage')
  return sessions.onDidChange(() => byStage(sessions.current?.ended === false && sessions.current.stepBy === 'stage'))
}

export async function stepBy(sessions: Sessions, by: StepBy): Promise<void> {
  const { current } = sessions
  if (current && !current.ended) await current.request('stepthrough/stepBy', { by })
}
