import type { Json } from '../../base/json'
import { standIn } from '../../config/match'
import { configIn, problemsIn } from '../../config/read'
import type { Config } from '../../config/types'
import { parseDocument } from '../../model/parse'
import { difference, putMember } from '../edit/putMember'
import { templateAround } from '../features/links'
import type { Edit, LocatedDocument, Workspace } from '../types'
import { type Called, callsOf, functionOf, templateNameOf } from './calls'
import {
  activityEntry,
  completingEntry,
  connectionEntry,
  functionEntry,
  httpEntry,
  keyOf,
  machineEntry,
  serviceEntry,
} from './placeholders'
import { matchers } from './problems'

/** How a stepthrough.json changes: at most one edit, none where it has all; `added` are the keys of new entries, in the order of the text. */
interface Configured {
  readonly edits: readonly Edit[]
  readonly added: readonly string[]
}

interface Entry {
  readonly path: readonly [string, ...string[]]
  readonly value: Json
}

/** The order in which members are added. */
const order = ['functions', 'aws', 'connections', 'http', 'stateMachines', 'activities']

/**
 * Gives each function, service, connection, URL, state machine and activity that the tasks of a document's definitions name an entry in a
 * stepthrough.json, unless one answers already; `text` is empty where there is no such file yet. Everything else in the text stays as it is. What is wrong with the file
 * comes back as a sentence.
 */
export function configureTasks(
  located: LocatedDocument,
  { uri, text }: { readonly uri: string; readonly text: string },
  workspace: Workspace,
): Configured | string {
  const before = text.trim() === '' ? '{}\n' : text
  const file = parseDocument(before, { format: 'json', content: 'config' })
  const config = configIn(file, '/')
  if (config === undefined) return `stepthrough.json has errors: ${problemsIn(file)[0]?.message ?? 'it cannot be read.'}`
  const wanted = entriesFor(located, uri, config, workspace)
  let now = before
  for (const { path, value } of wanted) {
    const put = putMember(parseDocument(now, file), path, value)
    if ('text' in put) now = put.text
  }
  return { edits: wanted.length === 0 ? [] : difference(text, now), added: wanted.map(({ path }) => path.at(-1)!) }
}

/** The entries that are missing, each once. */
function entriesFor(located: LocatedDocument, uri: string, config: Config, workspace: Workspace): Entry[] {
  const entries = new Map<string, Entry>()
  for (const definition of located.document.definitions) {
    const around = templateAround(located, definition, workspace)
    for (const called of callsOf(definition)) {
      const made = functionOf(called, around)
      const key = called.kind === 'function' && made !== undefined ? made.name : keyOf(called)
      if (key === undefined || isAnswered(called, key, config)) continue
      const machine = called.kind === 'stateMachine' ? templateNameOf(called, around) : undefined
      const path = around?.template.files.find(({ logicalId }) => logicalId === machine)?.path
      const target = path === undefined ? undefined : workspace.resolve(around!.uri, path)
      const entry = entryOf[called.kind]({ uri, key, workspace, made, target })
      entries.set(entry.path.join('\n'), entry)
    }
  }
  return [...entries.values()].sort((a, b) => order.indexOf(a.path[0]) - order.indexOf(b.path[0]))
}

/** Whether an entry answers already, by its name or by what the task says; an address of all services stands for each. */
function isAnswered({ kind, text }: Called, key: string, config: Config): boolean {
  if (kind === 'service') return config.aws?.endpoint !== undefined || config.aws?.services.has(key) === true
  if (kind === 'http') return standIn(config, text) !== undefined || config.http.has(key)
  const match = matchers[kind]?.[1]
  return [text, key].some((name) => match?.(config, name) !== undefined)
}

interface Place {
  readonly uri: string
  readonly key: string
  readonly workspace: Workspace
  readonly made: ReturnType<typeof functionOf>
  /** The definition's file that a template names. */
  readonly target: string | undefined
}

const entryOf: Readonly<Record<Called['kind'], (place: Place) => Entry>> = {
  function: ({ uri, key, workspace, made }) => ({
    path: ['functions', key],
    value:
      made?.handler !== undefined && (made.isLocal || made.code !== undefined) ? completingEntry(made) : functionEntry(uri, key, workspace),
  }),
  service: ({ key }) => ({ path: ['aws', 'services', key], value: serviceEntry(key) }),
  connection: ({ key }) => ({ path: ['connections', key], value: connectionEntry(key) }),
  http: ({ key }) => ({ path: ['http', key], value: httpEntry }),
  stateMachine: ({ uri, key, workspace, target }) => ({ path: ['stateMachines', key], value: machineEntry(uri, key, target, workspace) }),
  activity: ({ key }) => ({ path: ['activities', key], value: activityEntry }),
}
