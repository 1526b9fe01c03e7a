import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ErrorFilter, errorHint, parseErrorFilter } from '../../core/conditions/errorFilter'
import { isTrue } from '../../core/conditions/truth'
import type { AslError } from '../../core/expressions/evaluation/failure'
import type { Thread } from '../../core/interpreter/api'
import type { Fate } from '../../core/interpreter/fate'
import type { Hold } from '../values/evaluate'

interface FilterRow {
  readonly label: string
  readonly description: string
  readonly default?: true
  /** Without names it stops at nothing. */
  readonly named?: true
  /** Older clients ask for it; it is not offered. */
  readonly unlisted?: true
  readonly takes: (fate: Fate) => boolean
}

/** The kinds of error that a client can ask to stop at, by their ids. */
const filterRows: { readonly [id: string]: FilterRow } = {
  uncaught: {
    label: 'Uncaught Errors',
    description: 'Stop at the state whose error no Retrier and no Catcher handles, its own or those of the states around it.',
    default: true,
    takes: ({ how }) => how === 'uncaught',
  },
  caught: {
    label: 'Caught Errors',
    description: 'Stop at a state whose error a Catcher handles, its own or that of a state around it.',
    takes: ({ how }) => how === 'caught',
  },
  retried: {
    label: 'Retried Errors',
    description: 'Stop at a state whose error a Retrier tries again, before the backoff begins.',
    takes: ({ how }) => how === 'retried',
  },
  runtime: {
    label: 'Runtime Errors',
    description: 'Stop at an error that no Retrier and no Catcher is asked about, such as a path that finds nothing.',
    takes: ({ terminal }) => terminal,
  },
  tolerated: {
    label: 'Tolerated Item Failures',
    description: 'Stop at the error of an item that the Map tolerates.',
    takes: ({ how }) => how === 'tolerated',
  },
  named: {
    label: 'Errors by Name',
    description: 'Stop at each error that the condition names, whatever becomes of it.',
    named: true,
    takes: () => true,
  },
  all: { label: 'All Errors', description: 'Stop at each error.', unlisted: true, takes: () => true },
}

/** Those that are offered. */
export const exceptionFilters: DebugProtocol.ExceptionBreakpointsFilter[] = Object.entries(filterRows)
  .filter(([, { unlisted }]) => !unlisted)
  .map(([filter, { label, description, default: on = false }]) => ({
    filter,
    label,
    description,
    default: on,
    supportsCondition: true,
    conditionDescription: errorHint,
  }))

interface Filter {
  readonly row: FilterRow
  readonly only: ErrorFilter
  readonly text: string
  /** Whether it has been told that its condition could not be evaluated. */
  told: boolean
}

/** Which errors stop the execution. */
export class Exceptions {
  private filters: Filter[] = []

  /** Gives what is to be said of each, in the order of the filters and then of the options. */
  set({ filters, filterOptions = [] }: DebugProtocol.SetExceptionBreakpointsArguments): DebugProtocol.Breakpoint[] {
    const rows: DebugProtocol.ExceptionFilterOptions[] = [...filters.map((filterId) => ({ filterId })), ...filterOptions]
    this.filters = []
    return rows.map(({ filterId, condition = '' }) => {
      const row = Object.hasOwn(filterRows, filterId) ? filterRows[filterId] : undefined
      const only = parseErrorFilter(condition)
      const message = problemOf(filterId, row, only)
      if (row === undefined || message !== undefined) return { verified: false, reason: 'failed', message: `${message}.` }
      this.filters.push({ row, only, text: condition.trim(), told: false })
      return { verified: true }
    })
  }

  /**
   * The errors that are told where a thread stops at the one that it stands at: its own, and what becomes of it in the owners. Empty: it does not stop, or has
   * stopped. `tell` is told once of each condition that cannot be evaluated.
   */
  stopping(thread: Thread, told: ReadonlySet<string>, hold: Hold, tell: (message: string) => void): readonly string[] {
    if (this.filters.length === 0) return []
    const { fate } = thread
    // the backoff has begun: its error is no news
    if (fate === undefined || fate.retry?.until !== undefined || told.has(errorKey(thread, fate))) return []
    if (!this.filters.some((filter) => holds(filter, thread, fate, hold, tell))) return []
    return fate.through.map((each) => errorKey(each, fate))
  }
}

function problemOf(id: string, row: FilterRow | undefined, only: ErrorFilter): string | undefined {
  if (row === undefined) return `There are no errors "${id}": there are ${exceptionFilters.map(({ filter }) => filter).join(', ')}`
  if (row.named && only.isEmpty) return `Write in the condition which errors: ${errorHint}`
  return only.problem
}

function holds(filter: Filter, thread: Thread, fate: Fate, hold: Hold, tell: (message: string) => void): boolean {
  const { row, only, text } = filter
  if (!row.takes(fate) || !only.names(thread.error!)) return false
  const condition = thread.state && only.condition(thread.state.queryLanguage)
  if (condition === undefined) return true
  try {
    return isTrue(hold(thread, condition))
  } catch (error) {
    // It does not hold: over other values it may. That it never does must not go unseen.
    if (!filter.told) tell(`The condition "${text}" of ${row.label} cannot be evaluated: ${(error as Error).message}`)
    filter.told = true
    return false
  }
}

/** An error of a state's visit; each attempt can be tried again, or caught, once. */
const errorKey = ({ id, state, visit, attempt }: Thread, { how }: Fate): string =>
  `${how}#${id}#${state?.key.offset}#${visit}${how === 'uncaught' ? '' : `#${attempt}`}`

/** Why it has stopped, to a person. */
export const stoppedOn: { readonly [K in Fate['how']]: string } = {
  uncaught: 'Stopped on an error',
  caught: 'Stopped on an error that is caught',
  retried: 'Stopped on an error that is tried again',
  tolerated: 'Stopped on an error that is tolerated',
}

/** A Fail state may have no Error. */
export const noName = '(no error name)'

/** "Payment.Declined: The card was declined". */
export const errorText = ({ error, cause }: Pick<AslError, 'error' | 'cause'>): string =>
  cause ? `${error ?? noName}: ${cause}` : (error ?? noName)
