import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Thread } from '../core/interpreter/api'
import { intrinsics } from '../core/intrinsics/table'
import { isObject, type Json } from '../core/json'
import { jsonataFunctions } from '../core/jsonata/table'
import type { Debuggee } from './debuggee'
import type { ClientOrigin } from './documents'

/** As many as a person may want to read. */
const limit = 500

const plainName = /^[A-Za-z_]\w*$/

/** What can stand at the end of a line of the console: members of what is before the dot, variables, functions, states. */
export function completions(
  { text, line, column, frameId }: DebugProtocol.CompletionsArguments,
  live: Debuggee,
  origin: ClientOrigin,
): DebugProtocol.CompletionItem[] {
  const thread = live.frameThread(frameId)
  const index = line === undefined ? 0 : line - origin.line
  const before = (text.split('\n')[index] ?? '').slice(0, column - origin.column)
  const [token] = /[$\w.[\]'`-]*$/.exec(before)!
  const dot = token.lastIndexOf('.')
  const typed = token.slice(dot + 1)
  const start = before.length - typed.length
  const found = dot < 0 ? namesOf(thread, live) : membersOf(token.slice(0, dot), thread, live)
  return found
    .filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()))
    .slice(0, limit)
    .map(({ label, type }) =>
      type === 'property' && !plainName.test(label)
        ? { label, type, text: quoted(label, token), start: start - 1 + origin.column, length: typed.length + 1 }
        : { label, type, start: start + origin.column, length: typed.length },
    )
}

interface Found {
  readonly label: string
  readonly type: DebugProtocol.CompletionItemType
}

function membersOf(base: string, thread: Thread, live: Debuggee): Found[] {
  if (base === 'States') return intrinsics.map(({ name }) => ({ label: name.slice('States.'.length), type: 'function' }))
  const properties = (value: Json | undefined) =>
    isObject(value) ? Object.keys(value).map((label): Found => ({ label, type: 'property' })) : []
  try {
    return properties(live.evaluate(thread, base))
  } catch {
    return []
  }
}

function namesOf(thread: Thread, live: Debuggee): Found[] {
  const variables = new Set(thread.scopes.flatMap((scope) => Object.keys(scope)))
  const roots = thread.state?.queryLanguage === 'JSONata' ? ['$states'] : ['$', '$$', '$states']
  return [
    ...roots.map((label): Found => ({ label, type: 'variable' })),
    ...[...variables].map((name): Found => ({ label: `$${name}`, type: 'variable' })),
    ...jsonataFunctions.map(({ name }): Found => ({ label: `$${name}`, type: 'function' })),
    { label: 'States', type: 'module' },
    ...live.plan.program.states.map(({ name }): Found => ({ label: name, type: 'class' })),
  ]
}

/** A name that needs quotes, in place of the dot before it. */
const quoted = (name: string, token: string): string =>
  token.startsWith('$states') ? `.\`${name}\`` : `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
