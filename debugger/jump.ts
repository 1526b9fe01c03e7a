import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ClientOrigin, clientRange, type SourceFile } from './documents'
import { placeForBreakpoint } from './locate'

/** The state at a place, as the target of `goto`. Its id is its place in the file's list of states. */
export function jumpTargets(
  file: SourceFile,
  { line, column }: { readonly line: number; readonly column?: number | undefined },
  origin: ClientOrigin,
): DebugProtocol.GotoTarget[] {
  const state = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  if (typeof state === 'string') return []
  return [{ id: file.states.indexOf(state), label: state.name, ...clientRange(file, state.key, origin) }]
}
