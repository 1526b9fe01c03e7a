import { isFunction } from './package'
import { run } from './run'

/** Writes a value piece by piece, so that one with shared parts, which is small until it is written, stops at the limit. */
class Writer {
  text = ''

  constructor(
    private readonly indent: boolean,
    private readonly number: (value: number) => string,
    private readonly add: (length: number) => void,
  ) {}

  value(value: unknown, margin: string): void {
    this.add(this.text.length)
    if (typeof value === 'string') this.text += JSON.stringify(value)
    else if (typeof value === 'number') this.text += this.number(value)
    else if (isFunction(value)) this.text += '""'
    else if (Array.isArray(value)) this.list(value, margin, '[', ']', (item, inner) => this.value(item === undefined ? null : item, inner))
    else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter(([, item]) => item !== undefined)
      this.list(members, margin, '{', '}', ([key, item], inner) => {
        this.text += `${JSON.stringify(key)}:${this.indent ? ' ' : ''}`
        this.value(item, inner)
      })
    } else this.text += String(value)
  }

  private list<T>(items: readonly T[], margin: string, open: string, close: string, write: (item: T, margin: string) => void): void {
    if (items.length === 0) {
      this.text += open + close
      return
    }
    const inner = this.indent ? `${margin}  ` : ''
    const before = this.indent ? `\n${inner}` : ''
    this.text += open
    for (let i = 0; i < items.length; i++) {
      this.text += (i > 0 ? ',' : '') + before
      write(items[i]!, inner)
    }
    this.text += (this.indent ? `\n${margin}` : '') + close
  }
}

/** A number with the 15 digits that $string gives it. */
function rounded(value: number): string {
  if (Number.isNaN(value)) return 'null'
  if (!Number.isFinite(value)) throw { code: 'D1001', value }
  return String(Number(value.toPrecision(15)))
}

/**
 * As JSON.stringify in the package's $string, within the budget; `indent`: by two blanks. Functions are empty texts, numbers have 15
 * digits, and an infinite one throws D1001.
 */
export function jsonText(value: unknown, indent = false): string {
  const { budget } = run
  const writer = new Writer(indent, rounded, (length) => {
    budget.work(1)
    budget.check(length)
  })
  writer.value(value, '')
  return writer.text
}

/** Characters of a value in an error's text. */
const maxShown = 100_000

/** A value in an error's text, cut after 100,000 characters, where nobody reads on. */
export function shownText(value: unknown): string {
  if (value === undefined) return 'undefined'
  const cut = {}
  const writer = new Writer(
    false,
    (n) => (Number.isFinite(n) ? String(n) : 'null'),
    (length) => {
      if (length > maxShown) throw cut
    },
  )
  try {
    writer.value(value, '')
  } catch (error) {
    if (error !== cut) throw error
  }
  return writer.text.length > maxShown ? `${writer.text.slice(0, maxShown)}...` : writer.text
}
