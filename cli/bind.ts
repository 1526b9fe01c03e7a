import { relative, resolve } from 'node:path'
import { type BindingProblem, type BoundTasks, problemText } from '../core/run/bound'
import { bindTasks } from '../hosts/node/tasks/bind'
import { openConfig } from '../hosts/node/tasks/config'
import { type Call, UsageError } from './command'
import { inLine, printed, type Terminal } from './terminal'

/** Those who answer tasks for real. What is wrong with a config file is a wrong call. */
export async function bind(call: Call, terminal: Terminal, program: string): Promise<BoundTasks> {
  const config = configOf(call, terminal)
  const bound = await bindTasks({
    program,
    root: terminal.cwd,
    ...(config !== undefined && { config }),
    region: 'us-east-1',
    account: '123456789012',
    remote: call.has('allow-remote'),
    howToAllow: '--allow-remote',
    print: (from, line) => void terminal.err(`[${inLine(from)}] ${printed(line)}\n`),
  })
  if ('tasks' in bound) return bound.tasks
  throw wrongConfig(bound.problems)
}

/** The mock file that the config file of a definition names, from the working folder; undefined where it names none. */
export async function configuredMocks(call: Call, terminal: Terminal, program: string): Promise<string | undefined> {
  const opened = await openConfig({ definition: program, config: configOf(call, terminal) })
  if (opened.kind === 'wrong') throw wrongConfig(opened.problems)
  const { config, folder } = opened
  return config.mockConfig === undefined ? undefined : relative(terminal.cwd, resolve(folder, config.mockConfig))
}

/** The `--config` of a call. Throws UsageError where it cannot be read, or is wrong. */
export async function namedConfig(call: Call, terminal: Terminal): Promise<string | undefined> {
  const config = configOf(call, terminal)
  if (config === undefined || config === 'none') return config
  const opened = await openConfig({ definition: config, config })
  if (opened.kind === 'wrong') throw wrongConfig(opened.problems)
  return config
}

function configOf(call: Call, terminal: Terminal): string | undefined {
  const config = call.text('config')
  return config === undefined || config === 'none' ? config : resolve(terminal.cwd, config)
}

function wrongConfig(problems: readonly BindingProblem[]): UsageError {
  const [first = '', ...more] = problems.map(problemText)
  return new UsageError(first, ...more)
}
