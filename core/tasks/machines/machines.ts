import { launchFaults } from '../../analysis/launchFaults'
import { Lines } from '../../base/lines'
import { matchStateMachine } from '../../config/match'
import type { Config } from '../../config/types'
import type { StartedMachine } from '../../interpreter/api'
import { plan } from '../../interpreter/plan'
import type { AslDocument, Definition } from '../../model/document'
import { optionsOf } from '../../model/optionsOf'
import type { ParseOptions } from '../../model/parse'
import type { NestedMachines, NestedProgram } from '../../run/bound'
import { openProgram } from '../../run/program'
import { type FoundMachine, machineAnswerer } from './answerer'

/** What is needed to load the state machines of a config file. */
interface MachinesRequest {
  readonly config: Pick<Config, 'stateMachines'>
  readonly region: string
  readonly account: string
  /** The path that a path means in the config file's folder, or in the file `from`. */
  readonly resolve: (path: string, from?: string) => string
  /** Reads a definition, to be run. Rejects with an error of which `reason` says in words why. */
  readonly open: (path: string, options?: ParseOptions) => Promise<AslDocument>
  /** What the template near a definition's file says about it. */
  readonly optionsNear: (path: string, name: string) => Promise<ParseOptions | undefined>
  readonly reason: (error: unknown) => string
  readonly uriOf: (path: string) => string
}

/** A state machine that a config file names, or why it cannot run. */
type Loaded = (NestedProgram & StartedMachine) | { readonly problem: string }

/**
 * The state machines that the tasks of a run may start, loaded and compiled. What is wrong with one is told when a task starts it. Never rejects.
 */
export async function loadMachines(request: MachinesRequest): Promise<NestedMachines> {
  const { config, region, account } = request
  const loaded = new Map<string, Loaded>()
  for (const [key, file] of config.stateMachines) {
    const id = idOf(key, file)
    if (!loaded.has(id)) loaded.set(id, await load(key, file, request))
  }
  const find = (called: string): FoundMachine | undefined => {
    const found = matchStateMachine(config, called, { region, account })
    if (found === undefined) return undefined
    if ('error' in found) return { problem: found.error }
    const id = idOf(found.key, found.entry)
    const machine = loaded.get(id)!
    return 'problem' in machine ? machine : { machine: id }
  }
  return {
    answer: machineAnswerer(find, request),
    machine: (id) => {
      const machine = loaded.get(id)
      return machine === undefined || 'problem' in machine ? undefined : machine
    },
    programs: [...loaded.values()].flatMap((each) => ('problem' in each ? [] : [each])),
  }
}

/** The name in a key, which may be an ARN. */
const nameIn = (key: string): string => (key.startsWith('arn:') ? (key.split(':')[6] ?? key) : key)

/** Of a template each name means another machine. */
const idOf = (key: string, file: string): string => `${file}#${nameIn(key)}`

/** A template, and the logical id of the state machine in it. */
const inTemplate = /^(.+)#([\w-]+)$/

async function load(key: string, entry: string, request: MachinesRequest): Promise<Loaded> {
  const [, file = entry, name = nameIn(key)] = inTemplate.exec(entry) ?? []
  const about = `The state machine "${name}" of stepthrough.json`
  let path = request.resolve(file)
  try {
    const outer = await request.open(path, await request.optionsNear(path, name))
    const ids = [...outer.definitions, ...(outer.template?.files ?? [])].map(({ logicalId }) => logicalId)
    if (ids.length > 1 && !ids.includes(name)) return { problem: `${about} is not in ${file}: there is ${ids.join(', ')}.` }
    const program = await openProgram(outer, name, (inner) => {
      const template = path
      path = request.resolve(inner.path, template)
      return request.open(path, optionsOf(inner, request.uriOf(template)))
    })
    const { document, definition } = program
    if (typeof definition === 'string') return { problem: `${about} is not in ${file}. ${definition}` }
    const wrong = faultsOf(document, definition, path)
    if (wrong !== undefined) return { problem: `${about} has an error, so it does not run: ${wrong}` }
    return { name, path, document, definition, plan: plan(definition.machine), type: definition.type }
  } catch (error) {
    return { problem: `${about} cannot be read: ${path}: ${request.reason(error)}.` }
  }
}

function faultsOf(document: AslDocument, definition: Definition, path: string): string | undefined {
  const [fault] = launchFaults(document, definition)
  if (fault === undefined) return undefined
  const { line, character } = new Lines(document.text).position(fault.offset)
  return `${path}:${line + 1}:${character + 1}: ${fault.message}`
}
