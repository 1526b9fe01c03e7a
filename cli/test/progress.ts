import type { Terminal } from '../terminal'

/** A terminal on which a last line comes and goes. */
interface Screen extends Terminal {
  /** Shows a line below all that was written; one that comes too soon is left out. */
  readonly show: (line: string) => void
  /** Takes the line away. */
  readonly clear: () => void
}

/** Milliseconds between two lines. */
const pause = 60

/** What is written goes above the line. Where there is no terminal there is no line. */
export function screenOf(terminal: Terminal, clock: () => number): Screen {
  const { columns } = terminal
  let isShown = false
  let shownAt = Number.NEGATIVE_INFINITY
  const clear = () => {
    if (isShown) terminal.err('\r\u001b[K')
    isShown = false
  }
  const above = (write: (text: string) => void) => (text: string) => {
    if (text !== '') clear()
    write(text)
  }
  const show = (line: string) => {
    if (columns === undefined || clock() - shownAt < pause) return
    clear()
    shownAt = clock()
    isShown = true
    terminal.err(line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`)
  }
  return { ...terminal, out: above(terminal.out), err: above(terminal.err), show, clear }
}
