import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Condition } from '../core/conditions/condition'
import { isTrue } from '../core/conditions/truth'
import type { Thread } from '../core/interpreter/api'
import type { QueryLanguage, State } from '../core/model/machine'
import { type Checks, compileChecks, type Settings } from './conditions'
import { type ClientOrigin, clientRange, dapSource, type SourceFile } from './documents'
import type { Hold } from './evaluate'
import { placeForBreakpoint } from './locate'
import { preview } from './preview'
import type { Programs } from './programs'

/** What a breakpoint answers to where it cannot stop: `pending` may become one, `failed` will not. */
interface Obstacle {
  readonly reason: 'pending' | 'failed'
  readonly message: string
}

/** A breakpoint on a state: asked for by its place in a file, or by the state's name (a function breakpoint). */
export interface Breakpoint {
  readonly id: number
  readonly kind: 'source' | 'function'
  readonly asked: DebugProtocol.SourceBreakpoint | DebugProtocol.FunctionBreakpoint
  /** The states that it is on: that of a place, all of that name for a name. */
  states: readonly State[]
  file: SourceFile | undefined
  /** Where it is in the file, as the file is now. */
  place: State | undefined
  /** Why it cannot stop. */
  obstacle: Obstacle | undefined
  /** By the query language of the state. */
  readonly checks: Map<QueryLanguage, Checks>
  /** How often its condition held on the way to where the execution is now. Step back takes away what it goes back over. */
  hits: number
  /** Whether it has been told that its condition could not be evaluated. */
  told: boolean
}

/** What breakpoints on a state say about a thread that enters it. */
interface Hit {
  /** Those that stop here; empty where only messages are logged. */
  readonly stopping: readonly Breakpoint[]
  /** Those whose condition held: what stepping back has to uncount. */
  readonly counted: readonly Breakpoint[]
  readonly messages: readonly string[]
  /** Conditions that could not be evaluated, each told once: one sentence each. */
  readonly failures: readonly string[]
}

/** The file that breakpoints are set in. */
interface BreakpointFile {
  /** Or why it cannot be read. */
  readonly file: SourceFile | string
  /** Whether another program runs. */
  readonly outside: boolean
  /** The states that run for one of the file. */
  readonly running: (state: State) => readonly State[]
}

export class Breakpoints {
  private readonly bySource = new Map<string, Breakpoint[]>()
  private byName: Breakpoint[] = []
  private byState: Map<State, Breakpoint[]> | undefined
  private lastId = 0

  /** Replaces the breakpoints of a file. */
  setSource(path: string, asked: readonly DebugProtocol.SourceBreakpoint[], file: BreakpointFile, origin: ClientOrigin): Breakpoint[] {
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
  setNames(asked: readonly DebugProtocol.FunctionBreakpoint[], programs: Programs | undefined): Breakpoint[] {
    this.byName = asked.map((each) => {
      const breakpoint = this.byName.find((b) => JSON.stringify(b.asked) === JSON.stringify(each)) ?? this.make('function', each)
      resolveName(breakpoint, programs)
      return breakpoint
    })
    this.byState = undefined
    return this.byName
  }

  /** The files of a run have been read: their states are the ones that run. Gives the breakpoints that say something else now. */
  bind(programs: Programs, origin: ClientOrigin): Breakpoint[] {
    const before = new Map(this.all().map((b) => [b, JSON.stringify(dapBreakpoint(b, origin))]))
    for (const [path, breakpoints] of this.bySource)
      for (const b of breakpoints) {
        const file = programs.at(path)[0]?.program
        if (file !== undefined) resolveSource(b, { file, outside: false, running: (state) => programs.running(file, state) }, origin)
        else b.obstacle = notRun
      }
    for (const b of this.byName) resolveName(b, programs)
    for (const b of this.all()) {
      b.hits = 0
      b.told = false
    }
    this.byState = undefined
    return this.all().filter((b) => before.get(b) !== JSON.stringify(dapBreakpoint(b, origin)))
  }

  /** Those of the run's files whose condition, hit count or log message cannot be read. */
  refused(programs: Programs): Breakpoint[] {
    const isOwn = (file: SourceFile | undefined) => file !== undefined && programs.texts.some(({ program }) => program.path === file.path)
    return this.all().filter(({ file, states, obstacle }) => obstacle?.reason === 'failed' && states.length > 0 && isOwn(file))
  }

  /** Whether a state has any that can stop: all that a run pays for where there is none. */
  on(state: State): readonly Breakpoint[] {
    if (this.byState === undefined) {
      this.byState = new Map()
      for (const breakpoint of this.all()) {
        // what is not part of the run has no states, or such as never run
        for (const each of breakpoint.states) {
          if (checksOf(breakpoint, each).problem !== undefined) continue
          const list = this.byState.get(each)
          if (list === undefined) this.byState.set(each, [breakpoint])
          else list.push(breakpoint)
        }
      }
    }
    return this.byState.get(state) ?? []
  }

  /** Asks the breakpoints of the state that a thread has entered. `count`: whether this visit adds to their hits. */
  check(thread: Thread, hold: Hold, count = true): Hit {
    const stopping: Breakpoint[] = []
    const counted: Breakpoint[] = []
    const messages: string[] = []
    const failures: string[] = []
    const { state } = thread
    for (const breakpoint of state === undefined ? [] : this.on(state)) {
      const { condition, hits, message } = checksOf(breakpoint, state!)
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

  private all(): Breakpoint[] {
    return [...this.bySource.values(), this.byName].flat()
  }

  private make(kind: Breakpoint['kind'], asked: Breakpoint['asked']): Breakpoint {
    return {
      id: ++this.lastId,
      kind,
      asked,
      states: [],
      file: undefined,
      place: undefined,
      obstacle: undefined,
      checks: new Map(),
      hits: 0,
      told: false,
    }
  }
}

function checksOf({ checks, asked }: Breakpoint, { queryLanguage }: State): Checks {
  const known = checks.get(queryLanguage)
  if (known !== undefined) return known
  const made = compileChecks(asked as Settings, queryLanguage)
  checks.set(queryLanguage, made)
  return made
}

const failed = (message: string): Obstacle => ({ reason: 'failed', message })
const pending = (message: string): Obstacle => ({ reason: 'pending', message })

const notThen = pending('This state is not part of the run, which is of the text at the launch: restart it to run the new text.')
const notRun = pending('This file is not part of the run: the breakpoint stops when a state machine in it is launched.')

function resolveSource(breakpoint: Breakpoint, { file, outside, running }: BreakpointFile, origin: ClientOrigin): void {
  const { line, column } = breakpoint.asked as DebugProtocol.SourceBreakpoint
  if (typeof file === 'string') {
    breakpoint.file = undefined
    breakpoint.place = undefined
    breakpoint.states = []
    breakpoint.obstacle = failed(file)
    return
  }
  const place = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  const states = typeof place === 'string' ? [] : running(place)
  breakpoint.file = file
  breakpoint.place = typeof place === 'string' ? undefined : place
  breakpoint.states = states
  breakpoint.obstacle =
    typeof place === 'string' ? failed(place) : states.length === 0 ? notThen : (uncheckable(breakpoint) ?? (outside ? notRun : undefined))
}

function resolveName(breakpoint: Breakpoint, programs: Programs | undefined): void {
  const { name } = breakpoint.asked as DebugProtocol.FunctionBreakpoint
  breakpoint.states = programs?.states.filter((state) => state.name === name) ?? []
  breakpoint.place = breakpoint.states[0]
  breakpoint.file = breakpoint.place === undefined ? programs?.main : programs!.fileOf(breakpoint.place)
  breakpoint.obstacle =
    programs === undefined
      ? pending('The state is looked for when a state machine is launched.')
      : breakpoint.states.length === 0
        ? failed(`No state is named "${name}".`)
        : uncheckable(breakpoint)
}

/** What none of its states can check: two states of one name may have two query languages. */
function uncheckable(breakpoint: Breakpoint): Obstacle | undefined {
  const problems = breakpoint.states.map((state) => checksOf(breakpoint, state).problem)
  return problems.includes(undefined) || problems[0] === undefined ? undefined : failed(problems[0])
}

/** The shape of the protocol. */
export function dapBreakpoint({ id, file, place: state, obstacle }: Breakpoint, origin: ClientOrigin): DebugProtocol.Breakpoint {
  const place = file && state && { source: dapSource(file.path), ...clientRange(file, state.key, origin) }
  return { id, verified: obstacle === undefined, ...place, ...obstacle }
}

/** What tells of a breakpoint that never stops, however short the run is. */
export function refusedOutput(breakpoint: Breakpoint, origin: ClientOrigin): DebugProtocol.OutputEvent['body'] {
  const { source, line, column } = dapBreakpoint(breakpoint, origin)
  const at = breakpoint.place === undefined ? '' : ` at ${breakpoint.place.name}`
  const output = `The breakpoint${at} does not stop. ${breakpoint.obstacle?.message ?? ''}\n`
  return {
    category: 'important',
    output,
    ...(source && { source }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
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
