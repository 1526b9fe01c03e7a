import * as lsp from 'vscode-languageserver/node'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../core/language/callHierarchy'
import { definition } from '../core/language/definition'
import { foldingRanges } from '../core/language/folding'
import { highlights, references } from '../core/language/references'
import { prepareRename, rename } from '../core/language/rename'
import { selectionRanges } from '../core/language/selectionRanges'
import { documentSymbols } from '../core/language/symbols'
import type { LanguageContext, LocatedDocument } from '../core/language/types'
import type { Problem } from '../core/problem'
import type { Converter } from './convert'
import type { DefinitionPlace, DefinitionsParams } from './protocol'

/** What a request about a document is answered from. */
export interface Request {
  readonly located: LocatedDocument
  readonly convert: Converter
  readonly context: LanguageContext
  /** The problems of the text as it is now. */
  readonly problems: () => readonly Problem[]
  readonly page: (code: string) => string | undefined
}

/** A feature of the editor: the request, what the server announces, and the one line that delegates to core/. */
export interface Feature {
  readonly method: string
  readonly capability: lsp.ServerCapabilities
  /** The document that the request is about. */
  readonly uriOf: (params: never) => string
  readonly answer: (params: never, request: Request) => unknown
}

type DocumentParams = { readonly textDocument: lsp.TextDocumentIdentifier } | { readonly item: lsp.CallHierarchyItem }

/** A row of the table below: the request's own types say what the parameters and the answer are. */
function feature<P extends DocumentParams, R, PR, E, RO>(
  type: lsp.ProtocolRequestType<P, R, PR, E, RO>,
  capability: lsp.ServerCapabilities,
  answer: (params: P, request: Request) => R,
): Feature {
  return row<P>(type.method, capability, answer)
}

function row<P extends DocumentParams>(
  method: string,
  capability: lsp.ServerCapabilities,
  answer: (params: P, request: Request) => unknown,
): Feature {
  return { method, capability, uriOf: (params: P) => ('item' in params ? params.item.uri : params.textDocument.uri), answer }
}

const at = (params: { readonly position: lsp.Position }, { convert }: Request): number => convert.positions.offset(params.position)

export const features: readonly Feature[] = [
  feature(lsp.DefinitionRequest.type, { definitionProvider: true }, (params, request) => {
    const found = definition(request.located, at(params, request))
    if (found === undefined) return null
    const { convert } = request
    return convert.client.definitionLinks
      ? found.locations.flatMap((each) => convert.link(found.origin, each) ?? [])
      : found.locations.flatMap((each) => convert.location(each) ?? [])
  }),
  feature(lsp.ReferencesRequest.type, { referencesProvider: true }, (params, request) =>
    references(request.located.document, at(params, request), params.context.includeDeclaration).flatMap(
      (each) => request.convert.location(each) ?? [],
    ),
  ),
  feature(lsp.DocumentHighlightRequest.type, { documentHighlightProvider: true }, (params, request) =>
    highlights(request.located.document, at(params, request)).map((each) => request.convert.highlight(each)),
  ),
  feature(lsp.PrepareRenameRequest.type, { renameProvider: { prepareProvider: true } }, (params, request) => {
    const place = prepareRename(request.located.document, at(params, request))
    return place === undefined ? null : { range: request.convert.range(place.range), placeholder: place.placeholder }
  }),
  feature(lsp.RenameRequest.type, {}, (params, request) => {
    const edits = rename(request.located.document, at(params, request), params.newName)
    if ('error' in edits) throw new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, edits.error)
    return request.convert.change(edits)
  }),
  feature(lsp.DocumentSymbolRequest.type, { documentSymbolProvider: { label: 'Stepthrough' } }, (_, { located, convert }) => {
    const symbols = documentSymbols(located.document)
    return convert.client.symbolTree ? symbols.map((each) => convert.symbol(each)) : convert.flatSymbols(symbols)
  }),
  feature(lsp.FoldingRangeRequest.type, { foldingRangeProvider: true }, (_, { located, convert }) =>
    foldingRanges(located.document).map((each) => convert.folding(each)),
  ),
  feature(lsp.SelectionRangeRequest.type, { selectionRangeProvider: true }, (params, { located, convert }) =>
    params.positions.map((each) => convert.selectionRange(selectionRanges(located.document, convert.positions.offset(each)), each)),
  ),
  feature(lsp.CallHierarchyPrepareRequest.type, { callHierarchyProvider: true }, (params, request) => {
    const item = prepareCallHierarchy(request.located.document, at(params, request))
    return item === undefined ? null : [request.convert.callItem(item)]
  }),
  feature(lsp.CallHierarchyIncomingCallsRequest.type, {}, ({ item }, { located, convert }) =>
    incomingCalls(located.document, convert.positions.offset(item.selectionRange.start)).map((call) => ({
      from: convert.callItem(call.item),
      fromRanges: call.ranges.map((each) => convert.range(each)),
    })),
  ),
  feature(lsp.CallHierarchyOutgoingCallsRequest.type, {}, ({ item }, { located, convert }) =>
    outgoingCalls(located.document, convert.positions.offset(item.selectionRange.start)).map((call) => ({
      to: convert.callItem(call.item),
      fromRanges: call.ranges.map((each) => convert.range(each)),
    })),
  ),
  row<DefinitionsParams>('stepthrough/definitions', {}, (_, { located, convert }): DefinitionPlace[] =>
    located.document.definitions.map(({ logicalId, machine, range }) => ({
      name: logicalId ?? null,
      startAt: machine.startAt === undefined ? null : convert.range(machine.startAt.member),
      range: convert.range(range),
    })),
  ),
]
