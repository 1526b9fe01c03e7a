import type { Json } from '../base/json'
import { jsonText, utf8Bytes } from '../base/jsonText'

/** A place for texts, such as a file. */
export interface Archive {
  /** Gives what `get` finds it by; undefined where there is no more room. */
  put(text: string): number | undefined
  /** Undefined where the text cannot be read any more. */
  get(handle: number): string | undefined
}

/** Characters of a text that are there when the rest could not be kept. */
const kept = 500

/** A payload that has left the memory as JSON text. */
export class ArchivedText {
  /** UTF-16 units of the whole text. */
  readonly length: number
  /** UTF-8 bytes of the whole text. */
  readonly bytes: number
  private readonly handle: number | undefined
  /** Where the archive takes no more: how it began. */
  private readonly beginning: string | undefined

  constructor(
    private readonly archive: Archive,
    text: string,
    /** Where they are known. */
    bytes = utf8Bytes(text),
  ) {
    this.length = text.length
    this.bytes = bytes
    this.handle = archive.put(text)
    if (this.handle === undefined) this.beginning = `${text.slice(0, kept)}…`
  }

  /** Whether all of it can be read again. */
  get whole(): boolean {
    return this.handle !== undefined
  }

  /** The whole text; its first 500 characters and `…` where the archive did not take it, and an empty one where the archive has lost it. */
  read(): string {
    return (this.handle === undefined ? this.beginning : this.archive.get(this.handle)) ?? ''
  }
}

/** A payload of an event: as it was, or archived. */
export type Payload = Json | ArchivedText

/** Its JSON text. Of an archived one as it was put there; where the archive is full that is its beginning, which is no JSON. */
export const payloadText = (payload: Payload): string => (payload instanceof ArchivedText ? payload.read() : jsonText(payload))
