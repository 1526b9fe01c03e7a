import { formatDuration } from '../../core/base/duration'
import type { AslError } from '../../core/expressions/evaluation/failure'
import type { EventKind, Outcome, Role, Span } from '../../core/history/kind'
import { type AnyDetails, detailsOf, type HistoryEvent } from '../../core/history/types'
import type { Fate } from '../../core/interpreter/fate'

/** A line of the console that tells what a history event means to the person who watches. */
export interface Line {
  readonly text: string
  readonly category: 'stdout' | 'stderr'
  /** A JSON text that the line expands to. */
  readonly payload?: string
}

type Teller = (details: AnyDetails, name: string, kind: EventKind) => Line

/** "lambda:invoke", or the ARN of a function or activity. */
const resourceName = ({ resource, resourceType }: AnyDetails): string =>
  (resourceType ? `${resourceType}:${resource ?? ''}` : resource) || 'a resource that only the deployment knows'

const errorName = ({ error, cause }: AnyDetails): string => [error, cause].filter((part) => part).join(': ') || 'no error name'

const line =
  (category: Line['category'], text: (...about: Parameters<Teller>) => string): Teller =>
  (...about) => ({ category, text: text(...about) })

/** By which way a state was left that has several: " by Choices[1]". */
const way = ({ branch }: EventKind): string => {
  if (branch === undefined) return ''
  return branch.kind === 'Default' ? ' by Default' : ` by ${branch.kind === 'Choice' ? 'Choices' : branch.kind}[${branch.index}]`
}

const fails = line('stderr', (details, name) => `${name} failed: ${errorName(details)}`)

const redrives = line('stdout', ({ redriveCount }) => `Execution redriven${redriveCount === 1 ? '' : ` (${redriveCount})`}`)

/** What is told of spans that are opened, and of what became of them. */
const tellers: { readonly [S in Span]?: { readonly [K in Outcome | Role]?: Teller } } = {
  state: {
    opens: line('stdout', (_details, name) => `${name} entered`),
    succeeded: line('stdout', (_details, name, kind) => `${name} exited${way(kind)}`),
    aborted: line('stdout', (_details, name) => `${name} aborted`),
  },
  task: {
    opens: (details, name) => ({
      text: `${name} calls ${resourceName(details)}`,
      category: 'stdout',
      payload: details.parameters ?? details.input ?? '',
    }),
    succeeded: ({ output = '' }, name) => ({ text: `${name} got its result`, category: 'stdout', payload: output }),
    failed: fails,
    timedOut: line('stderr', ({ error }, name) => `${name} timed out (${error || 'States.Timeout'})`),
  },
  execution: {
    succeeded: ({ output = '' }) => ({ text: 'Execution succeeded', category: 'stdout', payload: output }),
    failed: line('stderr', (details) => `Execution failed: ${errorName(details)}`),
    timedOut: line('stderr', () => 'Execution timed out (States.Timeout)'),
    aborted: line('stderr', () => 'Execution aborted'),
  },
}

/** An error within a state that is none of a task: an evaluation's. */
function tellerOf({ span, role, outcome, members }: EventKind): Teller | undefined {
  if (span === 'state' && role === 'point') return fails
  return span === 'execution' && members.includes('redriveCount') ? redrives : tellers[span]?.[outcome ?? role]
}

/** Whether events of a kind are told at all: known before one is put into AWS's shape. */
export const isTold = (kind: EventKind): boolean => tellerOf(kind) !== undefined

/** Whether it tells that a state is entered or left. Such a line shows no payload, so that its text need not be made. */
export const isOfState = ({ span, role }: EventKind): boolean => span === 'state' && role !== 'point'

export const tell = (kind: EventKind, event: HistoryEvent, stateName: string | undefined): Line | undefined =>
  tellerOf(kind)?.(detailsOf(event), stateName ?? 'The execution', kind)

/** Who takes the error of a state, and when it is tried again. `now`: milliseconds since the epoch on the execution's clock. */
export function tellFate(name: string, error: AslError | undefined, { place, next, retry }: Fate, now: number): string {
  if (retry === undefined)
    return `${name}: ${place} takes ${error?.error ?? 'the error'}${next === undefined ? '' : ` and goes on with ${next}`}`
  const { number, of, until = now } = retry
  return `${name}: ${place} tries again in ${formatDuration(until - now)}, retry ${number} of ${of}`
}
