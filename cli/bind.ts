import { resolve } from 'node:path'
import type { BoundTasks } from '../core/run/bound'
import { bindTasks } from '../hosts/node/tasks/bind'
import { type Call, UsageError } from './command'
import { inLine, type Terminal, visible } from './terminal'

/** Those who answer tasks for real. What is wrong with a config file is a wrong call. */
export async function bind(call: Call, terminal: Terminal, program: string): Promise<BoundTasks> {
  const config = call.text('config')
  const bound = await bindTasks({
    program,
    ...(config !== undefined && { config: config === 'none' ? config : resolve(terminal.cwd, config) }),
    region: 'us-east-1',
    account: '123456789012',
    remote: call.has('allow-remote'),
    howToAllow: '--allow-remote',
    print: (from, line) => terminal.err(`[${inLine(from)}] ${visible(line)}\n`),
  })
  if ('tasks' in bound) return bound.tasks
  const places = bound.problems.map(
    ({ file, line, column, message }) => `${file}${line === undefined ? '' : `:${line}:${column}`}: ${message}`,
  )
  throw new UsageError(places.join('\n'))
}
