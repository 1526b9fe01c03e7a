import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import { type ClientOrigin, clientRange, dapSource } from './documents'
import { errors } from './errors'
import type { Programs } from './programs'
import { lineage } from './states'

/** Frames of the present stop: each is a thread in its state, on top of the states that own it. */
export class Frames {
  private frames: Thread[] = []
  private first = 1

  /** `hasAnswer`: whether a task that a thread stands for has been answered. */
  constructor(private readonly hasAnswer: (thread: Thread) => boolean) {}

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
    return this.frames[id - this.first]
  }

  stack(
    thread: Thread,
    programs: Programs,
    origin: ClientOrigin,
    { startFrame = 0, levels = 0 } = {},
  ): DebugProtocol.StackTraceResponse['body'] {
    const threads = lineage(thread).filter(({ state }) => state !== undefined)
    const wanted = threads.slice(startFrame, levels > 0 ? startFrame + levels : undefined)
    return {
      totalFrames: threads.length,
      stackFrames: wanted.map((each) => ({
        id: this.id(each),
        name: frameName(each, this.hasAnswer(each)),
        ...placeOf(programs, each.state!, origin),
        canRestart: true,
      })),
    }
  }

  private id(thread: Thread): number {
    this.frames.push(thread)
    return this.first + this.frames.length - 1
  }
}

/** Where an editor shows a state: in the text as it is now. A state that is gone from it has no place. */
function placeOf(programs: Programs, state: State, origin: ClientOrigin) {
  const text = programs.textOf(state)
  const standing = text.standing(state)
  if (standing === undefined) return { line: 0, column: 0, presentationHint: 'subtle' as const }
  const source = { ...dapSource(text.file.path), ...(text.changed && { origin: 'changed since the launch' }) }
  return { source, ...clientRange(text.file, standing.key, origin) }
}

/** The state, and the stage where it has gone on from its entry. */
function frameName({ state, stage, attempt, waitingFor }: Thread, answered: boolean): string {
  const name = state?.name ?? ''
  const retry = attempt > 0 ? `, attempt ${attempt + 1}` : ''
  if (waitingFor?.kind === 'task') return `${name} (${answered ? 'has its answer' : 'waits for its result'}${retry})`
  if (waitingFor?.kind === 'time') return `${name} (waits${retry})`
  if (stage === 'enter') return retry === '' ? name : `${name} (attempt ${attempt + 1})`
  return stage === 'children' ? name : `${name} (${stage}${retry})`
}
