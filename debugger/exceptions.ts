import type { DebugProtocol } from '@vscode/debugprotocol'
import type { AslError } from '../core/expressions/evaluation/failure'
import type { Thread } from '../core/interpreter/api'
import { catches, executionFailed } from '../core/interpreter/catches'
import { placeText } from './documents'
import { errors } from './errors'
import type { Programs } from './programs'
import { lineage, nameOfThread } from './states'

/** The kinds of error that a client can ask to stop at. */
export const exceptionFilters = [
  {
    filter: 'uncaught',
    label: 'Uncaught Errors',
    description: 'Stop at the state whose error no Retrier and no Catcher handles, its own or those of the states around it.',
    default: true,
  },
  {
    filter: 'caught',
    label: 'Caught Errors',
    description: 'Stop at a state whose error a Catcher handles.',
    default: false,
  },
  {
    filter: 'all',
    label: 'All Errors',
    description: 'Stop at each error, also one that a Retrier tries again.',
    default: false,
  },
].map((filter) => ({
  ...filter,
  supportsCondition: true,
  conditionDescription: 'Error names, separated by commas: States.Timeout, Payment.Declined',
})) satisfies DebugProtocol.ExceptionBreakpointsFilter[]

type How = 'uncaught' | 'caught' | 'retried'

/** Which errors stop the execution. */
export class Exceptions {
  /** Filter -> error names that it is limited to; an empty set: all. */
  private filters = new Map<string, ReadonlySet<string>>()
  /** Errors that have been seen: an owner that fails with that of its branch, and a Retrier that has waited, tell no news. */
  private readonly told = new Set<string>()

  /** Gives what is to be said of each, in the order of the filters and then of the options. */
  set({ filters, filterOptions = [] }: DebugProtocol.SetExceptionBreakpointsArguments): DebugProtocol.Breakpoint[] {
    const rows: DebugProtocol.ExceptionFilterOptions[] = [...filters.map((filterId) => ({ filterId })), ...filterOptions]
    const problems = rows.map(filterProblem)
    const good = rows.filter((_, i) => problems[i] === undefined)
    this.filters = new Map(good.map(({ filterId, condition }) => [filterId, names(condition)]))
    return problems.map((message) => (message === undefined ? { verified: true } : { verified: false, reason: 'failed', message }))
  }

  /** Whether to stop at the error that the thread stands at. */
  stopsAt(thread: Thread): boolean {
    if (thread.error === undefined || this.filters.size === 0) return false
    const how = handled(thread)
    if (how === undefined) return false
    const key = errorKey(thread, how)
    if (this.told.has(key)) return false
    for (const each of reached(thread, how)) this.told.add(errorKey(each, how))
    return this.matches('all', thread.error) || (how !== 'retried' && this.matches(how, thread.error))
  }

  /** The execution has gone back: what it comes to again is news again. */
  forget(): void {
    this.told.clear()
  }

  private matches(filter: string, { error }: AslError): boolean {
    const only = this.filters.get(filter)
    return only !== undefined && (only.size === 0 || (error !== undefined && only.has(error)))
  }
}

/** Who gets the error of a thread in turn: it, and the owners up to the one that catches it. */
function reached(thread: Thread, how: How): readonly Thread[] {
  const all = lineage(thread)
  if (how === 'uncaught') return all
  return thread.stage === 'failed' ? all.slice(0, 1 + all.indexOf(catcherOf(thread)!)) : [thread]
}

/** The owner whose state catches the error that is about to leave the thread. To a task that waits for an execution its errors are all the same. */
function catcherOf(thread: Thread): Thread | undefined {
  let error: AslError = thread.error!
  for (let at = thread; at.parent !== undefined; at = at.parent) {
    if (at.kind === 'execution') error = executionFailed
    if (at.parent.state !== undefined && catches(at.parent.state, error)) return at.parent
  }
  return undefined
}

/** An error of a state's visit; each attempt can be tried again, or caught, once. */
const errorKey = ({ id, state, visit, attempt }: Thread, how: How): string =>
  `${how}#${id}#${state?.key.offset}#${visit}${how === 'uncaught' ? '' : `#${attempt}`}`

const names = (condition: string | undefined): ReadonlySet<string> =>
  new Set((condition ?? '').split(/[\s,]+/).filter((name) => name !== ''))

/** A condition is a list of names: any text is one, but what looks like an expression would silently never hold. */
function filterProblem({ filterId, condition }: DebugProtocol.ExceptionFilterOptions): string | undefined {
  const row = exceptionFilters.find(({ filter }) => filter === filterId)
  if (row === undefined) return `There are no errors "${filterId}": there are ${exceptionFilters.map(({ filter }) => filter).join(', ')}.`
  if (!/[$=<>!&|(){}'"]/.test(condition ?? '')) return undefined
  return `The condition of ${row.label} is a list of error names, such as States.Timeout, Payment.Declined: "${condition}" is none.`
}

/** What becomes of the error of a thread; undefined where it stands at none. */
export function handled(thread: Thread): How | undefined {
  if (thread.stage === 'retry') return 'retried'
  if (thread.stage === 'caught') return 'caught'
  if (thread.stage !== 'failed' || thread.error === undefined) return undefined
  return catcherOf(thread) === undefined ? 'uncaught' : 'caught'
}

/** A Fail state may have no Error. */
const noName = '(no error name)'

/** "Payment.Declined: The card was declined". */
export const errorText = ({ error, cause }: Pick<AslError, 'error' | 'cause'>): string =>
  cause ? `${error ?? noName}: ${cause}` : (error ?? noName)

/** The error of a thread: its name and cause, the field that raised it, and the states that it goes through, each with its place. */
export function exceptionInfo(thread: Thread, programs: Programs): DebugProtocol.ExceptionInfoResponse['body'] {
  const { error } = thread
  if (error === undefined) throw errors.noError()
  const fileOf = ({ state }: Thread) => (state === undefined ? programs.main : programs.fileOf(state))
  const chain = lineage(thread).map(
    (each) => `at ${each.state?.name ?? '?'} (${nameOfThread(each)}) ${placeText(fileOf(each), each.state?.key)}`,
  )
  if (error.node !== undefined && error.node !== thread.state?.node) chain.unshift(`at ${placeText(fileOf(thread), error.node)}`)
  return {
    exceptionId: error.error ?? noName,
    ...(error.cause === undefined ? {} : { description: error.cause }),
    breakMode: handled(thread) === 'uncaught' ? 'unhandled' : 'always',
    details: {
      typeName: error.error ?? noName,
      fullTypeName: error.error ?? noName,
      ...(error.cause === undefined ? {} : { message: error.cause }),
      stackTrace: chain.join('\n'),
    },
  }
}
