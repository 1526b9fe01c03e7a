import type { Meter } from '../../expressions/regexp/machine'
import { Pattern } from '../../expressions/regexp/pattern'

/** `/expression/flags`; a text without the second slash is a text. */
const form = /^\/(.+)\/([dgimsuvy]*)$/s

/** The regular expression that an expected cause is; why it is none, as a part of a sentence; undefined where it is the whole text. */
export function causePattern(cause: string): RegExp | string | undefined {
  const [, source, flags] = form.exec(cause) ?? []
  if (source === undefined || flags === undefined) return undefined
  const other = /[vy]/.exec(flags)
  if (other !== null) return `it cannot have the flag ${other[0]}`
  try {
    // the others say something of several matches
    return new RegExp(source, flags.replace(/[dg]/g, ''))
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '').replace(/\.$/, '') : String(error)
  }
}

/** Whether a cause is the expected one; what is wrong with the expected one, as a part of a sentence. */
export function matchesCause(expected: string, actual: string | undefined): boolean | string {
  const pattern = causePattern(expected)
  if (pattern === undefined) return expected === actual
  if (typeof pattern === 'string') return pattern
  if (actual === undefined) return false
  try {
    return new Pattern(pattern).exec(actual, 0, new CauseMeter()) !== undefined
  } catch (error) {
    if (error instanceof TooLong) return 'the expression takes too long'
    throw error
  }
}

class TooLong extends Error {}

/** About half a second on a slow computer. */
const maxUnits = 1_000_000
const maxBytes = 32_000_000

class CauseMeter implements Meter {
  private units = 0

  work(units: number): void {
    if ((this.units += units) > maxUnits) throw new TooLong()
  }

  check(bytes: number): void {
    if (bytes > maxBytes) throw new TooLong()
  }
}
