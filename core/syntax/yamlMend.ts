import type { Problem } from '../base/problem'
import { MapBuilder, type OffsetMap } from './strings'

/** A text whose broken lines are whole again, with the places of its characters in the text as it stands. */
interface Mended {
  readonly text: string
  readonly map: OffsetMap
  readonly problems: readonly Problem[]
}

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly column: number
}

/** In place of a part of a line: an end that is missing, or indentation. */
interface Change {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** `- key: "a value`, `key: [1, 2`: the indentation with its dashes, and a value that begins with a quote or a bracket. */
const opened = /^([ \t]*(?:- +)*)(?:[^\s#"'[{][^#]*?:|-) +(["'[{].*)$/
const block = /(?::|-) +[|>][-+\d]*\s*(?:#.*)?$/
const most = 100

/**
 * Mends the lines of a text of YAML that is broken: tabs before a key; quotes and brackets that are not closed on their line while the next line
 * stands no deeper than the key, where YAML would read all of the rest as a part of the value; and brackets that close nothing, behind which YAML
 * reads nothing. Undefined where there are none; at most 100 are mended. The problems have their places in the text as it stands.
 */
export function mendLines(text: string): Mended | undefined {
  const lines = linesOf(text)
  const changes: Change[] = []
  const problems: Problem[] = []
  let within = -1
  let flow = 0
  for (const [i, line] of lines.entries()) {
    if (changes.length === most) break
    if (within !== -1 && line.column > within) continue
    within = block.test(line.text) ? line.column : -1
    const found = tabs(lines, i, line) ?? unclosed(lines, i, line) ?? (flow === 0 ? unopened(line) : undefined)
    flow = found === undefined ? Math.max(0, flow + balance(line.text)) : 0
    if (found === undefined) continue
    changes.push(found.change)
    problems.push({ code: 'INVALID_YAML', severity: 'error', ...found.problem })
  }
  return changes.length === 0 ? undefined : { ...changed(text, changes), problems }
}

type Found = { readonly change: Change; readonly problem: Pick<Problem, 'message' | 'offset' | 'length'> }

/** A line that begins with tabs is one of its neighbours' block. */
function tabs(lines: readonly Line[], i: number, line: Line): Found | undefined {
  const indentation = /^[ \t]*/.exec(line.text)![0]
  if (!indentation.includes('\t')) return undefined
  const before = lines[i - 1]
  const behind = lines[i + 1]
  const opens = before !== undefined && /(?::|-)\s*$/.test(before.text)
  const isDeeper = opens && behind !== undefined && behind.column > before.column && !behind.text.startsWith('\t')
  const column = isDeeper ? behind.column : (before?.column ?? 0) + (opens ? 2 : 0)
  const range = { offset: line.start, length: indentation.length }
  return {
    change: { ...range, text: ' '.repeat(before?.text.startsWith('\t') ? Math.max(0, column) : column) },
    problem: { ...range, message: 'YAML is indented with spaces, not with tabs.' },
  }
}

function unclosed(lines: readonly Line[], i: number, line: Line): Found | undefined {
  const match = opened.exec(line.text)
  if (match === null) return undefined
  const value = match[2]!.trimEnd()
  const end = endOf(value)
  const behind = lines[i + 1]
  if (end === '' || (behind !== undefined && behind.column > match[1]!.length)) return undefined
  const offset = line.end - match[2]!.length
  const isQuote = value.startsWith('"') || value.startsWith("'")
  return {
    change: { offset: offset + value.length, length: 0, text: end },
    problem: {
      offset,
      length: value.length,
      message: isQuote ? 'The string is not closed.' : `A "${end.at(-1)}" is missing: this is not closed.`,
    },
  }
}

/** A bracket that closes nothing on its line: what it should close is opened, it is of the other kind, or it is one too many. */
function unopened(line: Line): Found | undefined {
  const match = opened.exec(line.text)
  if (match === null) return undefined
  const value = match[2]!
  const from = line.end - value.length
  const open: string[] = []
  for (const { 0: part, index } of value.matchAll(parts)) {
    const closer = closers[part]
    if (closer !== undefined) open.push(closer)
    if (part !== ']' && part !== '}') continue
    if (open.at(-1) === part) {
      open.pop()
      continue
    }
    const top = open.at(-1)
    const opener = part === ']' ? '[' : '{'
    const isList = /^["']/.test(value) && value.replace(parts, '').includes(',')
    const offset = from + index
    const text = top === undefined || value.slice(index + 1).includes(top) ? ' ' : top
    return {
      change: isList ? { offset: from, length: 0, text: opener } : { offset, length: 1, text },
      problem: { offset, length: 1, message: `A "${opener}" is missing: there is nothing that this closes.` },
    }
  }
  return undefined
}

/** Quoted texts, closed or not (so that a line is read once), a comment, brackets. */
const parts = /"(?:\\.|[^"\\])*"?|'(?:''|[^'])*'?|[ \t]#.*$|[{}[\]]/g
const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/** How many brackets of a line are still open behind it. */
function balance(text: string): number {
  let count = 0
  for (const [part] of text.matchAll(parts)) count += closers[part] !== undefined ? 1 : part === ']' || part === '}' ? -1 : 0
  return count
}

/** What would close a value that begins with a quote or a bracket; empty where nothing has to. */
function endOf(value: string): string {
  const open: string[] = []
  for (const [part] of value.matchAll(/"(?:\\.|[^"\\])*("?)|'(?:''|[^'])*('?)|[{}[\]]/g)) {
    if (part === '{') open.push('}')
    else if (part === '[') open.push(']')
    else if (part === '}' || part === ']') open.pop()
    else if (part.length === 1 || !part.endsWith(part[0]!)) open.push(part[0]!)
    if (open.length === 0) return ''
  }
  return open.reverse().join('')
}

/** The lines that have text. The width of a tab is not known: it counts as none. */
function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < text.length; ) {
    const newLine = text.indexOf('\n', start)
    const next = newLine === -1 ? text.length : newLine + 1
    const line = text.slice(start, next).replace(/\r?\n$/, '')
    if (line.trim() !== '' && !/^\s*#/.test(line))
      lines.push({ start, end: start + line.length, text: line, column: /^ */.exec(line)![0].length })
    start = next
  }
  return lines
}

function changed(text: string, changes: readonly Change[]): { text: string; map: OffsetMap } {
  const map = new MapBuilder()
  let made = ''
  let at = 0
  for (const { offset, length, text: put } of changes) {
    map.add(made.length, at)
    made += text.slice(at, offset)
    map.add(made.length, offset)
    made += put
    at = offset + length
    map.add(made.length, at)
  }
  map.add(made.length, at)
  made += text.slice(at)
  return { text: made, map: map.end(made.length, text.length) }
}
