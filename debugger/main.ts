import { createServer, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { Connection, type ConnectionParts } from './connection/connection'
import { engineAhead, engineInWorker } from './connection/workerEngine'

const usage = `Stepthrough's debug adapter: speaks the Debug Adapter Protocol.

  node debugAdapter.js              on stdin and stdout
  node debugAdapter.js --port N     to each client that connects to 127.0.0.1:N
`

/** Exit codes: 0 the client has gone, 1 the port cannot be opened or the client does not speak the protocol, 2 wrong usage. */
function main(): void {
  let port: string | undefined
  try {
    // Said outright: VS Code starts us through `node -e`, where parseArgs would take our own path for an argument.
    const args = process.argv.slice(2)
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } })
    if (values.help) {
      process.stdout.write(usage)
      return
    }
    port = values.port
  } catch (error) {
    fail(2, `${(error as Error).message}\n\n${usage}`)
    return
  }
  if (port === undefined) onStdio()
  else if (/^\d{1,5}$/.test(port) && Number(port) < 65536) listen(Number(port))
  else fail(2, `--port needs a number from 0 to 65535, not "${port}".\n`)
}

const later: ConnectionParts['later'] = (milliseconds, action) => {
  const timer = setTimeout(action, milliseconds)
  return () => clearTimeout(timer)
}

function onStdio(): void {
  const { stdin: input, stdout: output } = process
  // What was written last has to be out before the process ends.
  const closed = (fault?: string) => {
    if (fault !== undefined) process.stderr.write(`The debug session ends: ${fault}.\n`)
    output.write('', () => process.exit(fault === undefined ? 0 : 1))
  }
  new Connection({ input, output, start: engineAhead(), later, closed })
}

/** A session of its own for each client that speaks the protocol; whoever does not is hung up on. */
function serve(socket: Socket): void {
  new Connection({ input: socket, output: socket, start: engineInWorker, later, closed: () => socket.destroySoon() })
}

function listen(port: number): void {
  const server = createServer({ allowHalfOpen: true }, serve)
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      1,
      error.code === 'EADDRINUSE'
        ? `The port ${port} is in use: choose another with --port.\n`
        : `The port ${port} cannot be opened: ${error.message}\n`,
    )
  })
  // Only this computer may debug: a definition's tasks and files are its user's.
  server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    process.stderr.write(`Listening on 127.0.0.1:${typeof address === 'object' ? address?.port : port}\n`)
  })
}

function fail(code: number, message: string): void {
  process.stderr.write(message)
  process.exitCode = code
}

main()
