import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { mayHaveBeside, namesBeside } from '../../core/model/fileNames'
import { maxTextLength, type ParseOptions } from '../../core/model/parse'
import { readText } from './files'

/** A folder with more entries is no project of one template. */
const mostEntries = 1_000

/** The texts of the files beside a file that belong to it: see `namesBeside`. What cannot be read, or may not, is left out. */
export function besideOptions(path: string, mayRead: (path: string) => boolean = () => true): Pick<ParseOptions, 'beside'> {
  const name = basename(path)
  if (!mayHaveBeside(name)) return {}
  const texts = namesBeside(name, entriesOf(dirname(path))).flatMap((each) => {
    const other = join(dirname(path), each)
    try {
      return mayRead(other) ? [[each, readText(other, maxTextLength)] as const] : []
    } catch {
      return []
    }
  })
  return texts.length === 0 ? {} : { beside: new Map(texts) }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, mostEntries)
  } catch {
    return []
  }
}
