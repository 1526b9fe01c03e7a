import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ConditionItem, completeWatch } from '../../core/conditions/complete'
import { languageOf, shapesOf } from '../../core/conditions/thread'
import type { Debuggee } from '../debuggee'
import type { ClientOrigin } from '../program/documents'

/** As many as a person may want to read. */
const limit = 500

const types: { readonly [K in ConditionItem['kind']]: DebugProtocol.CompletionItemType } = {
  path: 'property',
  variable: 'variable',
  function: 'function',
  keyword: 'keyword',
  operator: 'text',
}

/** What can stand at the cursor of a line of the console, or of a condition: what core knows, over the values of the thread. */
export function completions(
  { text, line, column, frameId }: DebugProtocol.CompletionsArguments,
  live: Debuggee,
  origin: ClientOrigin,
): DebugProtocol.CompletionItem[] {
  const thread = live.frameThread(frameId)
  const index = line === undefined ? 0 : line - origin.line
  const row = text.split('\n')[index] ?? ''
  const at = Math.min(row.length, Math.max(0, column - origin.column))
  const { states } = thread.state === undefined ? live.programs.main : live.programs.fileOf(thread.state)
  const items = completeWatch(
    row,
    at,
    languageOf(thread).name,
    shapesOf(thread),
    states.map(({ name }) => name),
  )
  return items.slice(0, limit).map(({ label, kind, detail, from, to, text }) => ({
    label,
    type: types[kind],
    ...(text !== label && { text }),
    ...(detail !== undefined && { detail }),
    start: from + origin.column,
    length: to - from,
  }))
}
