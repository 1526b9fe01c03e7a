import { badArgument, type Host, type Members, memberOf, type Rows } from './types'

type Original = (this: unknown, ...args: unknown[]) => unknown

/** What the options of $formatNumber may change. */
const properties = [
  'decimal-separator',
  'grouping-separator',
  'exponent-separator',
  'infinity',
  'minus-sign',
  'NaN',
  'percent',
  'per-mille',
  'zero-digit',
  'digit',
  'pattern-separator',
]

const outOfRange = (value: unknown) => ({ code: 'D1001', value })

/** $formatNumber, $formatInteger, $fromMillis and their like: the package's, with arguments that it can take. */
export function formats({ budget, datetime, fn }: Host): Rows {
  const original = (name: string) => (datetime[name] ?? fn[name]) as Original
  /** Analysing a picture takes the square of its length. */
  const checked = (index: number, picture: unknown): string => {
    if (typeof picture !== 'string') throw badArgument(index, picture)
    budget.check(picture.length ** 2)
    budget.work(picture.length >> 2)
    return picture
  }
  const finite = (value: number | undefined): void => {
    if (value !== undefined && !Number.isFinite(value)) throw outOfRange(value)
  }
  const formatNumber = original('formatNumber')
  const formatInteger = original('formatInteger')
  const formatBase = original('formatBase')
  const parseInteger = original('parseInteger')
  const fromMillis = original('fromMillis')
  const toMillis = original('toMillis')
  return {
    formatNumber(value: number | undefined, picture: string, options?: Members) {
      if (value === undefined) return undefined
      finite(value)
      for (const name of properties) {
        const text = options === undefined ? undefined : memberOf(options, name)
        if (text !== undefined && (typeof text !== 'string' || text === '')) throw badArgument(3, options)
      }
      return formatNumber(value, checked(2, picture), options)
    },
    formatInteger(value: number | undefined, picture: string) {
      if (value === undefined) return undefined
      finite(value)
      return formatInteger(value, checked(2, picture))
    },
    formatBase(value: number | undefined, radix?: number) {
      finite(value)
      if (radix !== undefined && !Number.isFinite(radix)) throw { code: 'D3100', value: radix }
      return formatBase(value, radix)
    },
    parseInteger: (text: string | undefined, picture: string) => (text === undefined ? undefined : parseInteger(text, checked(2, picture))),
    fromMillis(millis: number | undefined, picture?: string, timezone?: string) {
      if (millis === undefined) return undefined
      const offset = timezone === undefined ? 0 : Number.parseInt(timezone, 10)
      if (Number.isNaN(offset)) throw badArgument(3, timezone)
      const shifted = millis + (60 * Math.floor(offset / 100) + (offset % 100)) * 60_000
      if (Number.isNaN(new Date(shifted).getTime())) throw outOfRange(millis)
      return fromMillis(millis, picture === undefined ? undefined : checked(2, picture), timezone)
    },
    toMillis(text: string | undefined, picture?: string) {
      if (text === undefined) return undefined
      const millis = toMillis.call(this, text, picture === undefined ? undefined : checked(2, picture))
      if (Number.isNaN(millis)) throw { code: 'D3110', value: text }
      return millis
    },
  }
}
