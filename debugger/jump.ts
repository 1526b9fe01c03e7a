import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ClientOrigin, clientRange, type SourceFile } from './documents'
import { placeForBreakpoint } from './locate'
import type { Programs } from './programs'

/** The state at a place of a file as it is now, as the target of `goto`. Its id is its place in the run's list of states. */
export function jumpTargets(
  programs: Programs,
  file: SourceFile,
  { line, column }: { readonly line: number; readonly column?: number | undefined },
  origin: ClientOrigin,
): DebugProtocol.GotoTarget[] {
  const state = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  const target = typeof state === 'string' ? undefined : programs.running(file, state)[0]
  if (typeof state === 'string' || target === undefined) return []
  return [{ id: programs.states.indexOf(target), label: state.name, ...clientRange(file, state.key, origin) }]
}
