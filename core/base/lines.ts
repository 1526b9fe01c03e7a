/** A place in a text: 0-based line, 0-based character in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly character: number
}

/**
 * The lines of a text, counted from 0. CR, LF and CR LF end a line, as in VS Code; a text that ends with one has an empty last line.
 * Offsets and positions outside the text are clamped.
 */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1)
    }
  }

  /** At least 1. */
  get count(): number {
    return this.starts.length
  }

  /** The offset at which a line begins; the length of the text for a line behind the last one. */
  start(line: number): number {
    return this.starts[Math.max(0, line)] ?? this.text.length
  }

  /** The offset at which a line ends, its line break left out. */
  end(line: number): number {
    let end = this.start(line + 1)
    if (line + 1 < this.starts.length) {
      end--
      if (this.text.charCodeAt(end) === 10 && this.text.charCodeAt(end - 1) === 13) end--
    }
    return end
  }

  /** The place of an offset in UTF-16 code units. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return { line: low, character: at - this.starts[low]! }
  }

  /** The offset of a place; the end of its line for a character behind that. */
  offset({ line, character }: Position): number {
    return Math.min(this.start(line) + Math.max(0, character), this.end(line))
  }
}
