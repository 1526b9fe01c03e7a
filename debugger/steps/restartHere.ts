import type { Thread } from '../../core/interpreter/api'
import { type Arrival, Course, type Entered } from '../../core/interpreter/course'
import type { Done, Place, Way } from '../../core/interpreter/way'
import type { Debuggee } from '../debuggee'
import { UserError } from '../errors'
import type { LaunchPlan } from '../program/launch'
import type { Guide } from '../runtime'
import type { Stop } from '../stop'

/** Where an execution stands, and how it has come there: what one of another text is taken along. */
export interface Here {
  readonly way: Way
  readonly entered: readonly Entered[]
  readonly target: Place & { readonly waits: boolean }
  readonly stateName: string
  readonly input: Pick<LaunchPlan['run']['options'], 'input' | 'inputText'>
}

/** Where an execution stands. */
export function hereOf({ execution, runtime, stoppedAt, plan }: Debuggee): Here {
  const { key, stage, waitingFor, state } = stoppedAt
  const { input, inputText } = plan.run.options
  return {
    way: execution.way,
    entered: runtime.past.timeline.entries.map(({ key, thread, visit, state: { name, machine } }) => ({
      ...{ key, thread, name, begins: visit === 1 && machine.startAt?.target === name },
    })),
    target: { key, stage, waits: waitingFor !== undefined },
    stateName: state?.name ?? '',
    input: { input, ...(inputText !== undefined && { inputText }) },
  }
}

/** The launch of the new text: with the input of then, and the answers of the way. */
export const along = (plan: LaunchPlan, { way, input }: Here): LaunchPlan => ({
  ...plan,
  run: { ...plan.run, options: { ...plan.run.options, ...input, way } },
})

/** Takes an execution of the new text to where that of the old one stood, and stands where there is no such way. */
export class ToHere implements Guide {
  private readonly course: Course
  /** The thread that went last: it may wait now. */
  private last: Thread | undefined
  private lost = 0

  constructor(
    private readonly live: Debuggee,
    private readonly here: Here,
  ) {
    this.course = new Course(here.way, here.entered, here.target)
  }

  look(next: Thread | undefined): Stop | undefined {
    const { execution } = this.live
    if (next !== undefined) this.redo(next)
    for (const thread of new Set([this.last, execution.next])) {
      const arrival = thread && this.course.arrival(thread)
      if (arrival !== undefined) return this.stop(thread!, arrival)
    }
    this.last = execution.next
    return undefined
  }

  /** What was done then where the thread stands. A jump takes it to another place, where something may have been done too. */
  private redo(next: Thread): void {
    const { course, live } = this
    for (let again = course.take(next, live.execution.threads); again !== undefined; again = course.take(next, live.execution.threads))
      if (!this.does(again.done, again.thread)) this.lost++
  }

  private does(done: Done, thread: Thread): boolean {
    const { live } = this
    switch (done.kind) {
      case 'payload':
        thread.payload = done.value
        live.changed()
        return true
      case 'variable':
        thread.setVariable(done.name, done.value)
        live.changed()
        return true
      case 'inject': {
        if (live.execution.inject(thread, done.fault) !== undefined) return false
        live.runtime.redirected(thread)
        return true
      }
      case 'jump':
        return this.jumps(thread, done)
      default:
        return true
    }
  }

  private jumps(thread: Thread, { state: name, input }: Extract<Done, { readonly kind: 'jump' }>): boolean {
    const state = thread.state?.machine.states.get(name)
    if (state === undefined) return false
    try {
      this.live.runtime.jump(thread, state, input)
      return true
    } catch (error) {
      if (error instanceof UserError) return false
      throw error
    }
  }

  private stop(thread: Thread, arrival: Arrival): Stop {
    const { stateName } = this.here
    const there = arrival.kind === 'there'
    const lost = this.lost + this.course.left.length
    const text = [
      there ? '' : this.reason(thread, arrival),
      lost === 0 ? '' : `${lost} ${lost === 1 ? 'change that you had made has' : 'changes that you had made have'} no place on this way.`,
    ]
    const description = there ? `Restarted to ${stateName}` : `Restarted, and not come to ${stateName}`
    const said = text.filter((part) => part !== '').join(' ')
    if (said !== '') this.live.log(`${description}. ${said}`, thread, true)
    return { reason: 'restart', thread, description, ...(said !== '' && { text: said }) }
  }

  private reason({ state }: Thread, arrival: Arrival): string {
    const { stateName, target } = this.here
    const gone = this.live.programs.states.some(({ name }) => name === stateName) ? '' : `${stateName} is gone from the new text. `
    return `${gone}${reasons(state?.name ?? '', stateName, target)[arrival.kind](arrival as never)}`
  }
}

type Reasons = { readonly [K in Arrival['kind']]: (arrival: Extract<Arrival, { readonly kind: K }>) => string }

/** `name`: the state at which it has become clear; `wanted`: the one that it was to come to. */
const reasons = (name: string, wanted: string, { stage }: Place): Reasons => ({
  there: () => '',
  elsewhere: ({ to, before }) =>
    name === to
      ? `It begins with ${to} now, and began with ${before} before.`
      : `${to === undefined ? `${name} is the last state now` : `${name} goes on with ${to} now`}, and went on with ${before} before.`,
  failed: () => `${name} fails now, and did not before.`,
  passed: () => (name === wanted ? `${name} has no stage ${stage} on this way.` : `${name} is left without having come to ${wanted}.`),
})
