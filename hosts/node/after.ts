/** The longest time that a timer of Node can wait. */
const longest = 2 ** 31 - 1

/** Calls `then` once, so many milliseconds later, however long that is, unless what it gives is called before. */
export function after(milliseconds: number, then: () => void): () => void {
  let left = Math.max(0, milliseconds)
  let timer: NodeJS.Timeout
  const wait = () => {
    const part = Math.min(left, longest)
    left -= part
    timer = setTimeout(left > 0 ? wait : then, part)
  }
  wait()
  return () => clearTimeout(timer)
}
