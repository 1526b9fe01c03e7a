import { resolve } from 'node:path'
import { type Call, type ExitCode, UsageError } from '../command'
import { inLine, printed, type Terminal } from '../terminal'
import { Runs } from './runs'
import { StdioServerTransport } from './sdk'
import { mcpServer } from './server'
import type { ToolContext } from './tool'

/** `stepthrough mcp`: serves until its client closes the standard input. The standard output belongs to the protocol. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  if (call.operands.length > 0) throw new UsageError('mcp takes no FILE; see stepthrough mcp --help')
  const server = mcpServer(contextOf(call, terminal))
  const closed = new Promise<void>((done) => {
    server.onclose = done
  })
  process.stdin.once('end', () => void server.close())
  await server.connect(new StdioServerTransport())
  await closed
  return 0
}

/** What the server may do, by its options. */
export function contextOf(call: Call, { cwd, err }: Pick<Terminal, 'cwd' | 'err'>): ToolContext {
  const config = call.text('config')
  if (config === undefined && call.has('allow-remote'))
    throw new UsageError('--allow-remote needs --config FILE, which says what may be called')
  return {
    limits: {
      cwd,
      within: [cwd, ...call.all('root').map((folder) => resolve(cwd, folder))],
      config: config === undefined ? false : resolve(cwd, config),
      allowRemote: call.has('allow-remote'),
      print: (from, line) => err(`[${inLine(from)}] ${printed(line)}\n`),
    },
    runsCode: config !== undefined,
    runs: new Runs(),
  }
}
