import { prettyText } from '../../base/jsonText'
import { once } from '../../base/once'
import type { History } from '../../history/types'
import type { Execution, ExecutionOptions, Thread } from '../../interpreter/api'
import type { Hindsight } from '../../interpreter/hindsight'
import { liveVisit } from '../../interpreter/liveVisit'
import type { AslDocument, Definition } from '../../model/document'
import { executionDetail } from './execution'
import type { ExecutionDetail, Shown, ValueAt, ValueRef, VisitDetail } from './types'
import { Values } from './values'
import { visitDetail } from './visit'

/** A run that is there to be looked at. */
export interface Inspected {
  /** An execution, or what somebody else has written down of one. */
  readonly execution: Pick<Execution, 'status' | 'output' | 'error' | 'cause' | 'errorNode' | 'redriven' | 'history'>
  readonly options?: Pick<ExecutionOptions, 'type' | 'stateMachineName' | 'executionName' | 'roleArn' | 'region' | 'account' | 'input'>
  readonly document?: AslDocument
  readonly definition?: Definition
  /** What it has gone through up to where it is. Absent: nothing but its events is remembered. */
  readonly hindsight?: () => Hindsight | undefined
  /** The threads of an execution that goes on: what a state has come to by now is told by its own thread. */
  readonly threads?: () => readonly Thread[]
}

/** Visits whose values are remembered after they have been looked at. */
const most = 16

interface Looked {
  readonly event: number
  readonly attempt: number | undefined
  /** What it was seen by: another execution, or one that has gone on, is looked at anew. `live`: its own thread, which goes on. */
  readonly by: Hindsight | undefined | 'live'
  readonly events: number
  readonly detail: VisitDetail
  readonly values: Values
}

/** Answers what is asked of a run: the same for a debugger, for a saved run, and for a report. Nothing of the run changes. */
export class Inspector {
  private readonly looked: Looked[] = []
  private own = new Values({ event: 0 })

  constructor(private readonly run: Inspected) {}

  execution(): ExecutionDetail {
    this.own = new Values({ event: 0 })
    return executionDetail(this.run, this.own)
  }

  /** `event`: the id of a StateEntered event; `attempt`: from 0, default the last. Undefined: it is no such event. */
  visit(event: number, attempt?: number): VisitDetail | undefined {
    return this.look(event, attempt, true)?.detail
  }

  /** A part of a value that was shown; undefined: it is not there any more. */
  value(at: ValueAt): Shown | undefined {
    return this.valuesOf(at.ref)?.part(at)
  }

  /** The whole of it as JSON text by lines. */
  text(at: ValueAt): string | undefined {
    const value = this.valuesOf(at.ref)?.value(at)
    return value === undefined ? undefined : prettyText(value)
  }

  private valuesOf({ event, attempt }: ValueRef): Values | undefined {
    if (event !== 0) return this.look(event, attempt, false)?.values
    if (this.own.isEmpty) this.execution()
    return this.own
  }

  /** `anew`: what is live is looked at as it is now, and not as it was shown. */
  private look(event: number, attempt: number | undefined, anew: boolean): Looked | undefined {
    const { execution, document } = this.run
    const { history, status } = execution
    if (!isEntry(history, event - 1)) return undefined
    const events = history.length
    const known = this.looked.find((each) => each.event === event && each.attempt === attempt)
    if (known?.by === 'live' && !anew) return known
    const live = attempt === undefined ? this.liveThread(event) : undefined
    const hindsight = once(() => this.run.hindsight?.())
    const by = live === undefined ? hindsight() : 'live'
    if (known !== undefined && by !== 'live' && known.by === by && known.events === events) return known
    if (known !== undefined) this.looked.splice(this.looked.indexOf(known), 1)
    const values = new Values({ event, ...(attempt !== undefined && { attempt }) })
    const detail = visitDetail({ history, document, hindsight, live, over: status !== 'RUNNING' }, event - 1, values, attempt)
    const made: Looked = { event, attempt, by, events, detail, values }
    this.looked.push(made)
    if (this.looked.length > most) this.looked.shift()
    return made
  }

  /** What has been tried before needs the whole past. */
  private liveThread(event: number): Thread | undefined {
    const thread = this.run.threads && liveVisit(this.run.threads(), this.run.execution.history, event)
    return thread !== undefined && thread.attempt === 0 && thread.stage !== 'retry' ? thread : undefined
  }
}

function isEntry(history: History, index: number): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= history.length) return false
  const { kind } = history.info(index)
  return kind.span === 'state' && kind.role === 'opens'
}
