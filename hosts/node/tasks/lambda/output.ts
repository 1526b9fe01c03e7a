import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Characters of one line that is handed on; what is longer comes in pieces. */
const longest = 64 * 1024
/** Bytes at the end of a call's log that LogType Tail asks for. Source: Lambda API reference, Invoke. */
const tailBytes = 4096

/**
 * What a process prints, line by line, as long as it prints. Nothing is kept but the end of the line that has begun: the process waits where nobody reads.
 */
export class Output {
  /** Undefined: nobody asks for it. */
  private tail: string | undefined
  private hasSaid = false
  private heard = false
  private waiting = 0
  /** Until what has been printed is taken, where that takes long. */
  private slow: Promise<void> | undefined

  /** `swallows`: whether a line is not the function's own. */
  constructor(
    private readonly print: (line: string) => Promise<void> | undefined,
    private readonly swallows: (line: string) => boolean = () => false,
  ) {}

  /** Reads a stream to its end. */
  read(stream: Readable): void {
    const decoder = new StringDecoder('utf8')
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      this.heard = true
      rest = this.take(rest + decoder.write(chunk))
      this.rest(stream)
    })
    stream.on('close', () => {
      rest += decoder.end()
      if (rest !== '') this.line(rest)
    })
  }

  /** Whether something has come since the last time, or is waited with. */
  hasHeard(): boolean {
    const { heard } = this
    this.heard = false
    return heard || this.waiting > 0
  }

  /** Reads no more until what has come is taken. */
  private rest(stream: Readable): void {
    const { slow } = this
    this.slow = undefined
    if (slow === undefined) return
    this.waiting++
    stream.pause()
    slow.then(() => {
      this.waiting--
      stream.resume()
    })
  }

  /** Adds a line of Lambda's own to the log. */
  note(line: string): void {
    this.slow = this.print(line) ?? this.slow
    this.log(line)
  }

  /** A line that only LogType Tail shows. */
  log(line: string): void {
    if (this.tail !== undefined) this.tail = `${this.tail}${line}\n`.slice(-tailBytes)
  }

  /** From now on the end of the log is kept. */
  keepTail(): void {
    this.tail = ''
  }

  /** The end of the log since then; it is not kept any more. */
  takeTail(): string | undefined {
    const { tail } = this
    this.tail = undefined
    return tail
  }

  private take(text: string): string {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.line(text.slice(from, text[end - 1] === '\r' ? end - 1 : end))
      from = end + 1
    }
    let rest = text.slice(from)
    while (rest.length > longest) {
      this.line(rest.slice(0, longest))
      this.sayLong()
      rest = rest.slice(longest)
    }
    return rest
  }

  private line(text: string): void {
    if (this.swallows(text)) return
    for (let from = 0; from < text.length || from === 0; from += longest) this.note(text.slice(from, from + longest))
    if (text.length > longest) this.sayLong()
  }

  private sayLong(): void {
    if (!this.hasSaid) this.print(`(the line above is longer than ${longest / 1024} KB: it comes in pieces)`)
    this.hasSaid = true
  }
}
