import * as vscode from 'vscode'
import type { PlacedFailure } from '../../core/testFiles/listed'
import type { EndedCase } from '../../hosts/node/tests/protocol'
import { rangeOf } from './items'

/** The failures of a case as VS Code shows them: expected and actual as a difference, at the place in the test file. `number`: by which `TestResults` knows them. */
export const messagesOf = (ended: EndedCase, number: number): vscode.TestMessage[] =>
  ended.failures.map((failure, i) => messageOf(ended, failure, `#${number}.${i}`))

function messageOf({ path, run }: EndedCase, failure: PlacedFailure, known: string): vscode.TestMessage {
  const { message: text, expected, actual, at } = failure
  const message =
    expected !== undefined && actual !== undefined ? vscode.TestMessage.diff(text, expected, actual) : new vscode.TestMessage(wrapped(text))
  if (at) message.location = new vscode.Location(vscode.Uri.file(path), rangeOf(at))
  // the menus of package.json look for these words
  message.contextValue = [...(run === undefined ? [] : ['ran']), ...(failure.acceptable ? ['acceptable'] : []), known].join(' ')
  return message
}

/** A text in lines that end before the button of VS Code's peek view: of a plain text it shows one line, which the button covers. */
function wrapped(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString()
  for (const [i, line] of linesOf(text).entries()) markdown.appendMarkdown(i === 0 ? '' : '  \n').appendText(line)
  return markdown
}

/** Whole words while they fit in. */
const linesOf = (text: string): string[] => text.match(/\S.{0,89}(?=\s|$)|\S{1,90}/gsu) ?? []
