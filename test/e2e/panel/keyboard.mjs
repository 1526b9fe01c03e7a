// The keyboard's way through a page: each stop of Tab, and what is wrong with it.

/** Presses Tab until it comes round. Gives the stops by what a person would call them. Throws where one cannot be seen, has no name, or is a trap. */
export async function walk(page, { most = 80 } = {}) {
  await page.evaluate(() => document.activeElement?.blur?.())
  const stops = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(stopped)
    if (stop === undefined || (i > 0 && stop.first)) return stops.map(({ name }) => name)
    if (stop.problem) throw new Error(`${stop.name}: ${stop.problem}`)
    stops.push(stop)
  }
  throw new Error(`Tab does not come round: ${stops.slice(-5).map(({ name }) => name)}`)
}

/** Runs in the page. */
function stopped() {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return undefined
  const first = element.hasAttribute('data-walked')
  element.setAttribute('data-walked', '')
  const label =
    element.getAttribute('aria-label') ??
    document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
    element.labels?.[0]?.textContent ??
    (element.title || element.getAttribute('placeholder') || element.textContent?.trim())
  const name = `${element.getAttribute('role') ?? element.localName} "${(label ?? '').slice(0, 40)}"`
  const { x, y, width, height } = element.getBoundingClientRect()
  // The ring may be around a part of it, or the row that it marks.
  const ringed = [element, ...element.querySelectorAll('*')].slice(0, 400).some((each) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(each)
    return (
      (outlineStyle !== 'none' && outlineWidth !== '0px') ||
      boxShadow !== 'none' ||
      (each === element && each.localName === 'input' && borderColor !== '')
    )
  })
  const look = () => ['backgroundColor', 'backgroundImage'].map((name) => getComputedStyle(element)[name]).join()
  const coloured = () => {
    const focused = look()
    element.blur()
    const changed = look() !== focused
    element.focus()
    return changed
  }
  const inside = width > 0 && height > 0 && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0
  const problem = !label
    ? 'has no name'
    : !inside
      ? 'cannot be seen'
      : !ringed && !(element.getAttribute('role') === 'separator' && coloured())
        ? 'shows no focus'
        : undefined
  return { name, first, problem }
}
