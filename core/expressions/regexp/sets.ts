import type { CharacterTest } from './program'

/** The flags that say what one character matches. */
export interface SetFlags {
  readonly ignoreCase: boolean
  readonly dotAll: boolean
  readonly unicode: boolean
}

const flagsOf = ({ ignoreCase, dotAll, unicode }: SetFlags) => (ignoreCase ? 'i' : '') + (dotAll ? 's' : '') + (unicode ? 'u' : '')

/** What the source of a single character stands for (`[a-z]`, `\d`, `.`): the engine itself is asked, once for each character. */
export function setTest(source: string, flags: SetFlags): CharacterTest {
  const expression = new RegExp(`^${source}$`, flagsOf(flags))
  const asked = (code: number) => expression.test(String.fromCodePoint(code))
  const known = new Uint8Array(256)
  let more: Uint8Array | undefined
  return (code) => {
    if (code > 0xffff) return asked(code)
    const table = code < 256 ? known : (more ??= new Uint8Array(0x10000))
    if (table[code] === 0) table[code] = asked(code) ? 1 : 2
    return table[code] === 1
  }
}

const escaped = (code: number, unicode: boolean) => (unicode ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`)

/** One given character. */
export const characterTest = (value: number, flags: SetFlags): CharacterTest =>
  flags.ignoreCase ? setTest(escaped(value, flags.unicode), flags) : (code) => code === value

/** Whether two characters are the same to a back reference. */
export function sameCharacter(flags: SetFlags): (a: number, b: number) => boolean {
  if (!flags.ignoreCase) return (a, b) => a === b
  const tests = new Map<number, CharacterTest>()
  return (a, b) => {
    if (a === b) return true
    let test = tests.get(a)
    if (!test) tests.set(a, (test = characterTest(a, flags)))
    return test(b)
  }
}
