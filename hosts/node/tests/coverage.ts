import type { Execution } from '../../../core/interpreter'
import type { AslDocument, Definition } from '../../../core/model/document'
import { isDefinitionName } from '../../../core/model/fileNames'
import { mergeDefinitions } from '../../../core/run/coverage/merge'
import { Tally } from '../../../core/run/coverage/tally'
import type { DefinitionCoverage } from '../../../core/run/coverage/types'
import { type Reader, readDocumentAt } from '../program'
import { byPath } from '../projectFolders'
import { UnreadableFile } from '../unreadable'
import type { Shared } from './runCase'

/** Counts what tests reach of definitions: one for all that is run together. `nameOf`: what files are called in what comes of it. */
export class TestCoverage {
  private readonly tally = new Tally()
  /** What an execution that counts is given besides its own ports. */
  readonly ports = this.tally.ports

  constructor(private readonly nameOf: (path: string) => string) {}

  /** The definition that the cases of a suite run, and those that its tasks may start, count from now on. */
  add({ path, program, bound }: Pick<Shared, 'path' | 'program' | 'bound'>): void {
    const { document, definition } = program
    if (typeof definition !== 'string') this.count(path, document, definition)
    for (const nested of bound.programs ?? []) this.count(nested.path, nested.document, nested.definition)
  }

  /** All definitions of these files count, also those that no test runs. A file that cannot be read, or is no definition and no template, has none. */
  async addFiles(paths: readonly string[], reader: Reader): Promise<void> {
    for (const path of paths)
      try {
        const document = await readDocumentAt(path, reader, { running: true })
        if (isDefinitionName(path) || document.content !== 'definition')
          for (const definition of document.definitions) this.count(path, document, definition)
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error
      }
  }

  private count(path: string, { text, content }: AslDocument, { machine, logicalId }: Definition): void {
    const stateMachine = content === 'definition' ? undefined : logicalId
    this.tally.add({ file: this.nameOf(path), stateMachine, text, machine })
  }

  /** An execution that had the `ports` is over. */
  ended({ history }: Execution): void {
    this.tally.ended(history)
  }

  /** What was reached so far, in the order of the files and within them. One without states is left out. */
  get definitions(): readonly DefinitionCoverage[] {
    const found = mergeDefinitions(this.tally.coverage()).filter(({ states }) => states.length > 0)
    return found.sort((a, b) => byPath(a.file, b.file) || a.states[0]!.offset - b.states[0]!.offset)
  }
}
