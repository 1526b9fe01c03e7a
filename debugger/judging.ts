import type { History } from '../core/history/types'
import type { Execution, Ports, TaskCall, TaskOutcome } from '../core/interpreter/api'
import { isMockName } from '../core/model/fileNames'
import type { Run } from '../core/run/prepare'
import { cameOf, judge } from '../core/testFiles/judge'
import type { AssertPorts, Called, Unanswered } from '../core/testFiles/ran'
import type { AskedTest } from './program/launchTest'
import type { CustomEvents } from './protocol'

interface Heard {
  readonly called: Called
  unanswered?: Unanswered
}

/** Holds an execution that is debugged as a test against what its case expects. */
export class Judging {
  /** By the key of the call: one that is made again on another way takes the place of the first. */
  private readonly calls = new Map<string, Heard>()

  private within: { readonly at: number; readonly history: History }[] = []

  constructor(
    private readonly asked: AskedTest,
    private readonly run: Run,
    private readonly ports: AssertPorts,
  ) {}

  /** Hears of the calls that somebody answers. */
  hearing(answer: Ports['task'], execution: () => Execution): Ports['task'] {
    return (call) => {
      const heard = this.called(call, execution())
      const came = (outcome: TaskOutcome) => {
        if (outcome.kind === 'unanswered') heard.unanswered = unansweredOf(call)
        return outcome
      }
      const outcome = answer(call)
      return outcome instanceof Promise ? outcome.then(came) : came(outcome)
    }
  }

  /** An execution within it is over, as others may be by the same operation. What is told of places behind, or of itself, was told before somebody went back. */
  over(history: History, { position }: Execution): void {
    const isBefore = (each: { readonly at: number; readonly history: History }) =>
      each.at < position || (each.at === position && threadOf(each.history) !== threadOf(history))
    this.within = [...this.within.filter(isBefore), { at: position, history }]
  }

  /** What of the execution, which is over, is not as expected, and what would have been. */
  tested(execution: Execution): CustomEvents['stepthrough/tested'] {
    const { test, list, file } = this.asked
    const heard = this.heardOn(execution)
    const calls = heard.map(({ called }) => called)
    const unanswered = heard.find((each) => each.unanswered !== undefined)?.unanswered
    const ran = { run: this.run, execution, calls, within: this.within.map(({ history }) => history), unanswered }
    const failures = judge(test.expect, ran, this.ports)
    const came = failures.length === 0 || isMockName(file) ? [] : cameOf(test.expect, ran, this.ports)
    return { failures: failures.map((failure) => list.failure(test, failure)), ...(came.length > 0 && { came }) }
  }

  private called({ key, thread, state, input }: TaskCall, { history }: Execution): Heard {
    const heard: Heard = { called: { state, input, events: history.length } }
    if (thread.nested === undefined) this.calls.set(key, heard)
    return heard
  }

  /** On the way that it has gone at last: what was called on others has no answer in its journal. */
  private heardOn({ journal }: Execution): Heard[] {
    const answered = new Set(journal.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.key] : [])))
    const heard = [...this.calls].filter(([key]) => answered.size === 0 || answered.has(key)).map(([, each]) => each)
    return heard.sort((a, b) => a.called.events - b.called.events)
  }
}

const unansweredOf = ({ stateName, thread, resource, before, input }: TaskCall): Unanswered => ({
  stateName,
  stateMachineName: thread.nested?.stateMachineName,
  resource,
  before,
  input,
  cause: undefined,
})

/** The thread that a history is of; undefined where it has no event. */
const threadOf = (history: History): number | undefined => (history.length === 0 ? undefined : history.info(0).thread)
