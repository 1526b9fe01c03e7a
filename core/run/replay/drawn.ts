import type { Json } from '../../base/json'
import type { Recording } from '../../history/recordings/read'
import type { Left, Ports } from '../../interpreter'
import type { Answerer } from '../answerer'

/** What a run that follows a recording has of it. */
export interface Replay {
  readonly recording: Recording
  /** What chance gave, by the keys of `Ports.random` and `Ports.uuid`. */
  readonly drawn: ReadonlyMap<string, Json>
  /** The recorded results of the tasks. */
  readonly answer: Answerer
  /** Where replaying it as it is leaves the recording; undefined: nowhere. */
  readonly left: Left | undefined
}

/** Ports that draw what was drawn then. */
export const drawing = <P extends Pick<Ports, 'random' | 'uuid'>>(ports: P, { drawn }: Replay): P => ({
  ...ports,
  random: (key) => (drawn.get(key) as number | undefined) ?? ports.random(key),
  uuid: (key) => (drawn.get(key) as string | undefined) ?? ports.uuid(key),
})
