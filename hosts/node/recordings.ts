import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from './files'

/** A file of a recording. */
export interface RecordingFile {
  readonly path: string
  readonly text: string
}

const endings = /\.(json|jsonl|ndjson|log|txt|csv)$/i

/** The largest file that is read: a text cannot hold much more. */
const mostBytes = 400 * 1024 * 1024

/** The file that holds a recording; of a folder all that may, in the order of their names. Throws where one cannot be read. */
export function recordingFiles(path: string): RecordingFile[] {
  const paths = statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile() && endings.test(entry.name))
        .map(({ name }) => join(path, name))
        .sort()
    : [path]
  return paths.map((each) => ({ path: each, text: readText(each, mostBytes) }))
}
