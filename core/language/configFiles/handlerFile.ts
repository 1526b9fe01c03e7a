import { type Exports, exportsOf, handlerPaths, readHandler } from '../../config/handler'
import type { Workspace } from '../types'

/** The file of a handler, and the function in it. */
export interface HandlerFile {
  readonly uri: string
  readonly exports: Exports
  /** Where the function's name stands; undefined where it is not seen. */
  readonly offset: number | undefined
}

/** The file of a handler that is written in the file `base`; undefined where there is none. */
export function handlerFile(base: string, handler: string, runtime: string | undefined, workspace: Workspace): HandlerFile | undefined {
  const name = readHandler(handler)?.name
  for (const path of handlerPaths(handler, runtime)) {
    const uri = workspace.resolve(base, path)
    if (uri === undefined || !workspace.exists(uri)) continue
    const exports = exportsOf(path, workspace.text(uri) ?? '')
    return { uri, exports, offset: exports.found.find((each) => each.name === name)?.offset }
  }
  return undefined
}
