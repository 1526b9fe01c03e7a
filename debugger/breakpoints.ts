import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import { type ClientOrigin, clientRange, dapSource, type SourceFile } from './documents'
import { type Evaluate, isTrue } from './evaluate'
import { parseHitCondition } from './hitCount'
import { stateForBreakpoint } from './locate'
import { parseLogMessage } from './logMessage'
import { preview } from './preview'

type Settings = Pick<DebugProtocol.SourceBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>

/** A breakpoint on a state: asked for by its place in a file, or by the state's name (a function breakpoint). */
export interface Breakpoint {
  readonly id: number
  readonly kind: 'source' | 'function'
  readonly settings: Settings
  readonly asked: DebugProtocol.SourceBreakpoint | { readonly name: string }
  /** The states it stops at: one for a place, all of that name for a name. */
  states: readonly State[]
  file: SourceFile | undefined
  /** Why it cannot stop. */
  problem: string | undefined
  /** How often its condition held on the way to where the execution is now. Step back takes away what it goes back over. */
  hits: number
}

/** What breakpoints on a state say about a thread that enters it. */
export interface Hit {
  /** Those that stop here; empty where only messages are logged. */
  readonly stopping: readonly Breakpoint[]
  /** Those whose condition held: what stepping back has to uncount. */
  readonly counted: readonly Breakpoint[]
  readonly messages: readonly string[]
  /** Conditions and expressions that could not be evaluated: one sentence each. */
  readonly failures: readonly string[]
}

export class Breakpoints {
  private readonly bySource = new Map<string, Breakpoint[]>()
  private byName: Breakpoint[] = []
  private byState: Map<State, Breakpoint[]> | undefined
  private lastId = 0

  /** Replaces the breakpoints of a file. `file` is undefined, with the reason, where it cannot be read. */
  setSource(path: string, asked: readonly DebugProtocol.SourceBreakpoint[], file: SourceFile | string, origin: ClientOrigin): Breakpoint[] {
    const old = this.bySource.get(path) ?? []
    const breakpoints = asked.map((each) => {
      // The client sends the whole list at each change: a breakpoint that stays keeps its number and its count.
      const same = old.find((b) => JSON.stringify(b.asked) === JSON.stringify(each))
      const breakpoint = same ?? this.make('source', each)
      resolveSource(breakpoint, file, origin)
      return breakpoint
    })
    this.bySource.set(path, breakpoints)
    this.byState = undefined
    return breakpoints
  }

  /** Replaces the function breakpoints. Before a launch no program is known: they are verified when it is. */
  setNames(asked: readonly DebugProtocol.FunctionBreakpoint[], program: SourceFile | undefined): Breakpoint[] {
    this.byName = asked.map((each) => {
      const breakpoint = this.byName.find((b) => JSON.stringify(b.asked) === JSON.stringify(each)) ?? this.make('function', each)
      resolveName(breakpoint, program)
      return breakpoint
    })
    this.byState = undefined
    return this.byName
  }

  /** A program has been read: its states are the ones that run. Gives the breakpoints that say something else now. */
  bind(program: SourceFile, isProgram: (path: string) => boolean, origin: ClientOrigin): Breakpoint[] {
    const before = new Map(this.all().map((b) => [b, JSON.stringify(dapBreakpoint(b, origin))]))
    for (const [path, breakpoints] of this.bySource) if (isProgram(path)) for (const b of breakpoints) resolveSource(b, program, origin)
    for (const b of this.byName) resolveName(b, program)
    for (const b of this.all()) b.hits = 0
    this.byState = undefined
    return this.all().filter((b) => before.get(b) !== JSON.stringify(dapBreakpoint(b, origin)))
  }

  /** Whether a state has any: all that a run pays for where there is none. */
  on(state: State): readonly Breakpoint[] {
    if (this.byState === undefined) {
      this.byState = new Map()
      for (const breakpoint of this.all())
        for (const each of breakpoint.states) {
          const list = this.byState.get(each)
          if (list === undefined) this.byState.set(each, [breakpoint])
          else list.push(breakpoint)
        }
    }
    return this.byState.get(state) ?? []
  }

  /** Asks the breakpoints of the state that a thread has entered. `count`: whether this visit adds to their hits. */
  check(thread: Thread, evaluate: Evaluate, count = true): Hit {
    const stopping: Breakpoint[] = []
    const counted: Breakpoint[] = []
    const messages: string[] = []
    const failures: string[] = []
    for (const breakpoint of thread.state === undefined ? [] : this.on(thread.state)) {
      const { condition, hitCondition, logMessage } = breakpoint.settings
      if (condition?.trim()) {
        try {
          if (!isTrue(evaluate(thread, condition))) continue
        } catch (error) {
          // A condition that cannot be evaluated stops: a breakpoint that silently never holds is worse.
          failures.push(`The condition ${condition.trim()} cannot be evaluated: ${(error as Error).message}`)
        }
      }
      if (count) {
        breakpoint.hits++
        counted.push(breakpoint)
      }
      const holds = hitCondition?.trim() ? parseHitCondition(hitCondition) : undefined
      if (holds !== undefined && !holds(breakpoint.hits)) continue
      if (logMessage) messages.push(logText(logMessage, thread, evaluate))
      else stopping.push(breakpoint)
    }
    return { stopping, counted, messages, failures }
  }

  private all(): Breakpoint[] {
    return [...this.bySource.values(), this.byName].flat()
  }

  private make(kind: Breakpoint['kind'], asked: DebugProtocol.SourceBreakpoint | DebugProtocol.FunctionBreakpoint): Breakpoint {
    const { condition, hitCondition, logMessage } = asked as Settings
    const settings = { ...(condition && { condition }), ...(hitCondition && { hitCondition }), ...(logMessage && { logMessage }) }
    return { id: ++this.lastId, kind, settings, asked, states: [], file: undefined, problem: undefined, hits: 0 }
  }
}

function resolveSource(breakpoint: Breakpoint, file: SourceFile | string, origin: ClientOrigin): void {
  const { line, column } = breakpoint.asked as DebugProtocol.SourceBreakpoint
  const known = typeof file === 'string' ? undefined : file
  const state = known && stateForBreakpoint(known, line - origin.line, column === undefined ? undefined : column - origin.column)
  breakpoint.file = known
  breakpoint.states = state === undefined ? [] : [state]
  breakpoint.problem =
    typeof file === 'string' ? file : state === undefined ? 'There is no state in this file.' : settingsProblem(breakpoint)
}

function resolveName(breakpoint: Breakpoint, program: SourceFile | undefined): void {
  const { name } = breakpoint.asked as { name: string }
  breakpoint.file = program
  breakpoint.states = program?.states.filter((state) => state.name === name) ?? []
  breakpoint.problem =
    program === undefined
      ? 'The state is looked for when a state machine is launched.'
      : breakpoint.states.length === 0
        ? `No state is named "${name}".`
        : settingsProblem(breakpoint)
}

function settingsProblem({ settings: { hitCondition } }: Breakpoint): string | undefined {
  if (!hitCondition?.trim() || parseHitCondition(hitCondition) !== undefined) return undefined
  return `The hit count "${hitCondition}" is none: write a number, or one after >, >=, <, <=, == or % (every n-th).`
}

/** The shape of the protocol. */
export function dapBreakpoint(breakpoint: Breakpoint, origin: ClientOrigin): DebugProtocol.Breakpoint {
  const { id, file, states, problem } = breakpoint
  const place = file && states[0] && { source: dapSource(file.path), ...clientRange(file, states[0].key, origin) }
  return { id, verified: problem === undefined, ...place, ...(problem !== undefined && { message: problem }) }
}

function logText(message: string, thread: Thread, evaluate: Evaluate): string {
  let text = ''
  for (const part of parseLogMessage(message)) {
    if ('text' in part) text += part.text
    else
      try {
        const value = evaluate(thread, part.expression)
        text += typeof value === 'string' ? value : value === undefined ? 'undefined' : preview(value, 10_000)
      } catch (error) {
        text += `{${(error as Error).message}}`
      }
  }
  return text
}
