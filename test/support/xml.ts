/** An element of XML. `text`: what stands directly in it. */
export interface Element {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly children: readonly Element[]
  readonly text: string
}

const named: { readonly [entity: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

/** Reads a document of XML 1.0 without a DTD, and throws at whatever is not well-formed. */
export function readXml(text: string): Element {
  let at = 0
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
  }
  if (!legal.test(text)) fail('a character that XML does not have')
  const take = (pattern: RegExp, what: string): RegExpExecArray => {
    pattern.lastIndex = at
    const match = pattern.exec(text) ?? fail(`no ${what}`)
    at = pattern.lastIndex
    return match
  }
  const decoded = (raw: string): string => {
    if (/[<]|]]>/.test(raw)) fail('< or ]]> in a text')
    return raw.replaceAll(/&([^;]*);?/g, (whole, entity: string) => {
      const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(entity)
      const character = number ? String.fromCodePoint(number[1] ? Number.parseInt(number[1], 16) : Number(number[2])) : named[entity]
      if (character === undefined || !whole.endsWith(';') || !legal.test(character)) return fail(`the entity ${whole}`)
      return character
    })
  }
  const element = (): Element => {
    const name = take(/<([A-Za-z_][\w.-]*)/y, 'tag')[1]!
    const attributes: Record<string, string> = {}
    while (text[at] === ' ') {
      const [, key, value] = take(/ ([A-Za-z_][\w.-]*)="([^"<]*)"/y, 'attribute')
      if (Object.hasOwn(attributes, key!)) fail(`the attribute ${key} twice`)
      // a reader makes blanks of line breaks and tabs that are not written as references
      attributes[key!] = decoded(value!.replaceAll(/[\t\n\r]/g, ' '))
    }
    const children: Element[] = []
    let own = ''
    if (take(/(\/?)>/y, 'end of a tag')[1] === '/') return { name, attributes, children, text: own }
    while (!text.startsWith('</', at)) {
      if (text[at] === '<') children.push(element())
      else own += decoded(take(/[^<]+/y, 'text')[0].replaceAll(/\r\n?/g, '\n'))
    }
    take(new RegExp(`</${name}>`, 'y'), `end of ${name}`)
    return { name, attributes, children, text: own }
  }
  take(/<\?xml version="1\.0" encoding="UTF-8"\?>\n/y, 'declaration')
  const root = element()
  take(/\s*$/y, 'end')
  return root
}
