import { valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { DocumentLink, DocumentSymbol, LocatedDocument, Workspace } from '../types'
import { casesIn, namesIn } from './names'

/** The outline: the cases, with how they are to end. LSP: textDocument/documentSymbol. */
export function testSymbols({ document: { root } }: LocatedDocument): DocumentSymbol[] {
  return casesIn(root).flatMap((node): DocumentSymbol[] => {
    const name = valueAt(node, 'name')
    if (name?.kind !== 'string') return []
    const { offset, length } = name
    return [
      {
        name: name.value === '' ? '""' : name.value,
        detail: detailOf(node),
        kind: 'branch',
        range: { offset: node.offset, length: node.length },
        selection: { offset, length },
        children: [],
      },
    ]
  })
}

function detailOf(node: Node): string {
  const skip = valueAt(node, 'skip')
  if (skip?.kind === 'boolean' && skip.value) return 'skipped'
  const expected = valueAt(node, 'expect')
  const [error, status] = [valueAt(expected, 'error'), valueAt(expected, 'status')]
  return error?.kind === 'string' ? error.value : status?.kind === 'string' ? status.value : ''
}

const tooltips: Readonly<Record<string, string>> = {
  definition: 'Open the definition',
  config: 'Open the configuration',
  mockConfig: 'Open the mock file',
  inputFile: 'Open the input',
}

/** Links to the files that a test file names and that are there. LSP: textDocument/documentLink. */
export const testLinks = ({ uri, document: { root } }: LocatedDocument, workspace: Workspace): DocumentLink[] =>
  namesIn(root).flatMap(({ place, name, node: { offset, length } }) => {
    const target = place.kind === 'file' ? workspace.resolve(uri, name) : undefined
    const tooltip = tooltips[place.path.at(-1) ?? '']
    return target === undefined || tooltip === undefined || !workspace.exists(target) ? [] : [{ offset, length, uri: target, tooltip }]
  })
