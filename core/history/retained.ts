import { isArray, type Json } from '../base/json'

/** Bytes from which on a part is known again. Smaller ones count anew each time: what is shared counts too much, never too little. */
const large = 1024
/** Of a number, a boolean, a member's place. */
const slot = 16

/**
 * How much memory payloads hold: large parts that they share count once. Nothing recurses, and a value is walked once. An estimate: a
 * UTF-16 unit of a text is a byte, and any other value 16.
 */
export class Retained {
  bytes = 0
  private readonly parts = new Set<object>()
  /** Texts have no identity: one is known by some of its characters, and then compared with the last that has the same. */
  private readonly texts = new Map<string, string>()

  /** Counts a value. */
  add(value: Json | undefined): void {
    const work: (Json | undefined)[] = [value]
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      if (typeof next === 'string') this.addText(next)
      else if (typeof next !== 'object' || next === null) this.bytes += slot
      else this.addMembers(next, work)
    }
  }

  private addMembers(part: object, work: (Json | undefined)[]): void {
    if (this.parts.has(part)) return
    const members = isArray(part as Json) ? (part as readonly Json[]) : Object.values(part as { readonly [key: string]: Json })
    const [first] = members
    if (members.length * slot >= large || (typeof first === 'object' && first !== null)) this.parts.add(part)
    this.bytes += slot * (2 + members.length)
    for (const member of members) work.push(member)
  }

  private addText(text: string): void {
    if (text.length < large) {
      this.bytes += slot + text.length
      return
    }
    const middle = text.length >> 1
    const key = `${text.length} ${text.slice(0, 40)} ${text.slice(middle, middle + 40)} ${text.slice(-40)}`
    if (this.texts.get(key) === text) return
    this.texts.set(key, text)
    this.bytes += text.length
  }
}
