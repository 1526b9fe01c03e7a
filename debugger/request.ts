/** A request that has come, or why it is none. */
export type Received =
  | { readonly kind: 'request'; readonly seq: number; readonly command: string }
  /** The answer to a request of ours, by its number. */
  | { readonly kind: 'response'; readonly to: number }
  /** What nobody waits for. */
  | { readonly kind: 'other' }
  /** What is no message of the protocol cannot be answered. */
  | { readonly kind: 'none'; readonly fault: string }

export function readRequest(text: string): Received {
  let message: { readonly type?: unknown; readonly seq?: unknown; readonly command?: unknown; readonly request_seq?: unknown } | null
  try {
    message = JSON.parse(text)
  } catch {
    return { kind: 'none', fault: 'a message is no JSON' }
  }
  if (typeof message !== 'object' || message === null || typeof message.type !== 'string')
    return { kind: 'none', fault: 'a message is no object with a type' }
  const { type, seq, command } = message
  if (type === 'response' && Number.isSafeInteger(message.request_seq)) return { kind: 'response', to: message.request_seq as number }
  if (type !== 'request') return { kind: 'other' }
  if (!Number.isSafeInteger(seq)) return { kind: 'none', fault: 'a request has no sequence number' }
  // The session refuses a request without a command.
  return { kind: 'request', seq: seq as number, command: typeof command === 'string' ? command : '' }
}
