import type { Watching } from './test/watch/watching'

/** What a command may touch of the process: so that tests run commands without one. */
export interface Terminal {
  /** The folder that relative paths start from. */
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether `out` (and `err`) show colours: a terminal, and NO_COLOR is not set. */
  readonly colours: boolean
  /** Of the terminal that `err` is, where a line may be shown and taken back. Absent: it is none. */
  readonly columns?: number
  /** Calls once where the user wants an end (Ctrl+C); a second time ends the program. Gives what stops that. Absent: nobody can. */
  readonly onInterrupt?: (then: () => void) => () => void
  /** Files and keys of whoever waits for both. Absent: those of this computer. */
  readonly watching?: () => Watching
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan'

const codes: Record<Style, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
  cyan: [36, 39],
}

/** `paint(terminal)(style, text)`: the text in colour, or as it is where there are none. */
export const paint =
  ({ colours }: Pick<Terminal, 'colours'>) =>
  (style: Style, text: string): string =>
    colours ? `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m` : text

/** What a terminal would obey or that changes the order of what is shown: control characters and marks of direction. */
const obeyed = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** The same but for line breaks. */
const obeyedInText = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

const obeyedInPrint = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

/** A stranger's text with something harmless for each character that a terminal would obey, so that columns stay. */
export const masked = (text: string): string => text.replaceAll(obeyedInText, '\ufffd')

/** What a program prints, on lines of its own: its tabs stay. */
export const printed = (text: string): string => guarded(text.replaceAll(obeyedInPrint, '\ufffd'))

/** A CI service obeys lines such as `::error::`: something is put before them. */
export const guarded = (lines: string): string => lines.replaceAll(/^(?=\s*(?:::|##\[))/gm, '| ')

/** A stranger's text on lines of its own. */
export const visible = (text: string): string => guarded(masked(text))

/** A stranger's text within a line: a file's name, a message. What a terminal would obey, and line breaks, are written as JSON does. */
export const inLine = (text: string): string => text.replaceAll(obeyed, escapeOf)

/** Halves of characters, which no text that is written can have. */
const lone = /[\ud800-\udfff]/gu

/** A text that can be written in UTF-8: halves of characters are written as JSON does. */
export const wellFormed = (text: string): string => text.replaceAll(lone, escapeOf)

/** A text of JSON that a terminal can show: what JSON leaves as it is, and a terminal would obey, is escaped. Its value is the same. */
export const visibleJson = (json: string): string =>
  json.replaceAll(obeyed, (character) => (Object.hasOwn(short, character) ? character : escapeOf(character)))

const short: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** As JSON writes a character. */
export const escapeOf = (character: string): string => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
