import { writeSync } from 'node:fs'
import { main } from './main'

/** Writes all of it before the process may end, also into a pipe that is read slowly. */
function write(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // who reads the result has had enough; without a reader of stderr there is still a result
      if (code === 'EPIPE' && fd === 1) process.exit(0)
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
    }
  }
}

function onInterrupt(then: () => void): () => void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, then)
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, then)
  }
}

const isTerminal = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined

// where all that it waits for has gone, Node ends without a word: that is no success
process.exitCode = 1
main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  ...(isTerminal && { columns: process.stderr.columns || 80 }),
  onInterrupt,
}).then((code) => {
  process.exitCode = code
})
