import type { Problem } from '../base/problem'
import type { Template } from '../model/deploymentTemplate'
import { memberOf } from '../model/machine'
import type { Values } from '../model/substitutionValues'
import type { TemplateFunction } from '../model/templateFunctions'
import type { Node } from '../syntax/node'
import { reportTo } from './check'
import { matchFunction, matchStateMachine } from './match'
import { kinds, readReference } from './reference'
import type { Config, FunctionEntry } from './types'

/** A template that a definition belongs to. */
interface TemplateAround {
  readonly template: Template
  /** The values of the definition's substitutions, where it is in a file of its own. */
  readonly substitutions: Values
  /** Its own absolute path; absent: state machines whose definitions stand in it have none. */
  readonly path?: string
  /** The absolute path of one that is written in the template. */
  pathOf(path: string): string
}

/**
 * A configuration with the functions and state machines of a template, which the file's own entries come before, also its globs: an entry with neither
 * handler, command nor endpoint completes the function of its name. `root`: the file's tree, for the places of what is wrong.
 */
export function withTemplate(
  config: Config,
  root: Node | undefined,
  around: TemplateAround | undefined,
): { readonly config: Config; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const report = reportTo(problems)
  const keyOf = (key: string) => memberOf(memberOf(root, 'functions')?.value, key)?.key ?? { offset: 0, length: 0 }
  const completed = new Set<string>()
  const functions = new Map([...config.functions].filter(([, entry]) => runs(entry)))
  for (const [made, ids] of functionsOf(around?.template)) {
    const keys = [...new Set([made.name, ...ids])]
    const own = ownEntry(config, keys)
    if (own !== undefined && 'error' in own) {
      report('CONFIG_GLOBS', keyOf(own.keys[1]), own.error)
      continue
    }
    if (own !== undefined) completed.add(own.key)
    const found = entryOf(made, around!)
    const entry = own === undefined || (!runs(own.entry) && found !== undefined) ? completedBy(found, own?.entry) : own.entry
    if (entry === undefined || !runs(entry)) continue
    for (const key of keys) if (!functions.has(key)) functions.set(key, { ...entry, name: made.name })
  }
  for (const [key, entry] of config.functions)
    if (!runs(entry) && !completed.has(key))
      report(
        'CONFIG_ONE_ANSWER',
        keyOf(key),
        `"${key}" has neither handler, command nor endpoint, and no template has a function of this name.`,
      )
  if (around === undefined) return { config: { ...config, functions }, problems }
  const stateMachines = machinesOf(config, around)
  for (const [name, value] of around.substitutions) {
    const called = `\${${name}}`
    const answer = matchFunction({ functions }, value)
    if (answer !== undefined && 'entry' in answer && names(value, 'lambda', answer.entry, answer.key) && !functions.has(called))
      functions.set(called, { name: readReference(value, kinds.function).name, ...answer.entry })
    const machine = matchStateMachine({ stateMachines }, value)
    if (value.includes(':stateMachine:') && machine !== undefined && 'entry' in machine && !stateMachines.has(called))
      stateMachines.set(called, machine.entry)
  }
  return { config: { ...config, functions, stateMachines }, problems }
}

/** Whether a substitution's value is a function's: an ARN of one, or the name of one in the template. A table may be called as a glob allows. */
const names = (value: string, service: string, { name }: FunctionEntry, key: string): boolean =>
  value.split(':')[2] === service || value === name || value === key

const runs = ({ handler, command, endpoint }: FunctionEntry): boolean =>
  handler !== undefined || command !== undefined || endpoint !== undefined

/** Each function of a template with the ids that it has there. */
function functionsOf(template: Template | undefined): ReadonlyMap<TemplateFunction, readonly string[]> {
  const found = new Map<TemplateFunction, string[]>()
  for (const [id, made] of template?.functions ?? []) found.set(made, [...(found.get(made) ?? []), id])
  return found
}

/** The file's entry for a function that has several names: an exact one before a glob. */
function ownEntry(config: Config, keys: readonly string[]): ReturnType<typeof matchFunction> {
  const found = keys.map((key) => matchFunction(config, key)).filter((answer) => answer !== undefined)
  return found.find((answer) => 'key' in answer && keys.includes(answer.key)) ?? found[0]
}

/** How a template's function runs here; undefined where its code is neither beside the template nor in it. */
function entryOf(made: TemplateFunction, { pathOf }: TemplateAround) {
  const { isLocal, code, handler, codeUri, runtime, environment, timeout, memorySize, layers } = made
  if (!(isLocal || code !== undefined) || handler === undefined) return undefined
  const entry: FunctionEntry = {
    handler,
    folder: pathOf(codeUri ?? '.'),
    ...(code !== undefined && { code }),
    ...(runtime !== undefined && { runtime }),
    environment: Object.fromEntries(environment),
    ...(timeout !== undefined && { timeout }),
    ...(memorySize !== undefined && { memorySize }),
    ...(layers.length > 0 && { layers: layers.map((layer) => pathOf(layer)) }),
  }
  return entry
}

function completedBy(found: FunctionEntry | undefined, own: FunctionEntry | undefined): FunctionEntry | undefined {
  if (found === undefined || own === undefined) return found
  return { ...found, ...own, folder: found.folder, environment: { ...found.environment, ...own.environment } }
}

/**
 * The state machines of a template, by their names, behind those of the file: the template and behind `#` the logical id in it, by which its
 * substitutions are known; where its path is not, the definition's file.
 */
function machinesOf(config: Config, { template, path: own, pathOf }: TemplateAround): Map<string, string> {
  const machines = new Map(config.stateMachines)
  for (const made of [...template.files, ...template.definitions]) {
    const { logicalId } = made
    const file = own === undefined && 'path' in made ? pathOf(made.path) : own && `${own}#${logicalId}`
    if (logicalId === undefined || file === undefined) continue
    const arn = template.values.get(logicalId)
    const name = arn === undefined ? logicalId : readReference(arn, kinds.stateMachine).name
    for (const key of [name, logicalId]) if (matchStateMachine(config, key) === undefined) machines.set(key, file)
  }
  return machines
}
