import { type Json, type JsonObject, setMember } from '../../base/json'
import { kindOf } from '../../history/events'
import { detailsOf, payloadValue } from '../../history/types'
import { type Machine, valueAt } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import { appendItem, difference } from '../edit/putMember'
import { textData } from '../features/codeActions/request'
import { answersToAsk, type RunEvent } from '../mockFiles/recordRun'
import type { Edit } from '../types'

/** What a run is begun with beside its input, as a case of a test file has it too. */
export interface RunGiven {
  readonly startTime?: string | number | undefined
  readonly seed?: string | number | undefined
  readonly variables?: JsonObject | undefined
  readonly context?: JsonObject | undefined
}

interface RecordedTest {
  /** The path of the definition from the test file. */
  readonly definition: string
  /** Of the machine in a template. */
  readonly logicalId: string | undefined
  readonly name: string
  readonly machine: Machine | undefined
  readonly given: RunGiven
  readonly events: readonly RunEvent[]
}

/** States on the way of a run that a person still reads. */
const longestPath = 200

/**
 * Adds a run to a test file as a case, or begins one where the text is empty: its input, the answers of its tasks attempt by attempt, and what came of it, as
 * far as it has ended. All else in the text stays as it is. What is wrong comes back as a text: a file that is none, a case that is there already.
 */
export function recordTest(text: string, test: RecordedTest): readonly Edit[] | string {
  const { definition, logicalId, name } = test
  const begun = { definition, ...(logicalId !== undefined && { stateMachine: logicalId }), cases: [] }
  const before = text.trim() === '' ? `${JSON.stringify(begun, undefined, 2)}\n` : text
  const document = parseDocument(before, { format: 'json', content: 'mock' })
  const problem = document.syntaxProblems.find((each) => textData(each, 'missing') !== 'comment')
  if (problem !== undefined) return `The test file is not JSON: ${problem.message}`
  const cases = valueAt(document.root, 'cases')
  if (cases?.kind !== 'array') return 'The test file has no list of cases.'
  const isNamed = (item: (typeof cases.items)[number]) => {
    const own = valueAt(item, 'name')
    return own?.kind === 'string' && own.value === name
  }
  if (cases.items.some(isNamed)) return `The case "${name}" is there already: choose another name.`
  const input = inputOf(test)
  if (input === undefined) return 'The input of this run is not known whole.'
  const mocks = mocksOf(test)
  const expected = expectedOf(test)
  const { startTime, seed, variables, context } = test.given
  const made = {
    name,
    input,
    ...(Object.keys(mocks).length > 0 && { mocks }),
    ...(variables !== undefined && { variables }),
    ...(context !== undefined && { context }),
    ...(startTime !== undefined && { startTime }),
    ...(seed !== undefined && { seed }),
    ...(expected !== undefined && { expect: expected }),
  }
  return difference(text, appendItem(document, cases, made))
}

/** Undefined where the history has only its beginning. */
function inputOf({ events }: RecordedTest): Json | undefined {
  const first = events.find(({ event }) => event.type === 'ExecutionStarted')
  const { input, inputDetails } = first === undefined ? {} : detailsOf(first.event)
  return input === undefined || inputDetails?.truncated ? undefined : payloadValue(input)
}

/** The answers of each state: one alone stands for all attempts, several are told by attempt. */
function mocksOf({ events, machine }: RecordedTest): JsonObject {
  const states = new Map<string, Json[]>()
  for (const { stateName, answer } of answersToAsk(events, machine)) {
    const answers = states.get(stateName)
    if (answers === undefined) states.set(stateName, [answer as Json])
    else answers.push(answer as Json)
  }
  const mocks: Record<string, Json> = {}
  for (const [name, answers] of states)
    setMember(mocks, name, answers.length === 1 ? answers[0]! : Object.fromEntries(answers.map((each, i) => [String(i), each])))
  return mocks
}

/** What came of it; undefined where it has not ended by itself. */
function expectedOf({ events, machine }: RecordedTest): JsonObject | undefined {
  const last = events.at(-1)?.event
  const kind = last && kindOf(last.type)
  if (last === undefined || kind?.span !== 'execution' || kind.role !== 'closes' || kind.outcome === 'aborted') return undefined
  const { output, outputDetails, error, cause } = detailsOf(last)
  const path = pathOf(events, machine)
  const status = { succeeded: 'SUCCEEDED', timedOut: 'TIMED_OUT', failed: 'FAILED' }[kind.outcome ?? 'failed']
  return {
    status: status ?? 'FAILED',
    ...(output !== undefined && !outputDetails?.truncated && { output: payloadValue(output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && kind.outcome === 'failed' && { cause }),
    ...(path !== undefined && { path }),
  }
}

/** The states of the top level, in order. */
function pathOf(events: readonly RunEvent[], machine: Machine | undefined): string[] | undefined {
  if (machine === undefined) return undefined
  const path = events.flatMap(({ event, state }) => {
    const kind = kindOf(event.type)
    return kind?.span === 'state' && kind.role === 'opens' && state !== undefined && machine.states.has(state) ? [state] : []
  })
  return path.length > longestPath ? undefined : path
}
