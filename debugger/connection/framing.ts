/**
 * Messages of the Debug Adapter Protocol in a stream of bytes: `Content-Length: N`, an empty line, N bytes of JSON.
 * Source: Debug Adapter Protocol, Overview, Base Protocol.
 */

const separator = '\r\n\r\n'
const beginning = 'content-length:'

/** Bytes before the JSON, with the empty line, and of the JSON: nothing that debugs is larger. */
const longestHead = 1024 + separator.length
const longestMessage = 64 * 1024 * 1024

/** What has come: whole messages, and why there will be no more, where what follows is no message. */
export interface Received {
  readonly texts: readonly string[]
  readonly fault?: string
}

/** Takes a stream apart. After a fault nothing is read any more: nobody knows where the next message begins. */
export class Frames {
  private parts: Buffer[] = []
  private held = 0
  /** Of the message that is coming; undefined while its header comes. */
  private length: number | undefined

  push(chunk: Buffer): Received {
    this.parts.push(chunk)
    this.held += chunk.length
    const texts: string[] = []
    for (;;) {
      if (this.length === undefined) {
        const header = this.header()
        if (header === 'incomplete') return { texts }
        if (typeof header === 'string') return { texts, fault: header }
        this.length = header.length
        this.keep(this.whole().subarray(header.end))
      }
      if (this.held < this.length) return { texts }
      const data = this.whole()
      texts.push(data.toString('utf8', 0, this.length))
      this.keep(data.subarray(this.length))
      this.length = undefined
    }
  }

  private header(): 'incomplete' | { readonly length: number; readonly end: number } | (string & {}) {
    const head = this.whole().toString('latin1', 0, longestHead)
    if (!head.slice(0, beginning.length).toLowerCase().startsWith(beginning.slice(0, head.length)))
      return 'what has come does not begin with Content-Length, and only the Debug Adapter Protocol is spoken here'
    const end = head.indexOf(separator)
    if (/(?<!\r)\n/.test(end < 0 ? head : head.slice(0, end))) return 'a line of the header ends without a carriage return'
    if (end < 0) return head.length === longestHead ? 'the header of a message does not end' : 'incomplete'
    const length = /^content-length: *(\d{1,10})$/i.exec(head.slice(0, end).split('\r\n')[0]!)?.[1]
    if (length === undefined) return 'the Content-Length of a message is no number'
    if (Number(length) > longestMessage) return `a message of ${length} bytes is too long`
    return { length: Number(length), end: end + separator.length }
  }

  /** A message that comes in many chunks is put together once. */
  private whole(): Buffer {
    if (this.parts.length !== 1) this.parts = [Buffer.concat(this.parts)]
    return this.parts[0]!
  }

  private keep(rest: Buffer): void {
    this.parts = rest.length === 0 ? [] : [rest]
    this.held = rest.length
  }
}

/** A message on its way out. */
export const frame = (text: string): Buffer => {
  const length = Buffer.byteLength(text)
  const head = `Content-Length: ${length}${separator}`
  const bytes = Buffer.allocUnsafe(head.length + length)
  bytes.write(head, 0, 'latin1')
  bytes.write(text, head.length, 'utf8')
  return bytes
}
