import { configRules } from '../analysis/rules/configFile'
import { isArray, isObject, type Json, type JsonObject, member } from '../base/json'
import type { Problem } from '../base/problem'
import type { AslDocument } from '../model/document'
import { maxTextLength, parseDocument } from '../model/parse'
import { toJson } from '../syntax/walk'
import { checkConfig } from './check'
import type { AwsEntry, Config, ConnectionEntry, Entries, FunctionEntry } from './types'

/** A stepthrough.json, or all that is wrong with it in the order of its text; offsets are UTF-16 units of the text. */
type ConfigRead =
  | { readonly kind: 'config'; readonly config: Config; readonly document: AslDocument }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }

/** Reads the text of a stepthrough.json: JSON in which comments may stand. `folder`: the file's own, an absolute path. Never throws. */
export function readConfig(text: string, folder: string): ConfigRead {
  const document = parseDocument(text, { format: 'json', content: 'config' })
  const config = configIn(document, folder)
  return config === undefined ? { kind: 'wrong', problems: problemsIn(document) } : { kind: 'config', config, document }
}

const tooLong: Problem = {
  code: 'CONFIG_FORM',
  severity: configRules.CONFIG_FORM.severity,
  message: `It cannot be read: it has more than ${maxTextLength} characters.`,
  offset: 0,
  length: 0,
}

/** What is wrong with a stepthrough.json by its text alone: a text that is no JSON, or too long, is not looked at any further. */
export function problemsIn({ text, syntaxProblems, root }: AslDocument): readonly Problem[] {
  if (text.length > maxTextLength) return [tooLong]
  return syntaxProblems.length > 0 && root?.kind !== 'object' ? syntaxProblems : [...syntaxProblems, ...checkConfig(root)]
}

/** The configuration in a document that `problemsIn` has nothing against; undefined in any other. `folder`: as for `readConfig`. */
export const configIn = (document: AslDocument, folder: string): Config | undefined =>
  document.root === undefined || problemsIn(document).length > 0 ? undefined : configOf(toJson(document.root), folder)

/** Of a value that `checkConfig` has nothing against. */
function configOf(value: Json, folder: string): Config {
  const root = objectOf(value)
  return {
    functions: entries(member(root, 'functions'), (entry) => functionOf(objectOf(entry), folder)),
    aws: awsOf(member(root, 'aws')),
    connections: entries(member(root, 'connections'), (entry) => connectionOf(objectOf(entry))),
    http: entries(member(root, 'http'), String),
    stateMachines: entries(member(root, 'stateMachines'), String),
    activities: entries(member(root, 'activities'), String),
    mockConfig: textOf(root, 'mockConfig'),
  }
}

function functionOf(entry: JsonObject, folder: string): FunctionEntry {
  const command = member(entry, 'command')
  return {
    folder,
    ...texts(entry, ['handler', 'runtime', 'endpoint']),
    ...(isArray(command) && { command: command.map(String) }),
    environment: record(member(entry, 'environment')),
    ...numbers(entry, ['timeout', 'memorySize']),
  }
}

function awsOf(value: Json | undefined): AwsEntry | undefined {
  if (value === undefined) return undefined
  const aws = objectOf(value)
  return {
    ...texts(aws, ['region', 'profile', 'endpoint']),
    services: entries(member(aws, 'services'), (entry) => texts(objectOf(entry), ['endpoint', 'region'])),
  }
}

const connectionOf = (entry: JsonObject): ConnectionEntry => ({
  headers: record(member(entry, 'headers')),
  queryParameters: record(member(entry, 'queryParameters')),
  bodyParameters: record(member(entry, 'bodyParameters')),
})

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

const textOf = (object: JsonObject, name: string): string | undefined => {
  const value = member(object, name)
  return typeof value === 'string' ? value : undefined
}

const entries = <T>(value: Json | undefined, read: (entry: Json) => T): Entries<T> =>
  new Map(Object.entries(objectOf(value)).map(([key, entry]) => [key, read(entry)]))

/** Without a prototype: `__proto__` is a name as any other. */
function record(value: Json | undefined): Readonly<Record<string, string>> {
  const made: Record<string, string> = Object.create(null)
  for (const [key, text] of Object.entries(objectOf(value))) made[key] = String(text)
  return made
}

type Some<K extends string, T> = { readonly [P in K]?: T }

const texts = <K extends string>(object: JsonObject, names: readonly K[]): Some<K, string> =>
  some(object, names, (value): value is string => typeof value === 'string')
const numbers = <K extends string>(object: JsonObject, names: readonly K[]): Some<K, number> =>
  some(object, names, (value): value is number => typeof value === 'number')

function some<K extends string, T extends Json>(object: JsonObject, names: readonly K[], is: (value: Json) => value is T): Some<K, T> {
  const made: { [P in K]?: T } = {}
  for (const name of names) {
    const value = member(object, name)
    if (value !== undefined && is(value)) made[name] = value
  }
  return made
}
