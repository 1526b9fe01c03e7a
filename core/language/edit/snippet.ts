/**
 * Snippets are written once, as JSON with LSP's placeholders (`"${1:name}"`, `$0`, `${1|a,b|}`), and printed as the text wants them:
 * JSON with the editor's indentation, block YAML, or plain text for a client without snippets.
 */
type Part =
  | {
      readonly kind: 'object'
      readonly members: readonly { readonly key: string; readonly value: Part | undefined }[]
      readonly open: boolean
    }
  | { readonly kind: 'array'; readonly items: readonly Part[] }
  | { readonly kind: 'raw'; readonly text: string }

/** How a snippet is printed. */
export interface Style {
  /** `flow`: JSON, in braces and quotes. `block`: YAML's lines. */
  readonly style: 'flow' | 'block'
  /** What one step of indentation is. */
  readonly unit: string
  /** Whether placeholders stay, for a client that takes them; else their defaults stand in their place. */
  readonly snippets: boolean
}

/** The value of a snippet as it stands behind `key:`; in block YAML it may begin with a line break. */
export function printValue(snippet: string, { style, unit, snippets }: Style): string {
  const source = snippets ? snippet : complete(snippet)
  const text = style === 'flow' ? ` ${source.replaceAll('\t', unit)}` : block(parse(source), '', unit)
  return snippets ? text : withoutPlaceholders(text)
}

/** Where a placeholder is all that stands for members, items or a value, there is something to read without it too. */
const complete = (snippet: string): string =>
  snippet
    .replace(/([[{])\s*\$\d\s*([\]}])/g, '$1$2')
    .replace(/,\s*\$\d(?=\s*[\]}])/g, '')
    .replace(/(^|:)(\s*)\$\d(?=\s*[,}\]]|$)/g, '$1$2null')

/** The text with its placeholders' defaults, for a client that has no snippets. */
export function withoutPlaceholders(text: string): string {
  return text.replace(/\\([$}\\])|\$\d+|\$\{\d+\}|\$\{\d+\|([^,|}]*)[^}]*\}|\$\{\d+:((?:[^\\}]|\\.)*)\}/g, (_, escaped, choice, value) =>
    escaped !== undefined ? escaped : choice !== undefined ? choice : value !== undefined ? value.replace(/\\(.)/g, '$1') : '',
  )
}

/** A literal text as part of a snippet, so that nothing in it is a placeholder. Source: LSP, "Snippet Syntax". */
export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&')

/** JSON as a snippet without placeholders. */
export const jsonSnippet = (json: string): string => json.replace(/[\\$]/g, '\\$&')

function parse(source: string): Part {
  let at = 0
  const space = () => {
    while (/\s/.test(source[at] ?? '')) at++
  }
  /** `$1`, `${1:a}` and `\$` are skipped as a whole, so that the braces in them are not JSON's. */
  const placeholder = () => {
    if (source[at] === '\\') at += 2
    else if (source[at] === '$' && source[at + 1] === '{') {
      let depth = 0
      for (; at < source.length; at++) {
        if (source[at] === '\\') at++
        else if (source[at] === '{') depth++
        else if (source[at] === '}' && --depth === 0) break
      }
      at++
    } else at++
  }
  const string = (): string => {
    const from = at++
    while (at < source.length && source[at] !== '"') {
      // An escaped backslash is one of JSON's own, which escapes what follows.
      const ofJson = source.startsWith('\\\\', at)
      placeholder()
      if (ofJson) placeholder()
    }
    at++
    return source.slice(from, at)
  }
  const value = (): Part => {
    space()
    if (source[at] === '{') return object()
    if (source[at] === '[') return array()
    if (source[at] === '"') return { kind: 'raw', text: string() }
    const from = at
    while (at < source.length && !/[\s,\]}]/.test(source[at]!)) placeholder()
    if (at === from) at++
    return { kind: 'raw', text: source.slice(from, at) }
  }
  const object = (): Part => {
    const members: { key: string; value: Part | undefined }[] = []
    let open = false
    for (at++, space(); at < source.length && source[at] !== '}'; space()) {
      if (source[at] === ',') at++
      else if (source[at] === '"') {
        const key = string()
        space()
        if (source[at] === ':') at++
        members.push({ key, value: value() })
      } else {
        members.push({ key: (value() as Part & { kind: 'raw' }).text, value: undefined })
        open = true
      }
    }
    at++
    return { kind: 'object', members, open }
  }
  const array = (): Part => {
    const items: Part[] = []
    for (at++, space(); at < source.length && source[at] !== ']'; space()) {
      if (source[at] === ',') at++
      else items.push(value())
    }
    at++
    return { kind: 'array', items }
  }
  return value()
}

/** What stands behind `key:` or `-`. */
function block(part: Part, indent: string, unit: string): string {
  if (part.kind === 'raw') return ` ${scalar(part.text)}`
  const inner = indent + unit
  if (part.kind === 'array') {
    if (part.items.length === 0) return ' []'
    return part.items.map((item) => `\n${inner}- ${entry(item, `${inner}  `, unit)}`).join('')
  }
  if (part.members.length === 0) return ' {}'
  return part.members.map((member) => `\n${inner}${memberText(member, inner, unit)}`).join('')
}

type MemberPart = (Part & { kind: 'object' })['members'][number]

const memberText = ({ key, value }: MemberPart, indent: string, unit: string) =>
  value === undefined ? key : `${scalar(key)}:${block(value, indent, unit)}`

/** An item behind its dash: the first member on the dash's line. */
function entry(part: Part, indent: string, unit: string): string {
  if (part.kind === 'object' && part.members.length > 0) return part.members.map((m) => memberText(m, indent, unit)).join(`\n${indent}`)
  if (part.kind === 'array' && part.items.length > 0)
    return part.items.map((item) => `- ${entry(item, `${indent}  `, unit)}`).join(`\n${indent}`)
  return block(part, indent, unit).trimStart()
}

/** A quoted text as a plain scalar, where YAML reads it the same way. */
function scalar(text: string): string {
  if (!text.startsWith('"')) return text
  const inner = text.slice(1, -1)
  const sample = withoutPlaceholders(inner)
  return isPlain(sample) && sample !== '' ? inner : text
}

const notText = /^(?:true|false|null|yes|no|on|off|y|n|~|[-+.]?\d.*)$/i

/** Whether YAML reads the text without quotes as that very string. */
export const isPlain = (text: string): boolean =>
  /^[A-Za-z_/][\w ./$*-]*(?::[\w./$*:-]*)*$/.test(text) && !notText.test(text) && !/\s$|:$/.test(text)
