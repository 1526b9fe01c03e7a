import { isObject, type Json, type JsonObject, member } from '../../base/json'
import type { SavedEnd } from './format'

/** What stands before the events of a history that was imported: the whole is an answer of GetExecutionHistory, and a list needs no more than its first line. */
export interface ImportedHeader {
  readonly stepthrough: 'history'
  readonly version: 1
  /** When it was imported, in milliseconds since the epoch. */
  readonly savedAt: number
  /** The file of its definition, and the logical id in a template. */
  readonly file?: string
  readonly logicalId?: string
  readonly machine: string
  readonly executionArn?: string
  readonly execution?: string
  readonly input: string
  readonly status: SavedEnd['status']
  readonly error?: string
  /** Milliseconds that it has taken. */
  readonly duration: number
}

/** Characters of an input that a list shows. */
export const shownInput = 200

/** How the first line ends. */
export const opening = '"events":['

/** The header in the first line of an imported history; undefined: it is none. */
export function importedHeader(line: string): ImportedHeader | undefined {
  if (!line.endsWith(opening)) return undefined
  try {
    const header = JSON.parse(`${line}]}`) as Json
    return isObject(header) && isHeader(header) ? (header as unknown as ImportedHeader) : undefined
  } catch {
    return undefined
  }
}

const needed = { savedAt: 'number', machine: 'string', input: 'string', status: 'string', duration: 'number' } as const
const optional = { file: 'string', logicalId: 'string', execution: 'string', executionArn: 'string', error: 'string' } as const

function isHeader(header: JsonObject): boolean {
  const has = (names: { readonly [name: string]: string }, may: boolean) =>
    Object.entries(names).every(([name, type]) => {
      const value = member(header, name)
      return (may && value === undefined) || typeof value === type
    })
  return member(header, 'stepthrough') === 'history' && member(header, 'version') === 1 && has(needed, false) && has(optional, true)
}
