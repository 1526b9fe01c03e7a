import type { JsonObject } from '../core/base/json'
import type { TaskCall, TaskOutcome } from '../core/interpreter'
import type { Machine } from '../core/model/machine'
import type { Answerer } from '../core/run/answerer'
import { strangersOf } from '../core/run/mock/answers'
import { ofFunction } from '../core/run/mock/invoke'
import { withSubmitted } from '../core/run/submitted'
import { jsonOf } from './given'
import { TaskError } from './taskError'
import type { MockFunction, RunOptions } from './types'
import { UsageError } from './usageError'

/** The answers of a request: those that are data, and functions by the names of their states. */
export interface GivenMocks {
  readonly answers: JsonObject | undefined
  readonly functions: ReadonlyMap<string, MockFunction>
}

/** Throws UsageError where answers are no JSON. */
export function mocksOf(mocks: RunOptions['mocks']): GivenMocks {
  const entries = Object.entries(mocks ?? {})
  const answers = entries.filter(([, mock]) => typeof mock !== 'function')
  const functions = entries.filter((entry): entry is [string, MockFunction] => typeof entry[1] === 'function')
  return {
    answers: answers.length === 0 ? undefined : (jsonOf(Object.fromEntries(answers), 'mocks') as JsonObject),
    functions: new Map(functions),
  }
}

/** A mock for a state that the machine does not have was mistyped. Throws UsageError. */
export function checkStates(mocks: RunOptions['mocks'], machine: Machine): void {
  const [first, ...more] = strangersOf(Object.keys(mocks ?? {}), machine, 'mocks')
  if (first !== undefined) throw new UsageError(first, ...more)
}

/** Asks the functions. `broken` hears of an error that is no TaskError: it is one of the caller's own. */
export const functionMocks =
  (functions: GivenMocks['functions'], broken: (error: unknown) => void): Answerer =>
  (call) => {
    const mock = call.thread.nested === undefined ? functions.get(call.stateName) : undefined
    return mock && ask(mock, call, broken)
  }

async function ask(mock: MockFunction, call: TaskCall, broken: (error: unknown) => void): Promise<TaskOutcome> {
  const { stateName: state, resource, attempt, before, taskToken } = call
  try {
    // payloads are shared, and a function may change what it gets
    const output = await mock(structuredClone(call.input), { state, resource, attempt, before, taskToken })
    return ofFunction(call, withSubmitted(call, { kind: 'succeeded', output: jsonOf(output ?? null, `what the mock of ${state} gives`) }))
  } catch (error) {
    if (error instanceof TaskError) return { kind: 'failed', error: error.error, ...(error.cause !== undefined && { cause: error.cause }) }
    broken(error)
    return { kind: 'unanswered', cause: 'The function that stands for the task has thrown an error.' }
  }
}
