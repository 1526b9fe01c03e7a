import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../../core/base/json'
import type { State } from '../../core/model/machine'
import { placeForBreakpoint } from '../breakpoints/locate'
import { errors } from '../errors'
import { type ClientOrigin, clientRange, type SourceFile } from '../program/documents'
import type { Programs } from '../program/programs'
import type { Timeline } from './timeline'

/** Each state has two ids: entered with the payload as it is, and with the input that it had the last time. */
const ways = 2

/** The state at a place of a file as it is now, as targets of `goto`: with the payload as it is, and with the input that it had the last time. */
export function jumpTargets(
  programs: Programs,
  timeline: Timeline,
  file: SourceFile,
  { line, column }: { readonly line: number; readonly column?: number | undefined },
  origin: ClientOrigin,
): DebugProtocol.GotoTarget[] {
  const found = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  if (typeof found === 'string') return []
  const { state } = found
  const [target] = programs.running(file, state)
  if (target === undefined) return []
  const id = programs.states.indexOf(target) * ways
  const place = clientRange(file, state.key, origin)
  if (timeline.lastInput(target) === undefined) return [{ id, label: state.name, ...place }]
  return [
    { id, label: `${state.name} with the payload as it is`, ...place },
    { id: id + 1, label: `${state.name} with the input that it had the last time`, ...place },
  ]
}

/** What a target means. Throws a UserError for one that there is not. */
export function jumpTo(programs: Programs, timeline: Timeline, target: number): { readonly state: State; readonly input?: Json } {
  const state = programs.states[Math.floor(target / ways)]
  if (state === undefined) throw errors.noTarget(undefined)
  const input = target % ways === 1 ? timeline.lastInput(state) : undefined
  return { state, ...(input !== undefined && { input }) }
}
