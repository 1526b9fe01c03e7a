/**
 * What stands between a client's connection and the session that debugs for it. The session may be in this thread or in a worker: messages are
 * texts, and neither side waits for the other.
 */

/** A message of the session to its client. */
export interface Outgoing {
  /** JSON of the message, without the member `seq`: whoever writes it gives the numbers. */
  readonly text: string
  /** The event, or the request's command. */
  readonly name: string
  /** For a request to the client: the engine's own number of it, by which it gets the response. */
  readonly reverse?: number
  /** For a response: the number of the request. */
  readonly request?: number
}

export interface Engine {
  /** A request as JSON text, or the response to one of its own: `{type, request_seq, success, message?}` with its own number. */
  receive(text: string): void
  /** The client has taken so many more characters of what was sent. */
  taken(characters: number): void
  /** Ends it, whatever it does. */
  stop(): void
}

export interface EngineListener {
  send(message: Outgoing): void
  /** It has ended by itself, which it never should. */
  died(reason: string): void
}

export type StartEngine = (listener: EngineListener) => Engine
