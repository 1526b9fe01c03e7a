/** Calls `then` after some milliseconds; gives what calls it off. */
export type Timer = (milliseconds: number, then: () => void) => () => void

/** The longest time that a timer of a host can wait. */
const longest = 2 ** 31 - 1

/** A timer for any time, however long, of a host's own. */
export const anyLong =
  (timer: Timer): Timer =>
  (milliseconds, then) => {
    let left = Math.max(0, milliseconds)
    let stop = () => {}
    const wait = () => {
      const part = Math.min(left, longest)
      left -= part
      stop = timer(part, left > 0 ? wait : then)
    }
    wait()
    return () => stop()
  }
