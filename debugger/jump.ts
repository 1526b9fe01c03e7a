import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ClientOrigin, clientRange, type SourceFile } from './documents'
import { placeForBreakpoint } from './locate'
import type { ProgramText } from './programText'

/** The state at a place of the text as it is now, as the target of `goto`. Its id is its place in the program's list of states. */
export function jumpTargets(
  program: SourceFile,
  { file, running }: Pick<ProgramText, 'file' | 'running'>,
  { line, column }: { readonly line: number; readonly column?: number | undefined },
  origin: ClientOrigin,
): DebugProtocol.GotoTarget[] {
  const state = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  const target = typeof state === 'string' ? undefined : running(state)
  if (typeof state === 'string' || target === undefined) return []
  return [{ id: program.states.indexOf(target), label: state.name, ...clientRange(file, state.key, origin) }]
}
