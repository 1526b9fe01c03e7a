import type { Json } from '../base/json'
import { ArchivedText, type Payload } from './archive'

/**
 * The execution's input as it was sent. AWS hands the text on as long as nothing changes it: the first StateEntered has it, what is scheduled with
 * it, a Pass that lets it through (recorded). Values are shared, so that an object or array that is the input is known by its identity.
 */
export class SentText {
  readonly payload: ArchivedText

  constructor(
    private readonly input: Json,
    text: string,
  ) {
    this.payload = new ArchivedText({ put: () => 0, get: () => text }, text)
  }

  /** The payload, with its text where it is the input. Of a number or a text nobody knows: `entering` says that no state has been left yet. */
  of(payload: Payload, entering: () => boolean): Payload {
    if (payload !== this.input) return payload
    return (typeof payload === 'object' && payload !== null) || entering() ? this.payload : payload
  }
}
