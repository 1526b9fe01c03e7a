import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { isLoopback } from '../../../../core/base/loopback'
import type { FunctionEntry } from '../../../../core/config/types'
import { functionEnvironment } from '../../../../core/tasks/lambda/environment'
import { type Runtime, runtimeOf } from '../../../../core/tasks/lambda/runtimes'
import type { TaskContext } from '../context'
import { modulesOf } from './layers'
import { bootstrapFile, nodeProgram, onPath, type Program, pythonProgram } from './programs'
import type { Launch } from './sandbox'

/** A function as it is called: the processes of one differ from those of another. */
export interface Called {
  readonly entry: FunctionEntry
  readonly name: string
  /** `$LATEST`, or the number that was called. */
  readonly version: string
}

/** How a function's process is started, but for its environment; or why it cannot be, in a sentence. */
export type Start =
  | { readonly program: Program; readonly args: readonly string[]; readonly runtime: Runtime | undefined }
  | { readonly problem: string; readonly isForeign: boolean }

/** Where the runtimes of Node and Python are. */
export const runtimeFolder = (): string => path.dirname(bootstrapFile('node.cjs'))

/** Of an entry with a handler or a command. `isForeign`: nothing is wrong with it, but its runtime is none that runs here. */
export function startOf({ entry, name }: Called, { environment, folder }: TaskContext): Start {
  const wrong = (problem: string, isForeign = false) => ({ problem: `The function ${name} ${problem}`, isForeign })
  if (!existsSync(entry.folder)) return wrong(`has its code in ${entry.folder}, and there is no such folder.`)
  const command = entry.command ?? ownBootstrap(entry)
  if (command !== undefined) return commandStart(entry.folder, command, environment)
  if (entry.handler === undefined) return wrong('has neither a handler nor a command nor an endpoint.')
  // a handler without a file is a module that cannot be imported, which the bootstrap says
  const runtime =
    runtimeOf(entry, (file) => existsSync(path.join(entry.folder, file))) ?? (entry.runtime === undefined ? 'nodejs' : undefined)
  if (runtime === undefined)
    return wrong(
      `has the runtime ${entry.runtime}: only nodejs and python run by themselves, another needs a command or an endpoint in stepthrough.json.`,
      true,
    )
  if (runtime === 'nodejs') return { program: nodeProgram(environment), args: [bootstrapFile('node.cjs')], runtime }
  const program = pythonProgram(environment, [entry.folder, folder])
  if (program === undefined) return wrong('needs Python, and there is no python3 on PATH.')
  return { program, args: ['-u', '-X', 'utf8', bootstrapFile('python.py')], runtime }
}

/** A runtime that is provided has its program among the function's files, once it has been built. */
const ownBootstrap = ({ runtime = '', folder }: FunctionEntry): readonly string[] | undefined =>
  runtime.startsWith('provided') && existsSync(path.join(folder, 'bootstrap')) ? ['./bootstrap'] : undefined

/** A program with a folder in its name is a file, from the function's folder; one without is looked for on PATH. */
function commandStart(folder: string, [name = '', ...args]: readonly string[], environment: TaskContext['environment']): Start {
  const file = /[\\/]/.test(name) ? path.resolve(folder, name) : (onPath(name, environment) ?? name)
  return { program: { file, environment: {} }, args, runtime: undefined }
}

/** Real credentials are given where remote calls may be made, unless a server on this computer stands for all of AWS. */
function mayHaveCredentials({ permission, config: { aws }, environment }: TaskContext): boolean {
  const endpoint = aws?.endpoint ?? environment.AWS_ENDPOINT_URL
  const isLocal = endpoint !== undefined && URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname)
  return permission.remote && !isLocal
}

/** A process of its own, by its environment. */
export async function launchOf(
  called: Called,
  start: Exclude<Start, { problem: string }>,
  context: TaskContext,
  api: string,
): Promise<Launch> {
  const { entry, name, version } = called
  const marker = randomBytes(16).toString('hex')
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
  const environment = functionEnvironment(entry, context.environment, context.config.aws, mayHaveCredentials(context), {
    name,
    version,
    region: context.region,
    logStream: `${day}/[${version}]${marker}`,
    runtimeApi: api,
    stepFunctionsEndpoint: await context.stepFunctionsEndpoint(),
    modules: modulesOf(entry.layers ?? []),
    runtimeFolder: runtimeFolder(),
  })
  const { program, args } = start
  return { file: program.file, args, folder: entry.folder, environment: { ...environment, ...program.environment }, marker }
}
