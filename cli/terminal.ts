/** What a command may touch of the process: so that tests run commands without one. */
export interface Terminal {
  /** The folder that relative paths start from. */
  readonly cwd: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether `out` (and `err`) show colours: a terminal, and NO_COLOR is not set. */
  readonly colours: boolean
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
  ({ colours }: Terminal) =>
  (style: Style, text: string): string =>
    colours ? `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m` : text

/** A stranger's text without what a terminal would obey or reorder: control characters but line breaks, and marks of direction. */
export const visible = (text: string): string => text.replaceAll(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
