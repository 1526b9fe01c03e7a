import type { Workspace } from '../../core/language/types'
import type { AslDocument } from '../../core/model/document'
import { kindOf, mayBeOurs } from '../../core/model/fileKind'
import { isYamlLoaded, loadYaml, parseDocument } from '../../core/model/parse'

/** Files that are asked for over a distance, by URIs of any scheme. */
export interface Files {
  /** Definitions, templates and mock files in folders, by their names. */
  find(folders: readonly string[]): Promise<readonly string[]>
  /** The files in the folder of a file. */
  siblings(uri: string): Promise<readonly string[]>
  /** Undefined where there is no such file, or one that is too large. */
  read(uri: string): Promise<string | undefined>
}

interface Read {
  readonly text: string | undefined
  document?: AslDocument | undefined
}

/** The workspace where files are read asynchronously. What has not been read yet is missing: `load` reads it, and who asked asks again. */
export class LoadedWorkspace implements Workspace {
  private readonly texts = new Map<string, Read>()
  private readonly folders = new Map<string, readonly string[]>()
  private readonly missing = new Map<string, () => Promise<void>>()
  private found: readonly string[] = []
  private roots: readonly string[] = []

  constructor(
    private readonly files: Files,
    private readonly open: (uri: string) => AslDocument | undefined = () => undefined,
  ) {}

  document(uri: string): AslDocument | undefined {
    const open = this.open(uri)
    if (open !== undefined) return open
    const read = this.read(uri)
    if (read?.text === undefined) return undefined
    if (read.document === undefined) {
      const kind = kindOf(nameOf(uri), read.text)
      if (kind.format === 'yaml' && !isYamlLoaded()) {
        this.missing.set('YAML', loadYaml)
        return undefined
      }
      read.document = parseDocument(read.text, kind)
    }
    return read.document
  }

  exists(uri: string): boolean {
    return this.siblings(uri).includes(uri)
  }

  text(uri: string): string | undefined {
    return this.open(uri)?.text ?? this.read(uri)?.text
  }

  documents(): readonly string[] {
    return this.found
  }

  siblings(uri: string): readonly string[] {
    const folder = folderOf(uri)
    const known = this.folders.get(folder)
    if (known === undefined)
      this.missing.set(folder, async () => {
        this.folders.set(folder, await this.files.siblings(uri).catch(() => []))
      })
    return known ?? []
  }

  /** A path leads beside the file that names it, or into a folder of the workspace. */
  resolve(base: string, path: string): string | undefined {
    if (path === '' || path.includes('\0') || /^\w\w+:/.test(path) || path.startsWith('//')) return undefined
    try {
      const { href } = new URL(encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F'), base)
      const allowed = [folderOf(base), ...this.roots.map((root) => `${root.replace(/\/$/, '')}/`)]
      return allowed.some((folder) => href.startsWith(folder)) ? href : undefined
    } catch {
      return undefined
    }
  }

  async scan(folders: readonly string[]): Promise<boolean> {
    this.roots = folders
    const found = [...(await this.files.find(folders).catch(() => []))].sort()
    const changed = found.length !== this.found.length || found.some((uri, i) => uri !== this.found[i])
    this.found = found
    return changed
  }

  isCandidate(uri: string): boolean {
    return mayBeOurs(nameOf(uri))
  }

  changed(uri: string): void {
    this.texts.delete(uri)
    this.folders.delete(folderOf(uri))
  }

  load(): Promise<void> | undefined {
    if (this.missing.size === 0) return undefined
    const loads = [...this.missing.values()]
    this.missing.clear()
    return Promise.all(loads.map((load) => load())).then(() => {})
  }

  private read(uri: string): Read | undefined {
    const known = this.texts.get(uri)
    if (known === undefined)
      this.missing.set(uri, async () => {
        this.texts.set(uri, { text: await this.files.read(uri).catch(() => undefined) })
      })
    return known
  }
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1)

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
