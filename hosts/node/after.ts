import { anyLong } from '../../core/base/longTimer'

/** Calls `then` once, so many milliseconds later, however long that is, unless what it gives is called before. */
export const after = anyLong((milliseconds, then) => {
  const timer = setTimeout(then, milliseconds)
  return () => clearTimeout(timer)
})
