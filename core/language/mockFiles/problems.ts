import { mockRules } from '../../analysis/rules/mockFile'
import { nearest, nearestOften } from '../../base/nearest'
import type { Problem } from '../../base/problem'
import type { Range } from '../../base/range'
import type { State } from '../../model/machine'
import { durationForm, isDuration } from '../../run/mock/answers'
import type { Member, Node } from '../../syntax/node'
import type { LocatedDocument, Workspace } from '../types'
import {
  type Answer,
  allStates,
  findMachine,
  type MockedMachine,
  type MockedResponse,
  type MockFile,
  membersOf,
  readMockFile,
  responseUses,
} from './mockFile'
import { resultProblems } from './results'

type Code = keyof typeof mockRules
type Report = (code: Code, place: Range, message: string, more?: Partial<Problem>) => void

/**
 * All that is wrong with a mock file beyond its syntax, in the order of the text. Names of states are checked where the machine's
 * definition is found.
 */
export function mockProblems({ uri, document }: LocatedDocument, workspace: Workspace): Problem[] {
  const problems: Problem[] = []
  const report: Report = (code, { offset, length }, message, more) =>
    problems.push({ code, severity: mockRules[code].severity, message, offset, length, ...more })
  const { root } = document
  if (root === undefined) return problems
  if (root.kind !== 'object') {
    report('MOCK_FORM', root, 'A mock file is an object with StateMachines and MockedResponses.')
    return problems
  }
  const file = readMockFile(root)
  checkForm(root, file, report)
  const uses = responseUses(file)
  const names = new Set(file.responses.map(({ name }) => name))
  const suggest = nearestOften(50)
  const answered = new Map<string, Set<State>>()
  for (const machine of file.machines) checkStates(uri, machine, workspace, answered, report)
  for (const [name, places] of uses) {
    if (names.has(name)) continue
    const near = suggest(name, names)
    for (const place of places)
      report('MOCK_UNKNOWN_RESPONSE', place, `MockedResponses has no "${name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`, {
        data: { suggestion: near },
      })
  }
  for (const response of file.responses) {
    if (!uses.has(response.name))
      report('MOCK_UNUSED_RESPONSE', response.member.key, `No test case uses "${response.name}".`, { tags: ['unnecessary'] })
    checkAnswers(response, report)
    checkResults(response, answered.get(response.name) ?? [], report)
  }
  return problems.sort((a, b) => a.offset - b.offset)
}

/** Each row: the object at a place, what may be in it, and what each of these has to be. */
function checkForm(root: Node, file: MockFile, report: Report): void {
  fields(root, ['StateMachines', 'MockedResponses'], report)
  mustBe('object', file.stateMachines, report)
  mustBe('object', file.mockedResponses, report)
  for (const { member, testCases } of file.machines) {
    mustBe('object', member, report)
    fields(member.value, ['TestCases'], report)
    for (const testCasesMember of membersOf(member.value))
      if (testCasesMember.key.value === 'TestCases') mustBe('object', testCasesMember, report)
    for (const testCase of testCases) {
      mustBe('object', testCase.member, report)
      for (const state of testCase.states) mustBe('string', state.member, report)
    }
  }
  for (const response of file.responses) mustBe('object', response.member, report)
  const objects = [
    file.stateMachines?.value,
    file.mockedResponses?.value,
    ...file.machines.flatMap(({ testCases }) => testCases.flatMap(({ member }) => [member.parent, member.value])),
    ...file.responses.map(({ member }) => member.value),
  ]
  for (const object of new Set(objects)) duplicates(object, report)
}

function mustBe(kind: 'object' | 'string', member: Member | undefined, report: Report): void {
  if (member === undefined || member.value?.kind === kind) return
  report(
    'MOCK_FORM',
    member.value ?? member.key,
    `"${member.key.value}" has to be ${kind === 'object' ? 'an object' : 'the name of a response'}.`,
  )
}

function fields(node: Node | undefined, known: readonly string[], report: Report): void {
  for (const { key } of membersOf(node)) {
    if (known.includes(key.value)) continue
    const near = nearest(key.value, known)
    report(
      'MOCK_UNKNOWN_FIELD',
      key,
      `There is no field "${key.value}" here${near === undefined ? `; it can have ${known.join(' and ')}` : `. Did you mean "${near}"?`}`,
      {
        data: { suggestion: near },
      },
    )
  }
}

function duplicates(node: Node | undefined, report: Report): void {
  const seen = new Set<string>()
  for (const { key } of membersOf(node)) {
    if (seen.has(key.value)) report('MOCK_DUPLICATE', key, `"${key.value}" is here twice; only the last one counts.`)
    seen.add(key.value)
  }
}

/** `answered` gets the states that each response is for. */
function checkStates(
  uri: string,
  { name, testCases }: MockedMachine,
  workspace: Workspace,
  answered: Map<string, Set<State>>,
  report: Report,
): void {
  const found = findMachine(uri, name, workspace)
  if (found === undefined) return
  const states = allStates(found.machine)
  for (const testCase of testCases)
    for (const state of testCase.states) {
      const known = states.get(state.name)
      const response = state.response?.value
      if (known !== undefined && response !== undefined) answered.set(response, (answered.get(response) ?? new Set()).add(known))
      if (known === undefined) {
        const near = nearest(state.name, states.keys())
        report(
          'MOCK_UNKNOWN_STATE',
          state.member.key,
          `${name} has no state "${state.name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`,
          {
            data: { suggestion: near },
          },
        )
      } else if (known.type !== undefined && known.type !== 'Task')
        report('MOCK_NOT_A_TASK', state.member.key, `"${state.name}" is a ${known.type} state, which asks for no response.`)
    }
}

/** What is returned is what the states' tasks could get. */
function checkResults({ answers }: MockedResponse, states: Iterable<State>, report: Report): void {
  for (const { member: answer } of answers)
    for (const returned of membersOf(answer.value))
      if (returned.key.value === 'Return')
        for (const { place, message, suggestion } of resultProblems(returned, states))
          report('MOCK_API_RESULT', place, message, { data: { suggestion } })
}

/** Past this the first gap has been said, and the rest of a hostile range says nothing new. */
function checkAnswers({ name, member, answers }: MockedResponse, report: Report): void {
  if (member.value?.kind === 'object' && answers.length === 0)
    report('MOCK_INDEX_GAP', member.value, `"${name}" has no answer; the first attempt is "0".`)
  for (const { member: answer, attempts } of answers) {
    if (attempts === undefined)
      report('MOCK_INDEX', answer.key, `"${answer.key.value}" is no attempt ("0") and no range of attempts ("1-2").`)
    checkAnswer(answer, report)
  }
  let next = 0
  for (const { member: answer, attempts } of answers.filter(hasAttempts).sort((a, b) => a.attempts.first - b.attempts.first)) {
    if (attempts.first > next)
      report(
        'MOCK_INDEX_GAP',
        answer.key,
        `There is no answer for attempt ${next}${attempts.first > next + 1 ? ` to ${attempts.first - 1}` : ''}.`,
      )
    else if (attempts.first < next) report('MOCK_INDEX_TWICE', answer.key, `Attempt ${attempts.first} has an answer already.`)
    next = Math.max(next, attempts.last + 1)
  }
}

const hasAttempts = (answer: Answer): answer is Answer & { readonly attempts: NonNullable<Answer['attempts']> } =>
  answer.attempts !== undefined

function checkAnswer(answer: Member, report: Report): void {
  const { value, key } = answer
  if (value?.kind !== 'object') {
    report('MOCK_FORM', value ?? key, 'An answer is an object with Return or Throw.')
    return
  }
  fields(value, ['Return', 'Throw', 'duration'], report)
  const returned = value.members.find((member) => member.key.value === 'Return')
  const thrown = value.members.find((member) => member.key.value === 'Throw')
  if (returned && thrown) report('MOCK_RETURN_OR_THROW', thrown.key, 'An answer has either Return or Throw, not both.')
  if (!returned && !thrown) report('MOCK_RETURN_OR_THROW', key, 'An answer has Return or Throw.')
  const duration = value.members.find((member) => member.key.value === 'duration')
  if (duration && !(duration.value?.kind === 'number' && isDuration(duration.value.value)))
    report('MOCK_FORM', duration.value ?? duration.key, `The ${durationForm}`)
  if (!thrown) return
  mustBe('object', thrown, report)
  fields(thrown.value, ['Error', 'Cause'], report)
  const error = membersOf(thrown.value).find((member) => member.key.value === 'Error')
  if (thrown.value?.kind === 'object' && error === undefined)
    report('MOCK_FORM', thrown.key, 'Throw has to have Error, the name of the error.')
  for (const { key: field, value: text } of membersOf(thrown.value))
    if ((field.value === 'Error' || field.value === 'Cause') && text?.kind !== 'string')
      report('MOCK_FORM', text ?? field, `"${field.value}" has to be a string.`)
}
