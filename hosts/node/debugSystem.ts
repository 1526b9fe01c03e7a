import { closeSync, mkdtempSync, openSync, realpathSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Run } from '../../core/run/prepare'
import { after } from './after'
import { begin } from './begin'
import { besideOptions } from './beside'
import { readText, reason } from './files'
import { nodePorts } from './ports'
import { recordingFiles } from './recordings'
import { newRunFile, pruneRuns } from './savedRuns'
import { openConfig } from './tasks/config'
import { optionsNear } from './tasks/templates'
import { mockFileOf } from './tests/mockFile'
import { suitesAt } from './tests/suite'

/** The debug adapter's `System` on Node. `clock`: real milliseconds. */
export const nodeSystem = (clock = () => performance.now()) => ({
  files: {
    read: async (path: string) => readText(path),
    parts: async (path: string) => recordingFiles(path),
    beside: besideOptions,
    reason,
    resolve: (path: string, from?: string) => (from === undefined ? resolve(path) : resolve(dirname(from), path)),
    same: (a: string, b: string) => spelling(a) === spelling(b) || resolved(a) === resolved(b),
    spelling,
    uriOf: (path: string) => pathToFileURL(path).href,
    pathOf,
    optionsNear,
    configuredMocks,
    tests,
  },
  begin: (run: Run, { program, ...options }: { readonly program: string } & Omit<Parameters<typeof begin>[1], 'folder'>) =>
    begin(run, { ...options, folder: dirname(program) }),
  ports: nodePorts({ task: () => ({ kind: 'timedOut' }), seed: 'debugger' }),
  rest: () => new Promise<void>((done) => setImmediate(done)),
  clock,
  after,
  saveIn,
  trace,
})

async function configuredMocks(definition: string, config: string | undefined) {
  const opened = await openConfig({ definition, config })
  if (opened.kind === 'wrong') return { problems: opened.problems }
  return opened.config.mockConfig === undefined ? undefined : resolve(opened.folder, opened.config.mockConfig)
}

/** Paths in what is said are whole: nobody knows what the client's folder is. */
async function tests(path: string) {
  const root = dirname(path)
  const suites = await suitesAt(path, { root, show: (file) => file })
  return Promise.all(suites.map(async (suite) => ({ ...suite, mockConfig: await mockFileOf(suite, root, undefined) })))
}

/** In a window of VS Code on another computer some requests name a file by its URI there. */
const remote = /^vscode-remote:\/\/[^/]*/i

function pathOf(text: string): string {
  if (!/^file:/i.test(text) && !remote.test(text)) return text
  try {
    return fileURLToPath(text.replace(remote, 'file://'))
  } catch {
    return text
  }
}

function resolved(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return spelling(path)
  }
}

function spelling(path: string): string {
  const full = normalize(resolve(path))
  return process.platform === 'win32' ? full.toLowerCase() : full
}

function saveIn(folder: string, name: string) {
  const { path, about, write, close } = newRunFile(folder, name)
  return {
    path,
    about,
    write,
    close: (mostBytes: number) => {
      close()
      pruneRuns(folder, mostBytes, path)
    },
  }
}

/** In a new folder among the temporary ones that only this user can look into, for payloads are in it. Written at once, so that it is whole when the process dies. */
function trace() {
  const path = join(mkdtempSync(join(tmpdir(), 'stepthrough-debug-')), `${process.pid}.log`)
  const file = openSync(path, 'ax', 0o600)
  return { path, write: (line: string) => void writeSync(file, line), close: () => closeSync(file) }
}
