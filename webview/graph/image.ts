import { xmlText } from './text'
import type { Size } from './viewport'

/** What of a drawing's style is in the image, and how it begins: an image knows no theme. All but the opacity is inherited. */
const initialStyle: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
}

const margin = 24
/** Pixels of an image at most: what a canvas holds for sure. */
const maxSide = 16_000
const maxArea = 64_000_000

/** The text of an SVG image of a drawing that is in the document, with its styles as they are now. */
export function svgOf(drawing: SVGGElement, { width, height }: Size, title: string): string {
  const copy = copyOf(drawing, initialStyle)
  copy.setAttribute('transform', `translate(${margin} ${margin})`)
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const [wide, high] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin)]
  for (const [name, value] of Object.entries({ width: wide, height: high, viewBox: `0 0 ${wide} ${high}` }))
    svg.setAttribute(name, String(value))
  const named = document.createElementNS(svg.namespaceURI, 'title')
  named.textContent = title
  const ground = document.createElementNS(svg.namespaceURI, 'rect')
  const color = getComputedStyle(document.body).getPropertyValue('--vscode-editor-background') || '#ffffff'
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: color })) ground.setAttribute(name, value)
  svg.append(named, ground, copy)
  return `${xmlText(new XMLSerializer().serializeToString(svg))}\n`
}

/** Mixed colours as every program reads them. */
const plainColor = (value: string): string =>
  value.replace(/^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/, (_, r, g, b, a) => {
    const [red, green, blue] = [r, g, b].map((part) => Math.round(Number(part) * 255))
    return a === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${a})`
  })

/**
 * An element with its style where that is another than around it, and without what only the page understands. Cloned it would have its style text, which the policy
 * of the page forbids.
 */
function copyOf(element: Element, around: Readonly<Record<string, string>>): Element {
  const copy = document.createElementNS(element.namespaceURI, element.localName)
  for (const { name, value } of element.attributes)
    if (!/^(aria-|data-|on)|^(class|style|id|role)$/.test(name)) copy.setAttribute(name, value)
  const style = getComputedStyle(element)
  const own = Object.fromEntries(Object.keys(initialStyle).map((name) => [name, plainColor(style.getPropertyValue(name))]))
  for (const [name, value] of Object.entries(own)) if (value !== around[name]) copy.setAttribute(name, value)
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity)
  const { transform } = (element as SVGElement).style
  const [, x, y] = /translate\(([-\d.]+)px, ([-\d.]+)px\)/.exec(transform) ?? []
  if (x !== undefined) copy.setAttribute('transform', `translate(${x} ${y})`)
  for (const child of element.childNodes) copy.append(child instanceof Element ? copyOf(child, own) : (child.textContent ?? ''))
  return copy
}

/** A PNG image of an SVG one, in base64; twice as large as on the screen, less where that would be too large. */
export async function pngOf(svg: string): Promise<string> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const { width, height } = image
    const scale = Math.min(2, maxSide / width, maxSide / height, Math.sqrt(maxArea / (width * height)))
    const canvas = document.createElement('canvas')
    canvas.width = Math.floor(width * scale)
    canvas.height = Math.floor(height * scale)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL('image/png').replace(/^.*,/, '')
  } finally {
    URL.revokeObjectURL(url)
  }
}
