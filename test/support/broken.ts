import { analyse } from '../../core/analysis/analyse'
import type { Problem } from '../../core/base/problem'
import { complete } from '../../core/language/features/completion'
import { documentSymbols } from '../../core/language/features/symbols'
import type { DocumentSymbol } from '../../core/language/types'
import type { AslDocument } from '../../core/model/document'
import type { Member, Node } from '../../core/syntax/node'
import { descendants, nodeAt, parentOf } from '../../core/syntax/walk'
import { contextOf } from './editor'

/** A text with one character of its punctuation left out, or written twice. */
export interface Break {
  readonly text: string
  readonly offset: number
  readonly sign: string
  readonly twice: boolean
}

/** Every place of a text of JSON where a bracket, a quote, a comma or a colon can be missing, or be there twice. */
export function* breaksOf(text: string): Generator<Break> {
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const [sign] = match
    const places = sign.startsWith('"') ? [match.index, match.index + sign.length - 1] : [match.index]
    for (const offset of places)
      for (const twice of [false, true]) {
        const inserted = twice ? text[offset]! : ''
        yield { text: text.slice(0, offset) + inserted + text.slice(offset + (twice ? 0 : 1)), offset, sign: text[offset]!, twice }
      }
  }
}

/** The names of the outline with those around them, and how often each is there. */
export function outline(document: AslDocument): string[] {
  const names = (symbols: readonly DocumentSymbol[], around: string): string[] =>
    symbols.flatMap(({ name, children }) => [`${around}/${name}`, ...names(children, `${around}/${name}`)])
  return names(documentSymbols(document), '')
}

/** The path in the outline of the innermost state around an offset. */
export function stateAt(document: AslDocument, offset: number): string {
  const within = (symbols: readonly DocumentSymbol[], around: string): string => {
    for (const { name, range, children } of symbols)
      if (offset >= range.offset && offset <= range.offset + range.length) return within(children, `${around}/${name}`)
    return around
  }
  return within(documentSymbols(document), '')
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length

/** The lines of the innermost object or array around an offset, with that of its key. */
function linesAround(document: AslDocument, offset: number): [number, number] {
  let node: Node | Member | undefined = nodeAt(document.root, offset)
  while (node !== undefined && node.kind !== 'object' && node.kind !== 'array') node = node.kind === 'member' ? node.parent : parentOf(node)
  // a bracket belongs to the object around it too
  if (node !== undefined && (node.offset === offset || node.offset + node.length === offset + 1)) node = parentOf(node) ?? node
  const found = node ?? document.root!
  return [lineOf(document.text, found.offset), lineOf(document.text, found.offset + found.length)]
}

/** What of a broken text is of use. Each is 1 or 0 but for `errors`. */
export interface Use {
  readonly outline: boolean
  readonly targets: boolean
  readonly mistakes: boolean
  readonly place: boolean
  /** How many more problems than the text had before. */
  readonly errors: number
  readonly said: string
}

/** The mistakes that a text was given are known by these codes and texts. */
const key = (document: AslDocument, { code, offset, length }: Problem) => `${code} ${document.text.slice(offset, offset + length)}`

export function useOf(whole: AslDocument, broken: AslDocument, at: Break): Use {
  const hurt = stateAt(whole, at.offset)
  const isElsewhere = (path: string) => path !== hurt && (hurt === '' || !path.startsWith(`${hurt}/`))
  const names = outline(broken)
  const lost = outline(whole).filter((path) => isElsewhere(path) && !names.includes(path))
  const expected = analyse(whole)
  const wanted = expected.filter((problem) => problem.code !== 'UNREACHABLE_STATE' && stateAt(whole, problem.offset) !== hurt)
  const problems = analyse(broken)
  const found = problems.map((problem) => key(broken, problem))
  const missed = wanted.filter((problem) => !found.includes(key(whole, problem)))
  const known = new Set(expected.map((problem) => key(whole, problem)))
  const more = problems.filter((problem) => !known.has(key(broken, problem)))
  const syntax = problems.filter(({ code }) => code.startsWith('INVALID_JSON_D') || code === 'INVALID_YAML')
  const [first, last] = linesAround(whole, at.offset)
  const targets = targetsMissing(whole, broken, hurt)
  return {
    outline: lost.length === 0,
    targets: targets.length === 0,
    mistakes: missed.length === 0,
    place: syntax.every(({ offset }) => lineOf(broken.text, offset) >= first && lineOf(broken.text, offset) <= last),
    errors: more.length,
    said: [
      ...(lost.length ? [`lost ${lost.join(' ')}`] : []),
      ...(targets.length ? [`targets ${targets.join(' ')}`] : []),
      ...missed.map((problem) => `missed ${key(whole, problem)}`),
      `in lines ${first}-${last}`,
      ...more.map(({ offset, code, message }) => `${lineOf(broken.text, offset)} ${code} ${message}`),
    ].join('\n    '),
  }
}

/** The states that completion does not offer at the first Next of the outermost machine that stands elsewhere. */
function targetsMissing(whole: AslDocument, broken: AslDocument, hurt: string): string[] {
  const top = hurt.split('/')[1]
  const names = documentSymbols(whole).map(({ name }) => name)
  for (const node of broken.root === undefined ? [] : descendants(broken.root)) {
    if (node.kind !== 'member' || node.key.value !== 'Next' || node.value?.kind !== 'string') continue
    if (node.value.value !== 'Probe') continue
    const items = complete({ uri: 'file:///x', document: broken }, node.value.offset + 1, contextOf()).map(({ label }) => label)
    return names.filter((name) => name !== top && name !== 'From' && !items.includes(name))
  }
  return top === 'From' ? [] : ['?']
}

/** A text while a line of it is being typed: what stands behind the cursor on its line is not there yet. */
export function* halfTyped(text: string): Generator<Break> {
  for (let offset = text.search(/\S/); offset < text.length; offset++) {
    const start = text.lastIndexOf('\n', offset - 1) + 1
    const end = text.indexOf('\n', offset)
    // without its key nobody knows what an object is
    if (/[{[]$/.test(text.slice(start, end)) && /^[^:]*"/.test(text.slice(offset, end))) continue
    if (end === -1 || /^\s*[}\]]*,?$/.test(text.slice(offset, end)) || text.slice(start, offset).trim() === '') continue
    yield { text: text.slice(0, offset) + text.slice(end), offset, sign: text.slice(offset, end), twice: false }
  }
}
