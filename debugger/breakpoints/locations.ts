import type { DebugProtocol } from '@vscode/debugprotocol'
import { placesInText } from '../../core/model/placesInText'
import { type ClientOrigin, clientRange, type SourceFile } from '../program/documents'

/** The places that begin within the asked range: where a breakpoint stays as it is set. */
export function breakpointLocations(
  file: SourceFile,
  { line, column, endLine = line, endColumn }: DebugProtocol.BreakpointLocationsArguments,
  origin: ClientOrigin,
): DebugProtocol.BreakpointLocation[] {
  const offset = (atLine: number, character: number) => file.lines.offset({ line: atLine - origin.line, character })
  const from = offset(line, column === undefined ? 0 : column - origin.column)
  const to = offset(endLine, endColumn === undefined ? Number.MAX_SAFE_INTEGER : endColumn - origin.column)
  return placesInText(file.states)
    .between(from, to)
    .map(({ range }) => clientRange(file, range, origin))
}
