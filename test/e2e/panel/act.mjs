// What a person does in the panel, written in a line: "click text=Events; press ArrowDown ArrowDown; fill input Reserve; wait .row.selected".
import { settled } from './panel.mjs'

const actions = {
  click: (page, selector) => page.locator(selector).first().click(),
  dblclick: (page, selector) => page.locator(selector).first().dblclick(),
  menu: (page, selector) => page.locator(selector).first().click({ button: 'right' }),
  hover: (page, selector) => page.locator(selector).first().hover(),
  focus: (page, selector) => page.locator(selector).first().focus(),
  press: async (page, keys) => {
    for (const key of keys.split(/\s+/)) await page.keyboard.press(key)
  },
  type: (page, text) => page.keyboard.type(text),
  /** "fill SELECTOR = TEXT" */
  fill: (page, rest) => {
    const [selector, text] = cut(rest)
    return page.locator(selector).first().fill(text)
  },
  /** "scroll SELECTOR = PIXELS" */
  scroll: (page, rest) => {
    const [selector, pixels] = cut(rest)
    return page
      .locator(selector)
      .first()
      .evaluate((element, by) => element.scrollBy(0, by), Number(pixels))
  },
  /** "drag SELECTOR = X,Y" */
  drag: async (page, rest) => {
    const [selector, by] = cut(rest)
    const [x, y] = by.split(',').map(Number)
    const box = await page.locator(selector).first().boundingBox()
    const [fromX, fromY] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(fromX, fromY)
    await page.mouse.down()
    await page.mouse.move(fromX + x, fromY + y, { steps: 4 })
    await page.mouse.up()
  },
  wheel: (page, pixels) => page.mouse.wheel(0, Number(pixels)),
  wait: (page, selector) => page.locator(selector).first().waitFor(),
  /** The size of the window, as "size 400x800". */
  size: (page, size) => {
    const [width, height] = size.split('x').map(Number)
    return page.setViewportSize({ width, height })
  },
  /** A message of the extension, in JSON. */
  send: (page, message) => page.evaluate((sent) => window.postMessage(sent, '*'), JSON.parse(message)),
}

const cut = (text) => {
  const at = text.lastIndexOf(' = ')
  return [text.slice(0, at), text.slice(at + 3)]
}

/** Does them one after the other. Selectors are Playwright's: CSS, text=..., role=button[name="Fit"]. */
export async function act(page, line) {
  for (const each of line.split(/;\s*/).filter(Boolean)) {
    const [, verb, rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(each)
    if (!(verb in actions)) throw new Error(`"${verb}" is none of ${Object.keys(actions).join(', ')}`)
    await actions[verb](page, rest)
    await settled(page)
  }
}

/** Shows a view by its tab. */
export async function showView(page, view) {
  await page
    .getByRole('tab', { name: new RegExp(view, 'i') })
    .first()
    .click()
  await settled(page)
}
