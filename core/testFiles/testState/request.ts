import { walkState } from '../../analysis/expressions'
import { parseResource } from '../../aws/resource'
import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { fieldOfKind } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import type { TestStateRequest } from '../../service/testState/types'
import type { ContractMode } from '../../tasks/aws/mockedResult'
import { isCheckedByApi } from '../../tasks/aws/mockedResult'
import type { Attempt } from './attempt'

/** The whole definition, as TestState gets it, and how it is to check mocked results; undefined: not at all. */
export interface RequestScope {
  readonly definition: string
  readonly mode: ContractMode | undefined
}

/** What TestState is asked, or why it cannot be asked: the end of a sentence that begins with the state's name. */
export type Asked = { readonly request: TestStateRequest } | { readonly not: string }

/** States that TestState takes no mock for, and so no context object either. Source: recordings of AWS. */
const unmockable: ReadonlySet<State['type']> = new Set(['Pass', 'Succeed', 'Fail', 'Choice', 'Wait'])
/** Seconds that a call of TestState may take. Source: API reference, TestState. */
const longest = 300
/** Characters of an input, a mocked result, a context object and variables. Source: API reference, TestState, MockInput. */
const mostText = 262_144
const mostDefinition = 1_048_576

/** The request for an attempt, with all that the run has had. */
export function requestOf(attempt: Attempt, { definition, mode }: RequestScope): Asked {
  const { state, end } = attempt
  const mocked = !unmockable.has(state.type)
  const why = end === undefined ? 'has not come to its end' : whyNot(attempt, mocked)
  if (why !== undefined) return { not: why }
  const request: TestStateRequest = {
    definition,
    stateName: state.name,
    input: jsonText(attempt.input),
    variables: jsonText(attempt.variables),
    inspectionLevel: 'DEBUG',
    ...(mocked && { context: jsonText(contextOf(attempt)), mock: mockOf(attempt, mode), ...configurationOf(attempt) }),
  }
  const texts = [request.input, request.variables, request.context, request.mock?.result]
  if (definition.length > mostDefinition) return { not: 'is in a definition that is longer than TestState takes' }
  if (texts.some((text) => text !== undefined && text.length > mostText)) return { not: 'has data that is longer than TestState takes' }
  return { request }
}

/** What TestState cannot do, or could do only by chance as the run has. */
function whyNot({ state, entered, end, items, work, aliased }: Attempt, mocked: boolean): string | undefined {
  const { chance, context, map } = readsOf(state)
  if (chance) return 'reads the clock, or draws what is different each time'
  if (context && !mocked) return `reads the context object, which TestState takes for no ${state.type} state`
  if (map) return 'reads the item of its iteration in the context object, which TestState does not take'
  if (state.type === 'Wait' && end!.time - entered > longest * 1000)
    return `waits for longer than the ${longest} seconds of a call of TestState`
  if (aliased) return 'has failed by an error that handlers know by another name too, which a mocked error does not say'
  if (fieldOfKind(state, 'read') !== undefined)
    return 'reads its items from S3: TestState takes them as the text of the object, which a run does not keep'
  if (state.type === 'Map' && work === undefined && items !== undefined && end!.status !== 'SUCCEEDED')
    return 'has failed by the number of failed iterations'
  return undefined
}

interface Reads {
  readonly chance: boolean
  readonly context: boolean
  /** `Map` of the context object, of an iteration around the state. */
  readonly map: boolean
}

const readsByState = new WeakMap<State, Reads>()

function readsOf(state: State): Reads {
  let reads = readsByState.get(state)
  if (reads === undefined) readsByState.set(state, (reads = readReads(state)))
  return reads
}

function readReads(state: State): Reads {
  const texts: string[] = []
  walkState(state, { expression: ({ node }) => void texts.push(node.value) })
  const jsonata = state.queryLanguage === 'JSONata'
  const context = jsonata ? /\$states\s*\.\s*context/ : /\$\$/
  const chance = jsonata ? /\$(random|shuffle|uuid|now|millis)\b/ : /States\.(UUID|MathRandom)\b/
  const map = jsonata ? /\$states\s*\.\s*context\s*\.\s*Map\b/ : /\$\$(\.Map\b|\[\s*['"]Map)/
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  // a Map's own ItemSelector sees its items in TestState too
  return { chance: has(chance), context: has(context), map: state.type !== 'Map' && has(map) }
}

/** The members of the context object that TestState takes. Source: recordings of AWS, as core/service/testState/context.ts has them. */
const contextMembers: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
}

function contextOf({ context, state }: Attempt): JsonObject {
  const resource = valueAt(state.node, 'Resource')
  const waits = resource?.kind === 'string' && parseResource(resource.value).pattern !== 'requestResponse'
  return Object.fromEntries(
    Object.entries(contextMembers).flatMap(([name, members]) => {
      const from = member(context, name)
      if (!isObject(from) || (name === 'Task' && !waits)) return []
      const kept = Object.entries(from).filter(([key, value]) => members.includes(key) && value !== null)
      return [[name, Object.fromEntries(kept) as JsonObject]]
    }),
  )
}

function mockOf({ state, work }: Attempt, mode: ContractMode | undefined): NonNullable<TestStateRequest['mock']> {
  if (work?.kind === 'error') {
    const { error, cause } = work
    return { errorOutput: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) } }
  }
  const resource = valueAt(state.node, 'Resource')
  const isChecked = work !== undefined && resource?.kind === 'string' && isCheckedByApi(resource.value)
  return { result: jsonText(work?.result ?? unreached(state)), fieldValidationMode: (isChecked && mode) || 'NONE' }
}

/** A result of the right form for a state that has failed before its work: TestState wants a mock all the same. */
function unreached({ type, machines }: State): Json {
  if (type === 'Parallel') return machines.map(() => null)
  return type === 'Map' ? [] : {}
}

function configurationOf({ state, work, retried, items }: Attempt): Pick<TestStateRequest, 'stateConfiguration'> {
  const missing = work?.kind === 'result' && isArray(work.result) && items !== undefined ? items - work.result.length : 0
  const configuration = {
    ...(retried > 0 && { retrierRetryCount: retried }),
    ...(work?.kind === 'error' && work.by !== state && { errorCausedByState: work.by.name }),
    ...(missing > 0 && { mapIterationFailureCount: missing }),
  }
  return Object.keys(configuration).length > 0 ? { stateConfiguration: configuration } : {}
}
