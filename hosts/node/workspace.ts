import { readdirSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { besideOptions } from '../../core/language/templates'
import type { Workspace } from '../../core/language/types'
import type { AslDocument } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import { isServedName } from '../../core/model/fileNames'
import { isYamlLoaded, parseDocument } from '../../core/model/parse'
import { mayName, readText } from './files'
import { isProjectFolder } from './projectFolders'

/** Bigger files are not looked into: a definition has at most 1 MiB. */
const maxBytes = 2 * 1024 * 1024
/** A folder with more files than these is no project of state machines. */
const maxFiles = 5_000
const maxDepth = 12

const isCandidate = (uri: string): boolean => isServedName(decodeURIComponentSafely(uri))

function decodeURIComponentSafely(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

interface Read {
  readonly stamp: string
  readonly text: string
  document?: AslDocument
  /** The texts of the files that belong to it, as the document was read with. */
  around?: readonly string[] | undefined
}

/** One spelling of a file's URI: an editor may escape more characters than Node does. Other URIs stay as they are. */
export function canonicalUri(uri: string): string {
  const path = pathOf(uri)
  return path === undefined ? uri : uriOf(path)
}

/** The workspace of a program on this computer: files by their `file:` URIs. What the editor has open comes before the disk. */
export class FileWorkspace implements Workspace {
  private readonly cache = new Map<string, Read>()
  private found: readonly string[] = []
  private roots: readonly string[] = []
  /** What `mayRead` has answered since the last scan. */
  private readonly allowed = new Map<string, boolean>()

  /** `open` gets canonical URIs. */
  constructor(private readonly open: (uri: string) => AslDocument | undefined = () => undefined) {}

  document(uri: string): AslDocument | undefined {
    const open = this.open(canonicalUri(uri))
    if (open !== undefined) return open
    const read = this.read(uri)
    if (read === undefined) return undefined
    const { beside } = besideOptions(uri, this)
    const around = beside === undefined ? undefined : [...beside.values()]
    if (read.document === undefined || around?.some((text, i) => text !== read.around?.[i])) {
      const kind = kindOf(basename(pathOf(uri) ?? uri), read.text)
      if (kind.format === 'yaml' && !isYamlLoaded()) return undefined
      read.document = parseDocument(read.text, kind, beside && { beside })
      read.around = around
    }
    return read.document
  }

  exists(uri: string): boolean {
    return stampOf(uri) !== undefined
  }

  text(uri: string): string | undefined {
    return this.open(canonicalUri(uri))?.text ?? this.read(uri)?.text
  }

  documents(): readonly string[] {
    return this.found
  }

  siblings(uri: string): readonly string[] {
    const path = pathOf(uri)
    if (path === undefined) return []
    try {
      return readdirSync(dirname(path), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .slice(0, maxFiles)
        .map((entry) => uriOf(join(dirname(path), entry.name)))
    } catch {
      return []
    }
  }

  resolve(base: string, path: string): string | undefined {
    const from = pathOf(base)
    if (from === undefined || path === '' || path.includes('\0') || /^\w\w+:/.test(path)) return undefined
    const target = resolve(dirname(from), path)
    return this.mayRead(dirname(from), target) ? uriOf(target) : undefined
  }

  private mayRead(folder: string, target: string): boolean {
    const key = `${folder}\0${target}`
    const known = this.allowed.get(key)
    if (known !== undefined) return known
    const allowed = mayName(folder, target, this.roots)
    if (this.allowed.size >= maxFiles) this.allowed.clear()
    this.allowed.set(key, allowed)
    return allowed
  }

  /** Finds the definitions, templates and mock files in these folders. Answers whether the list has changed. */
  async scan(folders: readonly string[]): Promise<boolean> {
    const found: string[] = []
    this.roots = folders.flatMap((uri) => pathOf(uri) ?? [])
    this.allowed.clear()
    const queue = this.roots.map((path) => ({ path, depth: 0 }))
    let files = 0
    for (let at = queue.shift(); at !== undefined && files < maxFiles; at = queue.shift()) {
      const { path, depth } = at
      const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        if (entry.isDirectory()) {
          if (depth < maxDepth && isProjectFolder(entry.name)) queue.push({ path: join(path, entry.name), depth: depth + 1 })
        } else if (entry.isFile() && ++files <= maxFiles && isServedName(entry.name)) found.push(uriOf(join(path, entry.name)))
      }
    }
    const changed = found.length !== this.found.length || found.some((uri, i) => uri !== this.found[i])
    this.found = found
    return changed
  }

  /** Whether a scan of the folder of a file would find it. */
  isCandidate(uri: string): boolean {
    return isCandidate(uri)
  }

  /** What has changed is seen when it is read. */
  changed(): void {}

  /** Nothing is ever missing: files are read when they are asked for. */
  load(): undefined {}

  private read(uri: string): Read | undefined {
    const path = pathOf(uri)
    const stamp = stampOf(uri)
    if (path === undefined || stamp === undefined) return undefined
    const known = this.cache.get(path)
    if (known?.stamp === stamp) return known
    try {
      const read: Read = { stamp, text: readText(path) }
      this.cache.set(path, read)
      return read
    } catch {
      return undefined
    }
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined
  } catch {
    return undefined
  }
}

const uriOf = (path: string): string => pathToFileURL(path).href

/** Changes when the file does; undefined where there is no plain file of a size that is read. */
function stampOf(uri: string): string | undefined {
  const path = pathOf(uri)
  if (path === undefined) return undefined
  try {
    const stat = statSync(path)
    const { mtimeMs, size, ino } = stat
    return size > maxBytes || !stat.isFile() ? undefined : `${mtimeMs} ${size} ${ino}`
  } catch {
    return undefined
  }
}
