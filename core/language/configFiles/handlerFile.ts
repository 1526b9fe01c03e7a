import { type RuntimeRow, runtimes } from '../../tasks/lambda/runtimes'
import type { Workspace } from '../types'
import { type Exports, exportsOf } from './exports'

/** What no bootstrap of ours runs, and a link leads to all the same: `file.Class::method` of Ruby. */
const ruby: Pick<RuntimeRow, 'extensions' | 'module'> = {
  extensions: ['.rb'],
  module: (handler) => handler.replace(/\.[^./]*$/, '').replaceAll('::', '/'),
}

/** Where the code of a handler may be, relative to its folder, in the order in which it is looked for. `runtime`: told from the file where it is undefined. */
export function handlerPaths(handler: string, runtime?: string): string[] {
  const own = runtime === undefined ? undefined : Object.values(runtimes).filter(({ names }) => names.test(runtime))
  const rows = own === undefined || own.length === 0 ? [...Object.values(runtimes), ruby] : own
  return [...new Set(rows.flatMap(({ extensions, module }) => extensions.map((extension) => module(handler) + extension)))]
}

/** The file of a handler, and the function in it. */
interface HandlerFile {
  readonly uri: string
  readonly exports: Exports
  /** What the file has to export: `handler` of `index.handler`, `api` of `index.api.handler`. */
  readonly name: string
  /** The handler without that name. */
  readonly module: string
  /** Where the name stands; undefined where it is not seen. */
  readonly offset: number | undefined
}

/** The file of a handler that is written in the file `base`; undefined where there is none. */
export function handlerFile(base: string, handler: string, runtime: string | undefined, workspace: Workspace): HandlerFile | undefined {
  for (const path of handlerPaths(handler, runtime)) {
    const uri = workspace.resolve(base, path)
    if (uri === undefined || !workspace.exists(uri)) continue
    const exports = exportsOf(path, workspace.text(uri) ?? '')
    const dot = path.endsWith('.py') ? handler.lastIndexOf('.') : runtimes.nodejs.module(handler).length
    const name = handler.slice(dot + 1).replace(/\..*$/, '')
    return { uri, exports, name, module: handler.slice(0, dot), offset: exports.found.find((each) => each.name === name)?.offset }
  }
  return undefined
}
