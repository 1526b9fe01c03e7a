import type { NamedText } from '../../../core/testFiles/prepareCase'
import type { Failure, FailureKind } from '../../../core/testFiles/types'
import { type Reader, readTextAt } from '../program'
import { UnreadableFile } from '../unreadable'

/** The text of a file that a test names, or why it cannot be read. */
export function readNamed(path: string, what: FailureKind, reader: Reader): NamedText | Failure {
  try {
    return { text: readTextAt(path, reader), file: reader.show(path) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { what, message: error.message }
    throw error
  }
}
