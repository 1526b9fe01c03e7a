import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Range } from '../../core/base/range'
import type { Thread } from '../../core/interpreter/api'
import { lineage, ownName } from '../../core/interpreter/lineage'
import { standing } from '../../core/interpreter/standing'
import type { State } from '../../core/model/machine'
import { placeLabel, placesOf, type StatePlace } from '../../core/model/places'
import { errors } from '../errors'
import { type ClientOrigin, clientRange, dapSource } from '../program/documents'
import type { Programs } from '../program/programs'
import { attemptText, waitText } from '../values/retries'

/** A frame before it has a number. `whole`: that of a branch, an iteration or a machine, around its states. */
interface Framed {
  readonly thread: Thread
  readonly name: string
  /** Where it stands in the text that runs; undefined: nowhere. */
  readonly at: { readonly state: State; readonly find: (state: State) => Range | undefined } | undefined
  readonly whole: boolean
}

/**
 * Frames of the present stop: the field that a thread is about to evaluate, on top of its state, on top of the branch or iteration that runs it, on top of the state
 * that owns that; the machine, and the task of another machine that waits for it.
 */
export class Frames {
  private frames: Framed[] = []
  private first = 1

  constructor(
    /** What the main execution is called. */
    private readonly machine: string,
    /** Whether a task that a thread stands for has been answered. */
    private readonly hasAnswer: (thread: Thread) => boolean,
  ) {}

  /** The execution moves on: frames shown so far are gone, and their numbers are not given again. */
  clear(): void {
    this.first += this.frames.length
    this.frames = []
  }

  at(id: number): Thread {
    const thread = this.find(id)
    if (thread === undefined) throw errors.noFrame(id)
    return thread
  }

  find(id: number): Thread | undefined {
    return this.frames[id - this.first]?.thread
  }

  /** Whether it is the frame of a branch, an iteration or a machine as a whole. */
  isWhole(id: number): boolean {
    return this.frames[id - this.first]?.whole ?? false
  }

  stack(
    thread: Thread,
    programs: Programs,
    origin: ClientOrigin,
    { startFrame = 0, levels = 0 } = {},
  ): DebugProtocol.StackTraceResponse['body'] {
    const frames = lineage(thread).flatMap((each) => this.framesOf(each))
    const wanted = frames.slice(startFrame, levels > 0 ? startFrame + levels : undefined)
    return {
      totalFrames: frames.length,
      stackFrames: wanted.map((frame) => ({
        id: this.id(frame),
        name: frame.name,
        ...placeIn(programs, frame, origin),
        canRestart: !frame.whole,
      })),
    }
  }

  private framesOf(thread: Thread): Framed[] {
    const { state } = thread
    const name = thread.kind === 'machine' ? this.machine : ownName(thread)
    const start = (running: State) => running.machine.startAt?.node
    const around: Framed = { thread, name, at: state && { state, find: start }, whole: true }
    if (state === undefined) return [around]
    const place = stageOf(thread)
    const own: Framed = { thread, name: stateName(thread, place), at: { state, find: ({ key }) => key }, whole: false }
    if (place === undefined) return [own, around]
    const find = (running: State) => placesOf(running).get(place.at)?.range
    return [{ thread, name: stageName(thread, place, this.hasAnswer(thread)), at: { state, find }, whole: false }, own, around]
  }

  private id(frame: Framed): number {
    this.frames.push(frame)
    return this.first + this.frames.length - 1
  }
}

/** The place within its state at which a thread stands; undefined at the entry, while others run for it, and where nothing tells more than the state. */
function stageOf(thread: Thread): StatePlace | undefined {
  const place = thread.stage === 'children' ? undefined : standing(thread)
  return place?.kind === 'entry' ? undefined : place
}

/** Where an editor shows a frame: in the text as it is now. What is gone from it has no place. */
function placeIn(programs: Programs, { at, whole }: Framed, origin: ClientOrigin) {
  const text = at && programs.textOf(at.state)
  const running = at && text?.standing(at.state)
  const range = running && (at.find(running) ?? running.key)
  if (text === undefined || range === undefined)
    return { line: 0, column: 0, presentationHint: whole ? ('label' as const) : ('subtle' as const) }
  const source = { ...dapSource(text.file.path), ...(text.changed && { origin: 'changed since the launch' }) }
  return { source, ...clientRange(text.file, range, origin), ...(whole && { presentationHint: 'subtle' as const }) }
}

/** The state, and which attempt of it; the stage only where no frame of its own says it. */
function stateName(thread: Thread, place: StatePlace | undefined): string {
  const { stage, waitingFor } = thread
  const attempt = attemptText(thread)
  const stands =
    place !== undefined || stage === 'enter' || stage === 'children' ? undefined : waitingFor?.kind === 'time' ? 'waits' : stage
  const about = [stands, attempt && `attempt ${attempt}`].filter((part) => part !== undefined)
  return `${thread.state?.name ?? ''}${about.length > 0 ? ` (${about.join(', ')})` : ''}`
}

/** What is about to be evaluated or taken, and the stage at which that is; or what is waited for. */
function stageName(thread: Thread, place: StatePlace, answered: boolean): string {
  const { stage, waitingFor } = thread
  const waits = waitingFor?.kind === 'task' ? (answered ? 'has its answer' : 'waits for its result') : waitText(thread)
  return `${placeLabel(place)} (${waits ?? stage})`
}
