import { threadsOf, type Visit, type VisitStatus, type VisitThread } from '../table/visit'
import type { Visits } from '../table/visits'
import { endOf, startOf } from './layout'

/** What a run has done in one state. */
export interface NodeRun {
  /** The gravest of what became of its latest stay in each thread; running where one still is in it. */
  readonly status: VisitStatus
  /** The stay that began last. */
  readonly latest: Visit
  readonly visits: number
  /** Attempts of all stays beyond their first. */
  readonly retries: number
  /** Of the latest stay in a Map: how its items stand. */
  readonly items?: { readonly succeeded: number; readonly failed: number; readonly running: number; readonly length: number | undefined }
}

/** What a run has done in the states of a graph. */
export interface GraphRun {
  readonly nodes: ReadonlyMap<string, NodeRun>
  /** The ways that were taken: `wayKey` of each. */
  readonly taken: ReadonlySet<string>
  /** The state that was entered last and in which somebody still is. */
  readonly current: string | undefined
}

/** By which a way from one state to another is known; that by a Catcher is one of its own. */
export const wayKey = (from: string, to: string, isCaught: boolean): string => `${from} ${isCaught ? '!' : '>'} ${to}`

const grades: readonly VisitStatus[] = ['running', 'failed', 'timedOut', 'aborted', 'caught', 'succeeded']

interface Gathered {
  latest: Visit
  visits: number
  retries: number
  readonly last: Map<VisitThread, VisitStatus>
}

/** Reads the visits once. `file`: of the states that the graph has; a nested execution is in others. */
export function graphRun(visits: Visits, file: string | undefined): GraphRun {
  const found = new Map<string, Gathered>()
  const taken = new Set<string>()
  let current: Visit | undefined
  const isOurs = ({ state }: Visit) => state === undefined || file === undefined || state.file === file
  const threads: VisitThread[] = [visits.machine]
  for (let thread = threads.pop(); thread !== undefined; thread = threads.pop()) {
    let before: Visit | undefined
    for (const visit of thread.visits) {
      for (const child of threadsOf(visit)) threads.push(child)
      if (!isOurs(visit)) continue
      gather(found, visit, thread)
      taken.add(
        before === undefined ? wayKey(startOf(machineOf(visit)), visit.key, false) : wayKey(before.key, visit.key, isCaught(before)),
      )
      if (visit.status === 'running' && visit.event > (current?.event ?? 0)) current = visit
      before = visit
    }
    if (before && thread.status === 'succeeded') taken.add(wayKey(before.key, endOf(machineOf(before)), false))
  }
  const nodes = new Map([...found].map(([key, each]) => [key, nodeRun(each)]))
  return { nodes, taken, current: current?.key }
}

const isCaught = ({ way, status }: Visit): boolean => (way === undefined ? status === 'caught' : way.kind === 'Catch')

/** The key of the machine that a visit's state is in. */
const machineOf = ({ state }: Visit): string => JSON.stringify(state?.path.slice(0, -2) ?? [])

function gather(found: Map<string, Gathered>, visit: Visit, thread: VisitThread): void {
  const retries = Math.max(0, visit.attempts.length - 1)
  const known = found.get(visit.key)
  if (known === undefined) {
    found.set(visit.key, { latest: visit, visits: 1, retries, last: new Map([[thread, visit.status]]) })
    return
  }
  if (visit.event > known.latest.event) known.latest = visit
  known.visits++
  known.retries += retries
  known.last.set(thread, visit.status)
}

function nodeRun({ latest, visits, retries, last }: Gathered): NodeRun {
  const present = new Set(last.values())
  const status = grades.find((grade) => present.has(grade)) ?? latest.status
  const children = latest.attempts.at(-1)?.children
  if (children === undefined || (children.length === undefined && children.threads[0]?.kind !== 'item'))
    return { status, latest, visits, retries }
  const { counts, length } = children
  const items = {
    succeeded: counts.succeeded + counts.caught,
    failed: counts.failed + counts.timedOut + counts.aborted,
    running: counts.running,
    length,
  }
  return { status, latest, visits, retries, items }
}
