import path from 'node:path'
import { editor, globbed, heard, openDocument, registered, workspaceFolder } from './editor'
import { FileType, type Range, Uri, type WorkspaceEdit } from './values'

const folderUri = Uri.file(workspaceFolder)
const folder = { uri: folderUri, name: 'w', index: 0 }
const isInside = (file: string) => file.startsWith(`${workspaceFolder}/`)
const relative = (file: string) => (isInside(file) ? path.posix.relative(workspaceFolder, file) : file)

function namesIn(uri: Uri): [string, number][] {
  const inside = [...editor.files.keys()].filter((file) => file.startsWith(`${uri.path}/`))
  const steps = inside.map((file) => file.slice(uri.path.length + 1).split('/'))
  return [...new Map(steps.map(([name, below]) => [name!, below === undefined ? FileType.File : FileType.Directory]))]
}

export const workspace = {
  get workspaceFolders() {
    return editor.folderless ? undefined : [folder]
  },
  get textDocuments() {
    return [...editor.documents.values()]
  },
  get isTrusted() {
    return !editor.untrusted
  },
  onDidChangeTextDocument: heard('changed'),
  onDidOpenTextDocument: heard('opened'),
  onDidCloseTextDocument: heard('closed'),
  onDidSaveTextDocument: heard('saved'),
  onDidChangeConfiguration: heard('configuration'),
  registerTextDocumentContentProvider(_scheme: string, provider: unknown) {
    editor.providers.content!.push(provider)
    return registered()
  },
  openTextDocument: async (what: Parameters<typeof openDocument>[0]) => openDocument(what),
  asRelativePath: (file: string | Uri) => relative(typeof file === 'string' ? file : file.path),
  getWorkspaceFolder: ({ path: file }: Uri) => (isInside(file) ? folder : undefined),

  async findFiles(include: string, exclude: string, most = Number.POSITIVE_INFINITY) {
    const found = [...editor.files.keys()].filter(
      (file) => isInside(file) && globbed(include).test(relative(file)) && !globbed(exclude).test(relative(file)),
    )
    return found.slice(0, most).map(Uri.file)
  },

  getConfiguration(section: string) {
    const name = (key: string) => `${section}.${key}`
    return {
      get: (key: string, otherwise?: unknown) => (editor.settings.has(name(key)) ? editor.settings.get(name(key)) : otherwise),
      inspect: (key: string) => ({ workspaceValue: editor.settings.get(name(key)) }),
      update: async (key: string, value: unknown) => void editor.settings.set(name(key), value),
    }
  },

  createFileSystemWatcher() {
    const { event } = editor.filesChanged
    return { onDidCreate: event, onDidChange: event, onDidDelete: event, dispose: () => undefined }
  },

  async applyEdit({ changes }: WorkspaceEdit) {
    // behind before in front, so that the places of the others stay
    const at = ({ range }: { range?: Range }) => range?.start ?? { line: 0, character: 0 }
    const order = [...changes].sort((a, b) => at(b).line - at(a).line || at(b).character - at(a).character)
    for (const { uri, range, text } of order)
      if (uri.path.includes('/readonly/')) return false
      else if (range) openDocument(uri).replace(range, text)
      else editor.files.set(uri.path, text)
    return true
  },

  fs: {
    async readDirectory(uri: Uri) {
      const names = namesIn(uri)
      if (names.length === 0) throw new Error(`There is no folder ${uri.path}`)
      return names
    },
    async stat(uri: Uri) {
      if (editor.files.has(uri.path)) return { type: FileType.File }
      if (namesIn(uri).length > 0) return { type: FileType.Directory }
      throw new Error(`There is no ${uri.path}`)
    },
    async readFile(uri: Uri) {
      const text = editor.files.get(uri.path)
      if (text === undefined) throw new Error(`There is no ${uri.path}`)
      return new TextEncoder().encode(text)
    },
    writeFile: async (uri: Uri, bytes: Uint8Array) => void editor.files.set(uri.path, new TextDecoder().decode(bytes)),
    createDirectory: async () => undefined,
    delete: async ({ path }: Uri) => {
      editor.shown.push(`deletes ${path}`)
      editor.files.delete(path)
    },
    async copy(from: Uri, to: Uri, { overwrite }: { overwrite: boolean }) {
      if ((editor.files.has(to.path) || namesIn(to).length > 0) && !overwrite) throw new Error(`There is a file ${to.path}`)
      for (const [name, text] of editor.files) {
        const below = name.slice(from.path.length)
        if (name.startsWith(from.path) && (below === '' || below.startsWith('/'))) editor.files.set(to.path + below, text)
      }
    },
  },
}
