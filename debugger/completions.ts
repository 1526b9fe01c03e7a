import type { DebugProtocol } from '@vscode/debugprotocol'
import { type ConditionItem, completeCondition } from '../core/conditions/complete'
import { jsonataFunctions } from '../core/expressions/jsonata/table'
import type { Thread } from '../core/interpreter/api'
import { errorOutput } from '../core/interpreter/errorOutput'
import type { Scope } from '../core/language/shapes/expression'
import { shapeOfJson } from '../core/language/shapes/shape'
import type { Debuggee } from './debuggee'
import type { ClientOrigin } from './documents'

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
  const language = thread.state?.queryLanguage ?? 'JSONPath'
  const items = [...completeCondition(row, at, language, scopeOf(thread)), ...consoleItems(row.slice(0, at), live, language === 'JSONPath')]
  return items.slice(0, limit).map(({ label, kind, detail, from, to, text }) => ({
    label,
    type: types[kind],
    ...(text !== label && { text }),
    ...(detail !== undefined && { detail }),
    start: from + origin.column,
    length: to - from,
  }))
}

function scopeOf(thread: Thread): Scope {
  const variables = new Map(thread.scopes.toReversed().flatMap((scope) => Object.entries(scope)))
  const { result } = thread.stages
  const { error } = thread
  return {
    data: shapeOfJson(thread.payload),
    input: shapeOfJson(thread.input),
    context: shapeOfJson(thread.context),
    variables: new Map([...variables].map(([name, value]) => [name, shapeOfJson(value)])),
    ...(result !== undefined && { result: shapeOfJson(result) }),
    ...(error !== undefined && { errorOutput: shapeOfJson(errorOutput(error)) }),
  }
}

/** What the console evaluates beside the expressions of a state: names of states, and JSONata in a JSONPath state too. */
function consoleItems(before: string, { plan }: Debuggee, jsonPath: boolean): ConditionItem[] {
  const [word] = /[$\w-]*$/.exec(before)!
  const from = before.length - word.length
  if (before[from - 1] === '.') return []
  const begins = (label: string) => label.toLowerCase().startsWith(word.toLowerCase())
  const item = (label: string, kind: ConditionItem['kind']): ConditionItem => ({ label, kind, from, to: before.length, text: label })
  return [
    ...(jsonPath && word.startsWith('$') ? jsonataFunctions.map(({ name }) => item(`$${name}`, 'function')) : []),
    ...plan.program.states.map(({ name }) => item(name, 'variable')),
  ].filter(({ label }) => begins(label))
}
