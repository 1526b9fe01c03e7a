import type { Json } from '../../base/json'
import { functionName } from '../../config/match'
import { kinds, readReference } from '../../config/reference'
import { isDefinitionName, newDefinitionEnding, stemOf } from '../../model/fileNames'
import type { TemplateFunction } from '../../model/templateFunctions'
import { runtimes } from '../../tasks/lambda/runtimes'
import type { Workspace } from '../types'
import type { Called } from './calls'
import { exportsOf } from './exports'
import { folderOf, relativePath } from './paths'

/** The key of stepthrough.json that stands for what a task names: its bare name, so that it covers each version; undefined where it can be none. */
export function keyOf({ kind, text }: Pick<Called, 'kind' | 'text'>): string | undefined {
  const key = named[kind](text)
  return key === undefined || key === '' || /\s/.test(key) || key.length > 512 ? undefined : key
}

const named: Readonly<Record<Called['kind'], (text: string) => string | undefined>> = {
  function: functionName,
  service: (text) => text,
  connection: (text) => readReference(text, kinds.connection).name,
  stateMachine: (text) => readReference(text, kinds.stateMachine).name,
  activity: (text) => readReference(text, kinds.activity).name,
  http: (text) => /^https?:\/\/[^/\s]+/.exec(text)?.[0].concat('/'),
}

/** Where servers of these services listen by default on a developer's computer; LocalStack has all the others. */
const ports: Readonly<Record<string, number>> = { dynamodb: 8000, sqs: 9324, s3: 9000 }
const localStack = 4566

/** An endpoint on this computer, where one usually is. */
export const serviceEntry = (service: string): Json => ({ endpoint: `http://127.0.0.1:${ports[service] ?? localStack}` })

/** A secret that the environment holds, by the connection's name. */
export const connectionEntry = (name: string): Json => ({
  headers: {
    Authorization: `Bearer \${${
      name
        .replace(/[^A-Za-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '')
        .toUpperCase() || 'CONNECTION'
    }_TOKEN}`,
  },
})

/** What stands for an HTTP API, until the user says where. */
export const httpEntry: Json = 'http://127.0.0.1:9099/'
/** The port of Step Functions Local. */
export const activityEntry: Json = 'http://127.0.0.1:8083'

/** The file of a function that has its name, else where one would be put. */
export const functionEntry = (uri: string, name: string, workspace: Workspace): Json => ({
  handler: guessedHandlers(uri, name, workspace)[0] ?? `functions/${camelCase(bare(name))}.handler`,
})

/** A function of a template is found there: what it lacks are the variables whose values only a deployment knows. */
export const completingEntry = ({ environment, variables }: TemplateFunction): Json => ({
  environment: Object.fromEntries(variables.filter((name) => !environment.has(name)).map((name) => [name, ''])),
})

/** The definition that has the state machine's name, else where one would be put. `file`: the one that a template names. */
export function machineEntry(uri: string, name: string, file: string | undefined, workspace: Workspace): Json {
  const found = file ?? workspace.documents().find((each) => isDefinitionName(each) && plain(stemOf(each)) === plain(bare(name)))
  return (found && relativePath(folderOf(uri), found)) ?? `${bare(name)}${newDefinitionEnding}`
}

/** What is left of `${CreateOrderFunctionArn}`. */
const bare = (name: string): string =>
  name
    .replace(/^\$\{|\}$/g, '')
    .replace(/(\.Arn|Arn|ARN|Name)$/, '')
    .replace(/[^\w-]+/g, '-') || 'function'

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
const camelCase = (name: string): string =>
  name.replace(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^./, (letter) => letter.toLowerCase())
const kebabCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()

const folders = ['functions', 'lambda', 'lambdas', 'src', 'src/functions', 'src/handlers', 'handlers', '.']
const endings = Object.values(runtimes).flatMap(({ extensions }) => extensions)
const entryFiles = ['index', 'app', 'handler', 'main', 'lambda_function']
const entryNames = ['handler', 'lambdaHandler', 'lambda_handler', 'main']

/** Handlers in files beside stepthrough.json that have the name of a function, as projects lay them out. */
export function guessedHandlers(uri: string, name: string, workspace: Workspace): string[] {
  const own = bare(name)
  const names = [...new Set([own, camelCase(own), kebabCase(own), kebabCase(own).replaceAll('-', '_')])]
  const modules = folders.flatMap((folder) =>
    names.flatMap((each) => [`${folder}/${each}`, ...entryFiles.map((file) => `${folder}/${each}/${file}`)]),
  )
  return modules.flatMap((module) => {
    const path = module.replace(/^\.\//, '')
    const handler = handlerIn(uri, path, workspace)
    return handler === undefined ? [] : [`${path}.${handler}`]
  })
}

function handlerIn(base: string, module: string, workspace: Workspace): string | undefined {
  for (const ending of endings) {
    const uri = workspace.resolve(base, module + ending)
    if (uri === undefined || !workspace.exists(uri)) continue
    const found = exportsOf(module + ending, workspace.text(uri) ?? '').found.map(({ name }) => name)
    return entryNames.find((name) => found.includes(name)) ?? found.at(-1) ?? 'handler'
  }
  return undefined
}
