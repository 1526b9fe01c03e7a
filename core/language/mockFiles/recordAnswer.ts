import { isObject, type Json } from '../../base/json'
import { prettyText } from '../../base/jsonText'
import { parseDocument } from '../../model/parse'
import { difference, putMember } from '../edit/putMember'
import { textData } from '../features/codeActions/request'
import type { Edit } from '../types'
import { readMockFile, responseUses } from './mockFile'

/** An answer in the words of a mock file. `duration`: seconds. */
export type MockAnswer =
  | { readonly Return: Json; readonly duration?: number }
  | { readonly Throw: { readonly Error: string; readonly Cause?: string } }

/** An answer that a person has given to a task, to be written into a mock file. */
export interface RecordedAnswer {
  /** The name that the machine gets where the file has none for it. */
  readonly stateMachineName: string
  readonly testCase: string
  readonly stateName: string
  readonly answer: MockAnswer
  /** The answer of this call and all later ones of the state. */
  readonly forState: boolean
}

/** An answer as a mock file has it under an attempt, to be pasted there. `error`: an error output, with Error and Cause. */
export function mockAnswerText(answer: { readonly output: Json } | { readonly error: Json }): string {
  if ('output' in answer) return prettyText({ Return: answer.output })
  const { Error: name, Cause } = isObject(answer.error) ? answer.error : {}
  return prettyText({ Throw: { Error: name ?? 'States.TaskFailed', ...(typeof Cause === 'string' && { Cause }) } })
}

/** How the mock file changes: at most one edit, none where it says so already; offsets are those of the text that was given. */
export interface Recorded {
  readonly edits: readonly Edit[]
  /** The machine's name in the file: that of the file where it has one that differs by case or dashes alone. */
  readonly stateMachineName: string
}

/** As many attempts as nobody's machine makes: "every later call" in the words of a mock file. */
const manyAttempts = 999

/**
 * Adds an answer to a mock file, or begins one where the text is empty. Everything else in the text stays as it is: layout, comments, the
 * order of its members. An answer of a state that has answers in the test case becomes the next attempt's. What is wrong with the file
 * comes back as a text.
 */
export function recordAnswer(text: string, recorded: RecordedAnswer): Recorded | string {
  const before = text.trim() === '' ? '{}\n' : text
  const file = read(before)
  if (file.problem !== undefined) return file.problem
  const stateMachineName = machineName(file.mocks, recorded.stateMachineName)
  const named = file.mocks.machines.find(({ name }) => name === stateMachineName)
  const testCase = named?.testCases.find(({ name }) => name === recorded.testCase)
  const known = testCase?.states.find(({ name }) => name === recorded.stateName)
  if (known !== undefined && known.response === undefined) return `The response of "${recorded.stateName}" is no string.`
  const existing = file.mocks.responses.find(({ name }) => name === known?.response?.value)
  // A response that another test case has too keeps to what it says there.
  const own = existing !== undefined && responseUses(file.mocks).get(existing.name)?.length === 1
  const name = own ? existing.name : freeName(known?.response?.value, recorded, file.mocks.responses)
  const from = own ? Math.max(-1, ...existing.answers.map(({ attempts }) => attempts?.last ?? -1)) + 1 : 0
  const attempts = recorded.forState ? `${from}-${from + manyAttempts}` : String(from)
  let now = before
  const put = (path: readonly string[], value: Json): string | undefined => {
    const next = putIn(now, path, value)
    if ('problem' in next) return next.problem
    now = next.text
    return undefined
  }
  const problem =
    (known?.response?.value === name
      ? undefined
      : put(['StateMachines', stateMachineName, 'TestCases', recorded.testCase, recorded.stateName], name)) ??
    put(['MockedResponses', name, attempts], recorded.answer as Json)
  return problem ?? { edits: difference(text, now), stateMachineName }
}

/** Whether a mock file has the test case. */
export function testCaseIn(text: string, { stateMachineName, testCase }: Pick<RecordedAnswer, 'stateMachineName' | 'testCase'>): boolean {
  const { mocks } = read(text)
  const machine = machineName(mocks, stateMachineName)
  return mocks.machines.some(({ name, testCases }) => name === machine && testCases.some((each) => each.name === testCase))
}

/** Comments do no harm here: they stay where they are. */
function read(text: string) {
  const document = parseDocument(text, { format: 'json', content: 'mock' })
  const problem = document.syntaxProblems.find((each) => textData(each, 'missing') !== 'comment')
  return { mocks: readMockFile(document.root), document, problem: problem && `The mock file is not JSON: ${problem.message}` }
}

/** The machine in the file that has the name, whatever its case and dashes; or the only one there. */
function machineName({ machines }: ReturnType<typeof readMockFile>, name: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return machines.find((machine) => plain(machine.name) === plain(name))?.name ?? name
}

function freeName(
  wanted: string | undefined,
  { stateName, testCase }: RecordedAnswer,
  responses: readonly { readonly name: string }[],
): string {
  const taken = new Set(responses.map(({ name }) => name))
  if (wanted !== undefined && !taken.has(wanted)) return wanted
  const base = `${stateName}${testCase}`
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`
    if (!taken.has(name)) return name
  }
}

function putIn(text: string, path: readonly string[], value: Json): { readonly text: string } | { readonly problem: string } {
  const { document, problem } = read(text)
  if (problem !== undefined) return { problem }
  const put = putMember(document, path, value)
  if ('text' in put) return put
  const holder = put.notObject.at(-1)
  return { problem: holder === undefined ? 'The root of the mock file is no object.' : `"${holder}" of the mock file is no object.` }
}
