import type { Workspace } from '../core/language/types'
import type { AslDocument } from '../core/model/document'

/** What the server needs of the computer that it runs on. */
export interface Host {
  /** One spelling of a file's URI: an editor may escape more characters than the host does. */
  canonicalUri(uri: string): string
  /** The files of the workspace's folders. `open`: what the editor has open, by its canonical URI, comes before the files. */
  workspace(open: (uri: string) => AslDocument | undefined): HostWorkspace
  /** The URI of a folder that a client names by its path alone. */
  uriOf(path: string): string
  /** The URI of the page of a rule, where the package has it. */
  rulePage(code: string): string | undefined
}

/**
 * The workspace as the features see it answers at once. Where files can only be read asynchronously it answers what has been read so far, and notes
 * what was missing: `load` reads that, and the question is put again.
 */
export interface HostWorkspace extends Workspace {
  /** Finds the definitions, templates and mock files in these folders. Answers whether the list has changed. */
  scan(folders: readonly string[]): Promise<boolean>
  /** Whether a scan of the folder of a file would find it. */
  isCandidate(uri: string): boolean
  /** A file has changed, come or gone. */
  changed(uri: string): void
  /** Reads what was missing since the last time. Undefined: nothing was. */
  load(): Promise<void> | undefined
}
