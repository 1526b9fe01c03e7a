import { nearest } from '../core/base/nearest'
import { UnreadableFile } from '../hosts/node/unreadable'
import { didYouMean, type ExitCode, parseCall, UsageError } from './command'
import { commands } from './commands'
import { commandHelp, overview } from './help'
import { prettyJson } from './result'
import { inLine, type Terminal } from './terminal'
import { version } from './version'

const names = commands.map(({ name }) => name)

/** Runs `stepthrough ...args`. Never throws for what the user did; an exception is a bug of ours. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      ;(name === undefined ? terminal.err : terminal.out)(overview(commands))
      return name === undefined ? 2 : 0
    }
    if (name === '--version' || name === '-v') {
      terminal.out(`${version}\n`)
      return 0
    }
    const command = commands.find((candidate) => candidate.name === name)
    if (!command) throw new UsageError(`there is no command "${name}"${didYouMean(nearest(name, names))}ee stepthrough --help`)
    const call = parseCall(command, rest)
    if (call.has('help')) {
      terminal.out(commandHelp(command))
      return 0
    }
    return await (await command.load()).run(call, terminal)
  } catch (error) {
    const lines = wrongUsage(error)
    for (const line of lines) terminal.err(`stepthrough: ${inLine(line)}\n`)
    if (readsJson(rest)) terminal.out(`${prettyJson({ usageError: lines })}\n`)
    return 2
  }
}

/** What was wrong with the call, line by line. Any other error is thrown again. */
function wrongUsage(error: unknown): readonly string[] {
  if (error instanceof UsageError) return error.lines
  if (error instanceof UnreadableFile) return [error.message]
  throw error
}

/** Whether a program reads the standard output: it gets JSON there whatever happens. Options that cannot be read are looked at too. */
const readsJson = (args: readonly string[]): boolean =>
  args.some(
    (arg, i) =>
      arg === '--json' || /^--(format|reporter)=json$/.test(arg) || (arg === 'json' && /^--(format|reporter)$/.test(args[i - 1] ?? '')),
  )
