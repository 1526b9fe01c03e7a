import { isObject, type Json, member } from '../../base/json'
import { machinesOf } from '../../model/graph'
import { isTask, type Machine } from '../../model/machine'
import { answerer, type MockAnswerer, type Mocks, outcomeOf, type Response, readAnswers, strangersOf } from './answers'

/**
 * Answers that a case of a test file has itself, by the names of states: one answer for all attempts (`{"Return": ...}`), or answers by attempts as a mock file has
 * them. They are those of the main execution, whose states have to be there.
 */
export function readInlineMocks(mocks: Json, machine: Machine | undefined): Mocks {
  if (!isObject(mocks)) return { kind: 'wrong', message: 'Its mocks are no object.' }
  const responses = new Map<string, Response>()
  for (const [state, response] of Object.entries(mocks)) {
    const answers = answersOf(response)
    if (typeof answers === 'string') return { kind: 'wrong', message: `The mock of the state "${state}"${answers}` }
    responses.set(state, { called: `The mock of the state "${state}"`, answers })
  }
  const strangers =
    machine === undefined ? [] : [...strangersOf(responses.keys(), machine, 'The case'), ...silent(responses.keys(), machine)]
  if (strangers.length > 0) return { kind: 'wrong', message: strangers.join(' ') }
  const answer = answerer(responses)
  return {
    kind: 'answers',
    answer: (call) => (call.thread.nested === undefined ? answer(call) : undefined),
    states: new Set(responses.keys()),
    strangers: [],
  }
}

/** A sentence for each state that asks nobody. */
function silent(names: Iterable<string>, machine: Machine): string[] {
  const states = new Map(machinesOf(machine).flatMap((each) => [...each.states]))
  return [...names].flatMap((name) => {
    const state = states.get(name)
    return state?.type === undefined || isTask(state)
      ? []
      : [`The case has an answer for "${name}", which is a ${state.type} state: only a Task state asks for one.`]
  })
}

function answersOf(response: Json): Response['answers'] | string {
  if (!isObject(response)) return ' is no object.'
  if (member(response, 'Return') === undefined && member(response, 'Throw') === undefined) return readAnswers(response)
  const outcome = outcomeOf(response)
  return typeof outcome === 'string' ? `: ${outcome}` : [{ last: Number.POSITIVE_INFINITY, outcome }]
}

/** The first that has an answer for a state gives it. */
export const firstMocks =
  (first: MockAnswerer, second: MockAnswerer): MockAnswerer =>
  (call) =>
    first(call) ?? second(call)
