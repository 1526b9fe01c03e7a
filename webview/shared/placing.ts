/** From the edges of what is kept free, in CSS pixels. */
const margin = 8
/** Less room than this below a button is too little: then the whole height is taken. */
const least = 160

interface Size {
  readonly width: number
  readonly height: number
}

/** Where something opens that belongs to a button: below it where there is room, never beyond the page. `height`: how high it may be. */
export function besideButton(
  button: { readonly left: number; readonly bottom: number },
  size: Size,
  page: Size,
): { readonly left: number; readonly top: number; readonly height: number } {
  const left = Math.max(margin, Math.min(button.left, page.width - size.width - margin))
  const below = page.height - button.bottom - margin - 2
  if (below >= Math.min(size.height, least)) return { left, top: button.bottom + 2, height: below }
  return { left, top: Math.max(margin, page.height - size.height - margin), height: page.height - 2 * margin }
}
