import { configIn } from '../../config/read'
import type { Config } from '../../config/types'
import { valueAt } from '../../model/machine'
import type { Node, StringNode } from '../../syntax/node'
import { nodeAt, pathOf } from '../../syntax/walk'
import { fileName } from '../names/fileName'
import type { Hover, LanguageContext, LocatedDocument, Location } from '../types'
import { callsBeneath } from './beneath'
import { handlerFile } from './handlerFile'
import { matchers } from './problems'

/** The string under the cursor: a key or a value, with its path. */
function stringAt(
  root: Node | undefined,
  offset: number,
): { readonly node: StringNode; readonly path: readonly string[]; readonly isKey: boolean } | undefined {
  const node = nodeAt(root, offset)
  if (node?.kind !== 'string') return undefined
  return { node, path: pathOf(node).map(String), isKey: node.parent?.kind === 'member' && node.parent.key === node }
}

/** From a handler to its function, from a path to its file, from a key to the tasks that call it. LSP: textDocument/definition. */
export function configDefinition({ uri, document }: LocatedDocument, offset: number, { workspace }: LanguageContext): Location[] {
  const at = stringAt(document.root, offset)
  if (at === undefined) return []
  const { node, path, isKey } = at
  const [member, , inner] = path
  if (isKey) return callers(uri, document, path, workspace).map(({ uri, called: { node } }) => ({ uri, range: node, selection: node }))
  if (member === 'functions' && inner === 'handler' && path.length === 3) {
    const runtime = valueAt(node.parent?.kind === 'member' ? node.parent.parent : undefined, 'runtime')
    const file = handlerFile(uri, node.value, runtime?.kind === 'string' ? runtime.value : undefined, workspace)
    return file === undefined ? [] : [placeIn(file.uri, file.offset ?? 0)]
  }
  const isPath = (member === 'stateMachines' && path.length === 2) || (member === 'mockConfig' && path.length === 1)
  if (!isPath && !(member === 'functions' && inner === 'command' && path.length === 4)) return []
  const target = workspace.resolve(uri, node.value)
  return target === undefined || !workspace.exists(target) ? [] : [placeIn(target, 0)]
}

const placeIn = (uri: string, offset: number): Location => ({ uri, range: { offset, length: 0 }, selection: { offset, length: 0 } })

/** More of them are not named in a hover. */
const shown = 10

/** What a key answers: the tasks that name it. LSP: textDocument/hover. */
export function configHover({ uri, document }: LocatedDocument, offset: number, { workspace }: LanguageContext): Hover | undefined {
  const at = stringAt(document.root, offset)
  if (at === undefined || !at.isKey) return undefined
  const found = callers(uri, document, at.path, workspace)
  if (found.length === 0) return undefined
  const lines = found.slice(0, shown).map(({ uri, called }) => `- \`${called.state.name}\` in \`${fileName(uri)}\``)
  const more = found.length > shown ? [`- and ${found.length - shown} more`] : []
  return { range: { offset: at.node.offset, length: at.node.length }, markdown: ['Answers the tasks', '', ...lines, ...more].join('\n') }
}

/** The tasks that an entry answers, by the path of its key. */
function callers(uri: string, document: LocatedDocument['document'], path: readonly string[], workspace: LanguageContext['workspace']) {
  if (path.length !== 2) return []
  const config: Config | undefined = configIn(document, '/')
  if (config === undefined) return []
  return callsBeneath(uri, workspace).filter(({ called }) => {
    const [member, match] = matchers[called.kind] ?? []
    if (member !== path[0]) return false
    const answer = match?.(config, called.text)
    return answer !== undefined && 'key' in answer && answer.key === path[1]
  })
}
