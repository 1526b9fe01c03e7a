import * as vscode from 'vscode'
import type { EndedCase, FailureBody } from '../../hosts/node/tests/protocol'
import { rangeOf } from './items'

/** What is known of the failure that a message tells. */
export interface ToldFailure {
  readonly file: string
  readonly id: string
  readonly failure: FailureBody
  /** The saved run that it is of. */
  readonly run: string | undefined
}

const told = new WeakMap<vscode.TestMessage, ToldFailure>()

/** The failure of a message that VS Code gives back to a command; undefined: it is of another run of the editor. */
export const toldBy = (message: unknown): ToldFailure | undefined => told.get(message as vscode.TestMessage)

/** The failures of a case as VS Code shows them: expected and actual as a difference, at the place in the test file. */
export const messagesOf = (ended: EndedCase): vscode.TestMessage[] => ended.failures.map((failure) => messageOf(ended, failure))

function messageOf({ path, id, run }: EndedCase, failure: FailureBody): vscode.TestMessage {
  const { message: text, expected, actual, at, event, what } = failure
  const message =
    expected !== undefined && actual !== undefined ? vscode.TestMessage.diff(text, expected, actual) : new vscode.TestMessage(text)
  if (at) message.location = new vscode.Location(vscode.Uri.file(path), rangeOf(at))
  const can = [...(run !== undefined && event !== undefined ? ['shown'] : []), ...(acceptable.has(what) ? ['acceptable'] : [])]
  message.contextValue = can.join(' ')
  told.set(message, { file: path, id, failure, run })
  return message
}

/** What can be accepted as it came out. */
const acceptable: ReadonlySet<FailureBody['what']> = new Set(['output'])

/** Failures by which nothing could run: VS Code tells them from those of expectations. */
const unable: ReadonlySet<FailureBody['what']> = new Set(['file', 'case', 'definition', 'input', 'mocks'])

/** Whether a case did not come to run at all. */
export const isUnable = ({ failures }: EndedCase): boolean => failures.some(({ what }) => unable.has(what))
