import { configIn } from '../../config/read'
import type { Config } from '../../config/types'
import type { Definition } from '../../model/document'
import { configName } from '../../model/fileNames'
import { inner } from '../names/occurrences'
import type { DocumentLink, Workspace } from '../types'
import { type Called, callsOf } from './calls'
import { handlerFile } from './handlerFile'
import { folderOf } from './paths'
import { matchers } from './problems'

/**
 * Links from what the tasks of a definition call to what the nearest stepthrough.json says that it is: the function in its handler's file, the file of a
 * state machine. Only files that exist are linked.
 */
export function configLinks(uri: string, definition: Definition, workspace: Workspace): DocumentLink[] {
  const at = nearestConfig(uri, workspace)
  const document = at === undefined ? undefined : workspace.document(at)
  const config = document && configIn(document, '/')
  if (at === undefined || config === undefined) return []
  return callsOf(definition).flatMap((called) => {
    const found = targetOf(called, at, config, workspace)
    if (found === undefined) return []
    const { offset, length } = called.node.kind === 'string' ? inner(called.node) : called.node
    return [{ offset, length, ...found }]
  })
}

/** The stepthrough.json in the folder of a file, or in the nearest above it. */
export function nearestConfig(uri: string, workspace: Workspace): string | undefined {
  const above = workspace.documents().filter((each) => each.endsWith(`/${configName}`) && uri.startsWith(folderOf(each)))
  return above.sort((a, b) => b.length - a.length)[0]
}

type Target = Pick<DocumentLink, 'uri' | 'tooltip'>

function targetOf({ kind, text }: Called, at: string, config: Config, workspace: Workspace): Target | undefined {
  const answer = matchers[kind]?.[1](config, text)
  if (answer === undefined || 'error' in answer) return undefined
  if (kind === 'function') return handlerOf(answer.key, at, config, workspace)
  const path = kind === 'stateMachine' ? config.stateMachines.get(answer.key) : undefined
  const target = path === undefined ? undefined : workspace.resolve(at, path)
  return target !== undefined && workspace.exists(target) ? { uri: target, tooltip: 'Open the state machine' } : undefined
}

function handlerOf(key: string, at: string, config: Config, workspace: Workspace): Target | undefined {
  const { handler, runtime } = config.functions.get(key) ?? {}
  const file = handler === undefined ? undefined : handlerFile(at, handler, runtime, workspace)
  if (file === undefined) return undefined
  const line = file.offset === undefined ? undefined : workspace.text(file.uri)?.slice(0, file.offset).split('\n').length
  return { uri: line === undefined ? file.uri : `${file.uri}#L${line}`, tooltip: `Open ${handler}` }
}
