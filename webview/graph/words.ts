import type { NodeMark } from '../../core/language/features/flowGraphs'
import type { FlowNode } from '../../core/model/flowGraph'
import type { BreakpointPlace } from '../messages'
import type { IconName } from '../shared/icons'
import type { VisitStatus } from '../table/visit'
import type { NodeRun } from './run'

const doubts = {
  missing: 'There is no such state',
  unknown: 'Known when it is deployed',
  duplicate: 'An earlier state has this name',
} as const

/** What stands under a state's name. */
export function subtitleOf({ type, detail, doubt }: Pick<FlowNode, 'type' | 'detail' | 'doubt'>): string {
  if (doubt === 'missing' || doubt === 'unknown') return doubts[doubt]
  const what =
    type === undefined ? (detail === undefined ? 'No type' : `Unknown type ${detail}`) : detail === undefined ? type : `${type} · ${detail}`
  return doubt === undefined ? what : `${what} · ${doubts[doubt]}`
}

/** How a visit's status is named, and its icon. */
export const statuses: { readonly [S in VisitStatus]: { readonly word: string; readonly icon: IconName; readonly tone: string } } = {
  running: { word: 'running', icon: 'scheduled', tone: 'busy' },
  succeeded: { word: 'succeeded', icon: 'succeeded', tone: 'good' },
  failed: { word: 'failed', icon: 'failed', tone: 'bad' },
  caught: { word: 'error caught', icon: 'reply', tone: 'wait' },
  timedOut: { word: 'timed out', icon: 'scheduled', tone: 'bad' },
  aborted: { word: 'aborted', icon: 'clear', tone: 'quiet' },
}

const times = (count: number, one: string, more: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : more}`

/** How the items of a Map stand: "990 succeeded, 10 failed of 1,000 items". */
function itemsText({ succeeded, failed, running, length }: NonNullable<NodeRun['items']>): string {
  const parts = [
    [succeeded, 'succeeded'],
    [failed, 'failed'],
    [running, 'running'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString('en')} ${word}`)
  return `${said.join(', ') || 'none begun'} of ${length === undefined ? 'the items' : times(length, 'item', 'items')}`
}

/** All that a node shows, in words: what a screen reader says, and what stands in the tip. */
export function labelOf(node: FlowNode, shown: NodeShown): string {
  const { run, mark, breakpoints = [], isCurrent, isRun } = shown
  const status = run ? statuses[run.status].word : isRun ? 'not reached' : undefined
  const parts = [
    node.name || '""',
    subtitleOf(node),
    isCurrent ? 'the current state' : undefined,
    status,
    run && run.visits > 1 ? times(run.visits, 'visit', 'visits') : undefined,
    run && run.retries > 0 ? times(run.retries, 'retry', 'retries') : undefined,
    run?.items && itemsText(run.items),
    breakpoints.length > 0 ? (breakpoints.some(({ enabled }) => enabled) ? 'breakpoint' : 'disabled breakpoint') : undefined,
    mark &&
      [...mark.messages, ...(mark.count > mark.messages.length ? [`and ${mark.count - mark.messages.length} more problems`] : [])].join(
        ' ',
      ),
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

/** What is shown at a node beside what it is. */
export interface NodeShown {
  readonly run: NodeRun | undefined
  /** There is a run that may have come here. */
  readonly isRun: boolean
  readonly isCurrent: boolean
  readonly mark: NodeMark | undefined
  readonly breakpoints: readonly BreakpointPlace[] | undefined
}
