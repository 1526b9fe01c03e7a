/** A place in a text: 0-based line, 0-based character in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** The lines of a text. CR, LF and CR LF end a line, as in VS Code. Offsets and positions outside the text are clamped. */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1)
    }
  }

  get count(): number {
    return this.starts.length
  }

  /** Where a line begins. */
  start(line: number): number {
    return this.starts[Math.max(0, line)] ?? this.text.length
  }

  /** Where a line ends, its line break left out. */
  end(line: number): number {
    let end = this.start(line + 1)
    if (line + 1 < this.starts.length) {
      end--
      if (this.text.charCodeAt(end) === 10 && this.text.charCodeAt(end - 1) === 13) end--
    }
    return end
  }

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

  offset({ line, character }: Position): number {
    return Math.min(this.start(line) + Math.max(0, character), this.end(line))
  }
}
