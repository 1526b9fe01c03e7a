// Contrast as WCAG 2.2 counts it, of what axe-core does not look at: our own colours by pairs, and texts and lines in SVG.

/** Runs in the page. `pairs`: [foreground, background, least ratio] of CSS colours; a line for each that has less. */
export function poorPairs(pairs) {
  const probe = document.body.appendChild(document.createElement('div'))
  const rgba = (color) => {
    probe.style.color = ''
    probe.style.color = color
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    canvas.fillStyle = getComputedStyle(probe).color
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = ([r, g, b, a], under) => [r * a + under[0] * (1 - a), g * a + under[1] * (1 - a), b * a + under[2] * (1 - a), 1]
  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * R + 0.7152 * G + 0.0722 * B
  }
  const ground = over(rgba('var(--ground)'), over(rgba('var(--vscode-editor-background)'), [255, 255, 255, 1]))
  const measured = pairs.map(([foreground, background, least]) => {
    const under = over(rgba(background), ground)
    const [a, b] = [light(over(rgba(foreground), under)), light(under)]
    return { foreground, background, least, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) }
  })
  probe.remove()
  return measured
    .filter(({ ratio, least }) => ratio < least)
    .map(({ foreground, background, least, ratio }) => `${foreground} on ${background} is ${ratio.toFixed(2)}, not ${least}`)
}

/** Runs in the page: each text in an SVG on what is painted under its middle, and each line of a graph on the panel, as pairs for `poorPairs`. */
export function svgPairs() {
  const seen = new Map()
  const add = (...pair) => seen.set(pair.join(), pair)
  /** With the opacity of all that it is in. */
  const faded = (element, paint, own) => {
    let opacity = Number(own)
    for (let at = element; at instanceof SVGElement; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity)
    return opacity >= 1 ? paint : `color-mix(in srgb, ${paint} ${opacity * 100}%, transparent)`
  }
  const inSight = ({ x, y, width, height }) => width + height > 0 && x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight
  for (const text of document.querySelectorAll('svg text')) {
    const box = text.getBoundingClientRect()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    if (box.width === 0 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue
    const under = document.elementsFromPoint(x, y).find((element) => {
      const style = getComputedStyle(element)
      const paint = element instanceof SVGElement ? style.fill : style.backgroundColor
      return !['text', 'tspan'].includes(element.localName) && paint !== 'none' && !/^rgba\(.*, 0\)$/.test(paint)
    })
    const style = under && getComputedStyle(under)
    const isShape = under instanceof SVGElement && under.localName !== 'svg'
    const ground = style === undefined ? 'var(--ground)' : isShape ? faded(under, style.fill, style.fillOpacity) : style.backgroundColor
    const { fill, fillOpacity, fontSize } = getComputedStyle(text)
    add(faded(text, fill, fillOpacity), ground, Number.parseFloat(fontSize) >= 24 ? 3 : 4.5)
  }
  for (const line of document.querySelectorAll('.way path.line, .node .body')) {
    const { stroke, strokeOpacity } = getComputedStyle(line)
    if (stroke !== 'none' && inSight(line.getBoundingClientRect())) add(faded(line, stroke, strokeOpacity), 'var(--ground)', 3)
  }
  return [...seen.values()]
}
