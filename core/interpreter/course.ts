import type { Thread } from './api'
import type { Done, Place, Way } from './way'

/** A state that a thread has entered, of an execution that is to be followed. */
export interface Entered {
  readonly thread: number
  /** `path#visit#attempt`. */
  readonly key: string
  readonly name: string
  /** Whether it is the first of its thread. */
  readonly begins: boolean
}

/** Where an execution has come to that follows another. */
export type Arrival =
  /** Where that stood. */
  | { readonly kind: 'there' }
  /** A state goes on with another one: the names; undefined: it ends its thread. */
  | { readonly kind: 'elsewhere'; readonly to: string | undefined; readonly before: string | undefined }
  /** A state fails that did not. */
  | { readonly kind: 'failed' }
  /** The state where that stood is left, or one around it, and it was not there. */
  | { readonly kind: 'passed' }

/**
 * Follows the way of an execution of another text: says what is to be done again where a thread stands, and where it has come to. Only states that were left then
 * are held against those of now: what other threads do meanwhile may be more or less.
 */
export class Course {
  private readonly pending: Done[]
  /** By the key of a state, what its thread entered then. */
  private readonly after = new Map<string, Entered>()
  /** The name of the first state of each thread, by what its keys begin with. */
  private readonly first = new Map<string, string>()

  /** `entered`: all that was, or the latest of it; in their order. `target`: where that stood; `waits`: and waited. */
  constructor(
    way: Way,
    entered: readonly Entered[],
    private readonly target: Place & { readonly waits: boolean },
  ) {
    this.pending = [...way.done]
    const last = new Map<number, Entered>()
    for (const each of entered) {
      const before = last.get(each.thread)
      if (before !== undefined) this.after.set(stateKey(before.key), each)
      if (each.begins) this.first.set(pathOf(each), each.name)
      last.set(each.thread, each)
    }
  }

  /** What is still to be done again. */
  get left(): readonly Done[] {
    return this.pending
  }

  /** What is to be done again now, before the thread goes on, or to others that wait. Each is given once, in the order of then. */
  take(next: Thread, threads: readonly Thread[]): { readonly done: Done; readonly thread: Thread } | undefined {
    for (const [index, done] of this.pending.entries()) {
      const thread = isAt(next, done.where) ? next : threads.find((each) => each.waitingFor !== undefined && isAt(each, done.where))
      if (thread === undefined) continue
      this.pending.splice(index, 1)
      return { done, thread }
    }
    return undefined
  }

  /** Where the execution has come to with a thread that is about to go on, or waits. */
  arrival(thread: Thread): Arrival | undefined {
    const { target } = this
    if (isAt(thread, target) && target.waits === (thread.waitingFor !== undefined)) return { kind: 'there' }
    if (thread.waitingFor !== undefined) return undefined
    return this.differs(thread) ?? (isLeaving(thread) && target.key.startsWith(`${stateKey(thread.key)}#`) ? { kind: 'passed' } : undefined)
  }

  private differs(thread: Thread): Arrival | undefined {
    const { stage, key, state, visit, attempt } = thread
    if (state === undefined) return undefined
    if (stage === 'enter' && visit === 1 && attempt === 0) {
      const name = this.first.get(pathOf({ key, name: state.name }))
      if (name !== undefined && name !== state.name && isFirst(thread)) return { kind: 'elsewhere', to: state.name, before: name }
    }
    if (!isLeaving(thread)) return undefined
    const after = this.after.get(stateKey(key))
    if (after === undefined) return undefined
    if (stage === 'failed') return { kind: 'failed' }
    return stage === 'exit' && thread.goesTo !== after.name ? { kind: 'elsewhere', to: thread.goesTo, before: after.name } : undefined
  }
}

const isAt = (thread: Thread, { key, stage }: Place): boolean => thread.stage === stage && thread.key === key

const isLeaving = ({ stage }: Thread): boolean => stage === 'exit' || stage === 'failed'

const isFirst = ({ state }: Thread): boolean => state!.name === state!.machine.startAt?.target

/** Without the attempt: all attempts lead to one next state. */
const stateKey = (key: string): string => key.slice(0, key.lastIndexOf('#'))

/** What comes before the state's own part: the thread. */
const pathOf = ({ key, name }: Pick<Entered, 'key' | 'name'>): string => key.slice(0, stateKey(stateKey(key)).length - name.length)
