import { isObject, type Json, type JsonObject, member } from '../base/json'
import { valuePath } from '../expressions/valuePath'
import { machinesOf } from '../model/graph'
import { type Machine, type State, valueAt } from '../model/machine'
import { type Breach, breachesOf, type ContractMode } from '../tasks/aws/mockedResult'
import type { Failure, TestCase } from './types'

/** What the mocks of the cases of one file are held against. */
export interface ContractScope {
  readonly mode: ContractMode
  /** Of the definition that is tested. */
  readonly machine: Machine
  /** The value of the mock file; undefined: there is none, or it is no JSON. */
  readonly mockConfig: Json | undefined
  /** The state machines that its tasks start, by the names that they have in the mock file. */
  readonly nested: readonly { readonly name: string; readonly machine: Machine | undefined }[]
}

/**
 * All that the mocks of a case return and the APIs of its tasks could not: each at its place, a JSONPath in the case (`$.mocks.Charge.Return.StatusCode`), or in the
 * mock file (`$.MockedResponses.Paid['0'].Return.StatusCode`). What has the wrong form is somebody else's to say.
 */
export function contractFailures({ mocks, testCase, stateMachineName }: TestCase, scope: ContractScope): Failure[] {
  const { mode, machine, mockConfig, nested } = scope
  const own = Object.entries(mocks ?? {}).flatMap(([state, answers]) =>
    failuresOf(state, returnsOf(answers), ['mocks', state], resourcesIn(machine), mode),
  )
  if (testCase === undefined || mockConfig === undefined) return own
  const machines = objectAt(mockConfig, ['StateMachines'])
  const main = stateMachineName ?? Object.keys(machines)[0]
  const inFile = [{ name: main, machine }, ...nested.filter(({ name }) => name !== main)].flatMap(({ name, machine: of }) => {
    if (name === undefined || of === undefined) return []
    const resources = resourcesIn(of)
    return Object.entries(objectAt(machines, [name, 'TestCases', testCase])).flatMap(([state, response]) => {
      // the case's own mock of the state is asked in its place
      if (typeof response !== 'string' || (of === machine && mocks !== undefined && Object.hasOwn(mocks, state))) return []
      const answers = objectAt(mockConfig, ['MockedResponses', response])
      return failuresOf(state, byAttempt(answers), ['MockedResponses', response], resources, mode)
    })
  })
  return [...own, ...inFile]
}

/** A mocked result: the keys from the answers of its state, and what it returns. */
interface Returned {
  readonly keys: readonly string[]
  readonly value: Json
}

/** One answer for all attempts, or answers by attempt. */
function returnsOf(answers: Json): Returned[] {
  if (!isObject(answers)) return []
  const value = member(answers, 'Return')
  return value === undefined ? byAttempt(answers) : [{ keys: ['Return'], value }]
}

const byAttempt = (answers: JsonObject): Returned[] =>
  Object.entries(answers).flatMap(([attempt, answer]) => {
    const value = isObject(answer) ? member(answer, 'Return') : undefined
    return value === undefined ? [] : [{ keys: [attempt, 'Return'], value }]
  })

function failuresOf(
  state: string,
  returns: readonly Returned[],
  way: readonly string[],
  resources: ReadonlyMap<string, string>,
  mode: ContractMode,
): Failure[] {
  const resource = resources.get(state)
  if (resource === undefined) return []
  return returns.flatMap(({ keys, value }) =>
    breachesOf(resource, value, mode).map(({ steps, problem, message }): Failure => {
      const missing = problem.kind === 'missing' ? [problem.name] : []
      const actual = missing.length > 0 ? undefined : valueIn(value, steps)
      return {
        what: 'mocks',
        path: valuePath('JSONPath', '$', [...way, ...keys, ...steps, ...missing]),
        ...expected(problem),
        ...(actual !== undefined && { actual }),
        message: `The mock of "${state}" is none that its API answers with: ${message}`,
      }
    }),
  )
}

/** Where there is one value that would be right. */
const expected = (problem: Breach['problem']): { readonly expected?: Json } =>
  problem.kind === 'value' && problem.near !== undefined ? { expected: problem.near } : {}

function valueIn(value: Json, steps: readonly (string | number)[]): Json | undefined {
  let at: Json | undefined = value
  for (const step of steps) at = typeof step === 'number' ? (at as readonly Json[])[step] : member(at as JsonObject, step)
  return at
}

function objectAt(value: Json, steps: readonly string[]): JsonObject {
  let at: Json | undefined = value
  for (const step of steps) at = isObject(at) ? member(at, step) : undefined
  return isObject(at) ? at : {}
}

const known = new WeakMap<Machine, ReadonlyMap<string, string>>()

/** The Resources of the tasks of a machine and of all in it, by the names of their states. */
function resourcesIn(machine: Machine): ReadonlyMap<string, string> {
  let resources = known.get(machine)
  if (resources === undefined)
    known.set(machine, (resources = new Map(machinesOf(machine).flatMap(({ states }) => [...states.values()].flatMap(named)))))
  return resources
}

function named(state: State): [string, string][] {
  const resource = state.type === 'Task' ? valueAt(state.node, 'Resource') : undefined
  return resource?.kind === 'string' ? [[state.name, resource.value]] : []
}
