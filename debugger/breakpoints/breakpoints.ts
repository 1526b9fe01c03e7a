import type { DebugProtocol } from '@vscode/debugprotocol'
import { preview } from '../../core/base/preview'
import type { Condition } from '../../core/conditions/condition'
import { Selection } from '../../core/conditions/selector'
import { languageOf } from '../../core/conditions/thread'
import { isTrue } from '../../core/conditions/truth'
import type { Thread } from '../../core/interpreter/api'
import { arrivals, raises } from '../../core/interpreter/standing'
import type { StopTarget } from '../../core/interpreter/stopModes'
import type { State } from '../../core/model/machine'
import type { StatePlace } from '../../core/model/places'
import type { ClientOrigin, SourceFile } from '../program/documents'
import type { Programs } from '../program/programs'
import type { Hold } from '../values/evaluate'
import { type Breakpoint, breakpoint, checksOf, dapBreakpoint } from './breakpoint'
import { type BreakpointFile, notRun, resolveName, resolveSource } from './resolve'

/** What breakpoints say about a thread that has come to where they are. */
interface Hit {
  /** Those that stop here; empty where only messages are logged. */
  readonly stopping: readonly Breakpoint[]
  /** Those whose condition held: what stepping back has to uncount. */
  readonly counted: readonly Breakpoint[]
  readonly messages: readonly string[]
  /** Conditions that could not be evaluated, each told once: one sentence each. */
  readonly failures: readonly string[]
}

/** The breakpoints on the places of a state, each with when it counts. */
type OnPlaces = ReadonlyMap<StatePlace, readonly (readonly [Breakpoint, StopTarget['counts']])[]>

export class Breakpoints {
  private readonly bySource = new Map<string, Breakpoint[]>()
  private byName: Breakpoint[] = []
  private byState: ReadonlyMap<State, OnPlaces> | undefined
  private atErrors: readonly Breakpoint[] = []
  private lastId = 0

  /** Replaces the breakpoints of a file. */
  setSource(path: string, asked: readonly DebugProtocol.SourceBreakpoint[], file: BreakpointFile, origin: ClientOrigin): Breakpoint[] {
    const breakpoints = this.replaced('source', this.bySource.get(path) ?? [], asked)
    for (const each of breakpoints) resolveSource(each, file, origin)
    this.bySource.set(path, breakpoints)
    this.byState = undefined
    return breakpoints
  }

  /** Replaces the function breakpoints. Before a launch no program is known: they are verified when it is. */
  setNames(asked: readonly DebugProtocol.FunctionBreakpoint[], programs: Programs | undefined): Breakpoint[] {
    this.byName = this.replaced('function', this.byName, asked)
    this.resolveNames(programs)
    this.byState = undefined
    return this.byName
  }

  /** The client sends the whole list at each change: a breakpoint that stays keeps its number and its count. */
  private replaced(kind: Breakpoint['kind'], old: readonly Breakpoint[], asked: readonly Breakpoint['asked'][]): Breakpoint[] {
    const known = new Map<string, Breakpoint[]>()
    for (const each of old.toReversed()) {
      const text = JSON.stringify(each.asked)
      known.set(text, [...(known.get(text) ?? []), each])
    }
    return asked.map((each) => known.get(JSON.stringify(each))?.pop() ?? breakpoint(++this.lastId, kind, each))
  }

  private resolveNames(programs: Programs | undefined): void {
    const selection = new Selection(programs?.states ?? [])
    for (const each of this.byName) resolveName(each, selection, programs)
  }

  /** The files of a run have been read: their states are the ones that run. Gives the breakpoints that say something else now. */
  bind(programs: Programs, origin: ClientOrigin): Breakpoint[] {
    const all = this.all()
    const before = new Map(all.map((b) => [b, JSON.stringify(dapBreakpoint(b, origin))]))
    for (const [path, breakpoints] of this.bySource) {
      const file = programs.at(path)[0]?.program
      for (const b of breakpoints) {
        if (file !== undefined) resolveSource(b, { file, outside: false, running: (state) => programs.running(file, state) }, origin)
        else b.obstacle = notRun
      }
    }
    this.resolveNames(programs)
    for (const b of all) {
      b.hits = 0
      b.told = false
    }
    this.byState = undefined
    return all.filter((b) => before.get(b) !== JSON.stringify(dapBreakpoint(b, origin)))
  }

  /** Those of the run's files that cannot stop for what they say: a condition, a hit count, a log message, a mode. */
  refused(programs: Programs): Breakpoint[] {
    const isOwn = (file: SourceFile | undefined) => file !== undefined && programs.texts.some(({ program }) => program.path === file.path)
    return this.all().filter(({ file, place, obstacle }) => obstacle?.reason === 'failed' && place !== undefined && isOwn(file))
  }

  /** Asks the breakpoints that a thread has come to. `count`: whether this adds to their hits. Undefined: there are none, which is all that a run pays for. */
  check(thread: Thread, hold: Hold, count = true): Hit | undefined {
    const { state } = thread
    const found = state === undefined ? [] : this.reached(thread, state)
    if (found.length === 0) return undefined
    const stopping: Breakpoint[] = []
    const counted: Breakpoint[] = []
    const messages: string[] = []
    const failures: string[] = []
    for (const breakpoint of found) {
      const { condition, hits, message } = checksOf(breakpoint, languageOf(thread).name)
      try {
        if (condition !== undefined && !isTrue(hold(thread, condition))) continue
      } catch (error) {
        // It does not hold: over other values it may. That it never does must not go unseen.
        const failure = `The condition "${breakpoint.asked.condition?.trim()}" cannot be evaluated: ${(error as Error).message}`
        if (!breakpoint.told) failures.push(failure)
        breakpoint.told = true
        continue
      }
      if (count) {
        breakpoint.hits++
        counted.push(breakpoint)
      }
      if (hits !== undefined && !hits(breakpoint.hits)) continue
      if (message === undefined) stopping.push(breakpoint)
      else messages.push(message.map((part) => (typeof part === 'string' ? part : valueText(part, thread, hold))).join(''))
    }
    return { stopping, counted, messages, failures }
  }

  /** The breakpoints that a thread has come to, each once. */
  private reached(thread: Thread, state: State): readonly Breakpoint[] {
    this.byState ??= this.index()
    const places = this.byState.get(state)
    const raised = this.atErrors.length > 0 && raises(thread) ? this.atErrors : []
    if (places === undefined && raised.length === 0) return []
    const found = new Set<Breakpoint>()
    for (const place of places === undefined ? [] : arrivals(thread))
      for (const [breakpoint, counts] of places?.get(place) ?? []) if (counts === undefined || counts(thread)) found.add(breakpoint)
    for (const breakpoint of raised)
      if (breakpoint.raised?.(thread.error!) && checksOf(breakpoint, state.queryLanguage).problem === undefined) found.add(breakpoint)
    return [...found]
  }

  /** What is not part of the run has no targets, or such as never run. */
  private index(): ReadonlyMap<State, OnPlaces> {
    const all = this.all()
    this.atErrors = all.filter(({ raised }) => raised !== undefined)
    const byState = new Map<State, Map<StatePlace, [Breakpoint, StopTarget['counts']][]>>()
    for (const breakpoint of all)
      for (const { place, counts } of breakpoint.targets) {
        if (checksOf(breakpoint, place.state.queryLanguage).problem !== undefined) continue
        const places = byState.get(place.state) ?? new Map<StatePlace, [Breakpoint, StopTarget['counts']][]>()
        const list = places.get(place) ?? []
        list.push([breakpoint, counts])
        places.set(place, list)
        byState.set(place.state, places)
      }
    return byState
  }

  private all(): Breakpoint[] {
    return [...this.bySource.values(), this.byName].flat()
  }
}

/** Characters of a value that a message shows. */
const longest = 10_000

function valueText(part: Condition, thread: Thread, hold: Hold): string {
  try {
    const value = hold(thread, part)
    return typeof value === 'string' ? value : value === undefined ? 'undefined' : preview(value, longest)
  } catch (error) {
    return `{${(error as Error).message}}`
  }
}
