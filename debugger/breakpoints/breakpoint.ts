import type { DebugProtocol } from '@vscode/debugprotocol'
import type { AslError } from '../../core/expressions/evaluation/failure'
import type { StopTarget } from '../../core/interpreter/stopModes'
import type { QueryLanguage } from '../../core/model/machine'
import type { StatePlace } from '../../core/model/places'
import { type ClientOrigin, clientRange, dapSource, type SourceFile } from '../program/documents'
import { type Checks, compileChecks, type Settings } from './conditions'

/** What a breakpoint answers to where it cannot stop: `pending` may become one, `failed` will not. */
export interface Obstacle {
  readonly reason: 'pending' | 'failed'
  readonly message: string
}

export const failed = (message: string): Obstacle => ({ reason: 'failed', message })
export const pending = (message: string): Obstacle => ({ reason: 'pending', message })

/** A breakpoint: asked for by its place in a file, or by the name of states or of an error (a function breakpoint). */
export interface Breakpoint {
  readonly id: number
  readonly kind: 'source' | 'function'
  readonly asked: DebugProtocol.SourceBreakpoint | DebugProtocol.FunctionBreakpoint
  /** Where it stops, in the states that run. */
  targets: readonly StopTarget[]
  /** The errors that it stops at as they are raised; undefined: at none. */
  raised: ((error: AslError) => boolean) | undefined
  file: SourceFile | undefined
  /** Where it is in the file, as the file is now. */
  place: StatePlace | undefined
  /** Why it cannot stop. */
  obstacle: Obstacle | undefined
  /** By the query language of the state. */
  readonly checks: Map<QueryLanguage, Checks>
  /** How often its condition held on the way to where the execution is now. Step back takes away what it goes back over. */
  hits: number
  /** Whether it has been told that its condition could not be evaluated. */
  told: boolean
}

export const breakpoint = (id: number, kind: Breakpoint['kind'], asked: Breakpoint['asked']): Breakpoint => ({
  id,
  kind,
  asked,
  targets: [],
  raised: undefined,
  file: undefined,
  place: undefined,
  obstacle: undefined,
  checks: new Map(),
  hits: 0,
  told: false,
})

/** What a breakpoint asks in a state of a query language. */
export function checksOf({ checks, asked }: Breakpoint, language: QueryLanguage): Checks {
  const known = checks.get(language)
  if (known !== undefined) return known
  const made = compileChecks(asked as Settings, language)
  checks.set(language, made)
  return made
}

/** The shape of the protocol. */
export function dapBreakpoint({ id, file, place, obstacle }: Breakpoint, origin: ClientOrigin): DebugProtocol.Breakpoint {
  const where = file && place && { source: dapSource(file.path), ...clientRange(file, place.range, origin) }
  return { id, verified: obstacle === undefined, ...where, ...obstacle }
}

/** What tells of a breakpoint that never stops, however short the run is. */
export function refusedOutput(breakpoint: Breakpoint, origin: ClientOrigin): DebugProtocol.OutputEvent['body'] {
  const { source, line, column } = dapBreakpoint(breakpoint, origin)
  const at = breakpoint.place === undefined ? '' : ` at ${breakpoint.place.state.name}`
  const output = `The breakpoint${at} does not stop. ${breakpoint.obstacle?.message ?? ''}\n`
  return {
    category: 'important',
    output,
    ...(source && { source }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  }
}
