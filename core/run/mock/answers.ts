import { isObject, type Json, type JsonObject, member } from '../../base/json'
import { nearest } from '../../base/nearest'
import type { TaskCall, TaskOutcome } from '../../interpreter/api'
import { machinesOf } from '../../model/graph'
import type { Machine } from '../../model/machine'
import { withSubmitted } from '../submitted'
import { ofFunction } from './invoke'

/** Which test case of a mock file is meant. */
export interface MockChoice {
  /** The machine's name in the mock file. Default: the only one there. */
  readonly stateMachineName?: string
  readonly testCase: string
  /** The machine that is run: a test case names its states. Absent: names are not checked. */
  readonly machine?: Machine
}

/**
 * Answers a task, or has nothing for its state: undefined. A call that is asked again gets the answer that it had; one beyond the last
 * attempt of the response is `unanswered`.
 */
export type MockAnswerer = (call: TaskCall) => TaskOutcome | undefined

/** What comes of a mock file and a choice: answers, or why there are none. What is wrong is a value; `readMocks` does not throw. */
export type Mocks =
  | {
      readonly kind: 'answers'
      readonly answer: MockAnswerer
      /** The names of the states that it answers. */
      readonly states: ReadonlySet<string>
      /** A sentence for each state of the test case that the machine does not have: its answer is never asked for. */
      readonly strangers: readonly string[]
    }
  /** What is wrong with the file, or with what was chosen in it: one sentence for the user. */
  | { readonly kind: 'wrong'; readonly message: string }

/**
 * The answers of one test case of a MockConfigFile.json. Each task that is scheduled, whether first attempt, retry, iteration or next
 * visit, takes the next answer of its state's response. Source: Developer Guide, "Testing with mocked service integrations".
 */
export function readMocks(config: Json, choice: MockChoice): Mocks {
  const testCase = chosenTestCase(config, choice)
  if (typeof testCase === 'string') return { kind: 'wrong', message: testCase }
  const responses = new Map<string, Response>()
  for (const [state, name] of Object.entries(testCase)) {
    const response = readResponse(config, name, choice.testCase)
    if (typeof response === 'string')
      return { kind: 'wrong', message: `The state "${state}" of the test case "${choice.testCase}": ${response}` }
    responses.set(state, response)
  }
  return {
    kind: 'answers',
    answer: answerer(responses),
    states: new Set(responses.keys()),
    strangers: strangersOf(responses.keys(), choice.machine, `The test case "${choice.testCase}"`),
  }
}

/** A sentence for each name that is no state. `whose`: `The test case "X"`. */
export function strangersOf(names: Iterable<string>, machine: Machine | undefined, whose: string): string[] {
  if (machine === undefined) return []
  const machines = machinesOf(machine)
  if (machines.some(({ isOpen }) => isOpen)) return []
  const states = new Set(machines.flatMap((each) => [...each.states.keys()]))
  return [...names]
    .filter((name) => !states.has(name))
    .map((name) => `${whose} has an answer for "${name}", which is no state${hint(name, [...states], '.')}`)
}

/** The answers of one state. An answer for each attempt: its last attempt, and what it says. In ascending order, without a gap. */
export interface Response {
  /** What the answers are called where they have come to their end: `The mocked response "X" of the test case "Y"`. */
  readonly called: string
  readonly answers: readonly { readonly last: number; readonly outcome: TaskOutcome }[]
}

/** Answers by the responses of states. */
export function answerer(responses: ReadonlyMap<string, Response>): MockAnswerer {
  return (call) => {
    const response = responses.get(call.stateName)
    if (!response) return undefined
    const found = response.answers.find(({ last }) => call.before <= last)?.outcome ?? exhausted(call, response)
    return ofFunction(call, withSubmitted(call, found))
  }
}

const exhausted = ({ stateName, before }: TaskCall, { called, answers }: Response): TaskOutcome => ({
  kind: 'unanswered',
  cause: `${called} has ${answersTo(answers.at(-1)?.last)}, and the state "${stateName}" asks for attempt ${before}.`,
})

const answersTo = (last: number | undefined): string =>
  last === undefined ? 'no answer' : last === 0 ? 'an answer for attempt 0 only' : `answers for attempts 0 to ${last}`

function chosenTestCase(config: Json, { stateMachineName, testCase }: MockChoice): JsonObject | string {
  const machines = isObject(config) ? member(config, 'StateMachines') : undefined
  if (!isObject(machines)) return 'The mock file has no object StateMachines.'
  const names = Object.keys(machines)
  const name = stateMachineName ?? names[0]
  if (stateMachineName === undefined && names.length !== 1)
    return names.length === 0
      ? 'The mock file has no state machine.'
      : `The mock file has several state machines; choose one of ${list(names)}.`
  const machine = member(machines, name!)
  if (machine === undefined) return `The mock file has no state machine "${name}"${hint(name!, names)}`
  const cases = isObject(machine) ? member(machine, 'TestCases') : undefined
  if (!isObject(cases)) return `The state machine "${name}" of the mock file has no object TestCases.`
  const found = member(cases, testCase)
  if (found === undefined)
    return `The state machine "${name}" of the mock file has no test case "${testCase}"${hint(testCase, Object.keys(cases))}`
  return isObject(found) ? found : `The test case "${testCase}" of the mock file is no object.`
}

const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')

function hint(name: string, known: readonly string[], otherwise?: string): string {
  const near = nearest(name, known)
  if (near !== undefined) return `. Did you mean "${near}"?`
  if (otherwise !== undefined) return otherwise
  return known.length === 0 ? '.' : `; there is ${list(known)}.`
}

function readResponse(config: Json, name: Json, testCase: string): Response | string {
  if (typeof name !== 'string') return 'the name of its response is no string.'
  const responses = isObject(config) ? member(config, 'MockedResponses') : undefined
  if (!isObject(responses)) return 'the mock file has no object MockedResponses.'
  const response = member(responses, name)
  if (response === undefined) return `MockedResponses has no "${name}"${hint(name, Object.keys(responses))}`
  if (!isObject(response)) return `the mocked response "${name}" is no object.`
  const answers = readAnswers(response)
  if (typeof answers === 'string') return `the mocked response "${name}"${answers}`
  return { called: `The mocked response "${name}" of the test case "${testCase}"`, answers }
}

/** The answers of a state by attempts: `{"0": {"Return": ...}, "1-2": {"Throw": ...}}`. A text, which begins with a blank or a comma, says what is wrong. */
export function readAnswers(response: JsonObject): Response['answers'] | string {
  const answers: { readonly first: number; readonly last: number; readonly outcome: TaskOutcome }[] = []
  for (const [key, value] of Object.entries(response)) {
    const attempts = attemptsOf(key)
    if (attempts === undefined) return ` has the key "${key}", which is no attempt ("0") and no range of attempts ("1-2").`
    const outcome = outcomeOf(value)
    if (typeof outcome === 'string') return `, attempt ${key}: ${outcome}`
    answers.push({ ...attempts, outcome })
  }
  answers.sort((a, b) => a.first - b.first)
  let next = 0
  for (const { first, last } of answers) {
    if (first !== next) return ` has ${first > next ? 'no answer' : 'two answers'} for attempt ${Math.min(first, next)}.`
    next = last + 1
  }
  return answers
}

/** The attempts that a key stands for: `"2"`, or a range `"1-3"`, from 0. Undefined where it is neither. */
export function attemptsOf(key: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(key)
  if (!match) return undefined
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return last < first ? undefined : { first, last }
}

/** A year: as long as an execution may take. Source: Developer Guide, "Quotas". */
export const longestDuration = 31_536_000

/** Stepthrough's own: seconds of the run's time until the answer is there. Step Functions Local has no such field. */
export const isDuration = (seconds: number): boolean => seconds >= 0 && seconds <= longestDuration
/** What an answer's duration has to be, for the sentence that refuses one: `The ` goes before it. */
export const durationForm = `duration of an answer is a number of seconds from 0 to ${longestDuration}.`

/** One answer, `Return` or `Throw`; a sentence says what is wrong with it. */
export function outcomeOf(answer: Json): TaskOutcome | string {
  if (!isObject(answer)) return 'it is no object.'
  const returned = member(answer, 'Return')
  const thrown = member(answer, 'Throw')
  if ((returned === undefined) === (thrown === undefined)) return 'it has to have either Return or Throw.'
  const seconds = member(answer, 'duration')
  if (seconds !== undefined && (typeof seconds !== 'number' || !isDuration(seconds))) return `the ${durationForm}`
  const took = seconds === undefined ? {} : { duration: seconds }
  if (returned !== undefined) return { kind: 'succeeded', output: returned, ...took }
  const error = isObject(thrown) ? member(thrown, 'Error') : undefined
  const cause = isObject(thrown) ? member(thrown, 'Cause') : undefined
  if (typeof error !== 'string') return 'Throw has to have the string Error.'
  if (cause !== undefined && typeof cause !== 'string') return 'the Cause of Throw has to be a string.'
  return { kind: 'failed', error, ...(cause !== undefined && { cause }), ...took }
}
