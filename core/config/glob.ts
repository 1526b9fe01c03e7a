/** Whether a key is a glob: `*` stands for any text, `?` for one character. */
export const isGlob = (key: string): boolean => key.includes('*') || key.includes('?')

/** Whether a glob matches a whole text. It goes back to the last star only: at most glob times text steps. */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0
  let star = -1
  let from = 0
  for (let i = 0; i < text.length; ) {
    const wanted = glob[at]
    if (wanted === '*') {
      star = at++
      from = i
    } else if (wanted === '?' || wanted === text[i]) {
      at++
      i++
    } else if (star === -1) return false
    else {
      at = star + 1
      i = ++from
    }
  }
  while (glob[at] === '*') at++
  return at === glob.length
}
