import * as lsp from 'vscode-languageserver'
import type { Analyser } from '../core/analysis/analyse'
import { launchFaults } from '../core/analysis/launchFaults'
import type { Problem } from '../core/base/problem'
import type { Range } from '../core/base/range'
import { type ConditionStart, conditionStarts } from '../core/conditions/starts'
import { completeConfig } from '../core/language/configFiles/completion'
import { configureTasks } from '../core/language/configFiles/configure'
import { configDefinition, configHover } from '../core/language/configFiles/navigation'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../core/language/features/callHierarchy'
import { codeActions } from '../core/language/features/codeActions'
import { codeLenses } from '../core/language/features/codeLens'
import { complete } from '../core/language/features/completion'
import { definition } from '../core/language/features/definition'
import { evaluatable } from '../core/language/features/evaluatable'
import { flowGraphs } from '../core/language/features/flowGraphs'
import { foldingRanges } from '../core/language/features/folding'
import { format, formatOnType } from '../core/language/features/format'
import { hover } from '../core/language/features/hover'
import { inlayHints } from '../core/language/features/inlayHints'
import { documentLinks } from '../core/language/features/links'
import { highlights, references } from '../core/language/features/references'
import { prepareRename, rename } from '../core/language/features/rename'
import { selectionRanges } from '../core/language/features/selectionRanges'
import { semanticTokens } from '../core/language/features/semanticTokens'
import { signatureHelp } from '../core/language/features/signatureHelp'
import { documentSymbols } from '../core/language/features/symbols'
import { completeMock } from '../core/language/mockFiles/completion'
import { machineNameOf } from '../core/language/mockFiles/mockFile'
import { mockDefinition, mockHover, mockReferences, mockSymbols } from '../core/language/mockFiles/navigation'
import { recordRun } from '../core/language/mockFiles/recordRun'
import { completeTest } from '../core/language/testFiles/completion'
import { testHover } from '../core/language/testFiles/hover'
import { testDefinition, testReferences } from '../core/language/testFiles/navigation'
import { recordTest } from '../core/language/testFiles/recordTest'
import { mockRename, prepareMockRename, prepareTestRename, testRename } from '../core/language/testFiles/rename'
import { testLinks, testSymbols } from '../core/language/testFiles/symbols'
import { machineOf } from '../core/language/testFiles/target'
import {
  type CodeAction,
  type LanguageContext,
  type LocatedDocument,
  semanticTokenModifiers,
  semanticTokenTypes,
} from '../core/language/types'
import { chooseDefinition, isInFile, runnable } from '../core/model/choose'
import { loadYaml } from '../core/model/parse'
import type { Converter } from './convert'
import type {
  ConditionStartsParams,
  ConfigureTasksParams,
  ConfigureTasksResult,
  DefinitionPlace,
  DefinitionsParams,
  DocumentGraphs,
  ExpressionAt,
  ExpressionParams,
  GraphsParams,
  LaunchFault,
  LaunchFaultsParams,
  RecordedRun,
  RecordedTest,
  RecordRunParams,
  RecordTestParams,
} from './protocol'

/** What a request about a document is answered from. */
export interface Request {
  readonly located: LocatedDocument
  readonly convert: Converter
  readonly context: LanguageContext
  /** The problems of the text as it is now. */
  readonly problems: () => readonly Problem[]
  readonly analyser: Analyser
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

const legend: lsp.SemanticTokensLegend = { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] }

const codeActionKinds: readonly CodeAction['kind'][] = ['quickfix', 'refactor.extract', 'refactor.rewrite', 'source.fixAll']

const touches = (a: Range, b: Range): boolean => a.offset <= b.offset + b.length && b.offset <= a.offset + a.length

/** The feature for what the document is; for a definition and a template it is the same. */
const forContent = <T>({ located: { document } }: Request, own: T, others: Readonly<Record<'mock' | 'config' | 'test', T>>): T =>
  document.content === 'definition' || document.content === 'template' ? own : others[document.content]

/** Characters after which the editor asks for completion by itself. */
const completionTriggers = ['"', "'", '$', '.', '{', '%', ':', '[', ' ']

export const features: readonly Feature[] = [
  feature(
    lsp.CompletionRequest.type,
    { completionProvider: { triggerCharacters: completionTriggers, resolveProvider: true } },
    (params, request) => {
      const provide = forContent(request, complete, { mock: completeMock, config: completeConfig, test: completeTest })
      return request.convert.completions(provide(request.located, at(params, request), request.context))
    },
  ),
  feature(lsp.HoverRequest.type, { hoverProvider: true }, (params, request) => {
    const provide = forContent(request, hover, { mock: mockHover, config: configHover, test: testHover })
    const found = provide(request.located, at(params, request), request.context)
    return found === undefined ? null : request.convert.hover(found)
  }),
  feature(lsp.SignatureHelpRequest.type, { signatureHelpProvider: { triggerCharacters: ['(', ','] } }, (params, request) => {
    const found = signatureHelp(request.located.document, at(params, request))
    return found === undefined ? null : request.convert.signatureHelp(found)
  }),
  feature(lsp.InlayHintRequest.type, { inlayHintProvider: true }, (params, { located, convert }) =>
    inlayHints(located.document, convert.positions.span(params.range)).map((each) => convert.inlayHint(each)),
  ),
  feature(
    lsp.SemanticTokensRequest.type,
    { semanticTokensProvider: { legend, full: true, range: true } },
    (_, { located, convert, analyser }) => convert.semanticTokens(semanticTokens(located.document, undefined, analyser.reader)),
  ),
  feature(lsp.SemanticTokensRangeRequest.type, {}, (params, { located, convert, analyser }) =>
    convert.semanticTokens(semanticTokens(located.document, convert.positions.span(params.range), analyser.reader)),
  ),
  feature(lsp.CodeActionRequest.type, { codeActionProvider: { codeActionKinds: [...codeActionKinds] } }, (params, request) => {
    const { located, convert, context } = request
    // LSP forbids code actions to a client that knows commands only.
    if (!convert.client.codeActionLiterals) return []
    const range = convert.positions.span(params.range)
    const wanted = params.context.only
    return codeActions(
      located,
      range,
      request.problems().filter((each) => touches(each, range)),
      context,
      wanted,
    )
      .filter(({ kind }) => wanted === undefined || wanted.some((each) => kind === each || kind.startsWith(`${each}.`)))
      .filter(({ disabled }) => disabled === undefined || convert.client.disabledActions)
      .filter(({ elsewhere }) => !elsewhere?.isNew || convert.client.createsFiles)
      .map((each) => convert.codeAction(each, request.page))
  }),
  feature(lsp.CodeLensRequest.type, { codeLensProvider: {} }, (_, { located, convert }) =>
    codeLenses(located.document).map((each) => convert.codeLens(each)),
  ),
  feature(lsp.DocumentLinkRequest.type, { documentLinkProvider: {} }, (_, { located, convert, context }) =>
    (located.document.content === 'test' ? testLinks : documentLinks)(located, context.workspace).map((each) => convert.documentLink(each)),
  ),
  feature(lsp.DefinitionRequest.type, { definitionProvider: true }, (params, request) => {
    const { convert, located, context } = request
    const offset = at(params, request)
    const among = forContent(request, undefined, { mock: mockDefinition, config: configDefinition, test: testDefinition })
    if (among !== undefined) return among(located, offset, context).flatMap((each) => convert.location(each) ?? [])
    const found = definition(located, offset)
    if (found === undefined) return null
    return convert.client.definitionLinks
      ? found.locations.flatMap((each) => convert.link(found.origin, each) ?? [])
      : found.locations.flatMap((each) => convert.location(each) ?? [])
  }),
  feature(lsp.ReferencesRequest.type, { referencesProvider: true }, (params, request) => {
    const { convert, located, context } = request
    const provide = located.document.content === 'mock' ? mockReferences : located.document.content === 'test' ? testReferences : references
    return provide(located, at(params, request), params.context.includeDeclaration, context.workspace).flatMap(
      (each) => convert.location(each) ?? [],
    )
  }),
  feature(lsp.DocumentHighlightRequest.type, { documentHighlightProvider: true }, (params, request) =>
    highlights(request.located.document, at(params, request)).map((each) => request.convert.highlight(each)),
  ),
  feature(lsp.PrepareRenameRequest.type, { renameProvider: { prepareProvider: true } }, (params, request) => {
    const { located, context } = request
    const own = () => prepareRename(located.document, at(params, request))
    const mock = () => prepareMockRename(located, at(params, request))
    const test = () => prepareTestRename(located, at(params, request), context.workspace)
    const place = forContent(request, own, { mock, test, config: own })()
    return place === undefined ? null : { range: request.convert.range(place.range), placeholder: place.placeholder }
  }),
  feature(lsp.RenameRequest.type, {}, (params, request) => {
    const provide = forContent(request, rename, { mock: mockRename, test: testRename, config: rename })
    const change = provide(request.located, at(params, request), params.newName, request.context.workspace)
    if ('error' in change) throw new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, change.error)
    return request.convert.changes(change)
  }),
  feature(lsp.DocumentSymbolRequest.type, { documentSymbolProvider: { label: 'Stepthrough' } }, (_, { located, convert }) => {
    const { document } = located
    const symbols =
      document.content === 'mock' ? mockSymbols(located) : document.content === 'test' ? testSymbols(located) : documentSymbols(document)
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
  feature(lsp.DocumentFormattingRequest.type, { documentFormattingProvider: true }, (params, { located, convert }) =>
    format(located.document, params.options).map((each) => convert.edit(each)),
  ),
  feature(lsp.DocumentRangeFormattingRequest.type, { documentRangeFormattingProvider: true }, (params, { located, convert }) =>
    format(located.document, params.options, convert.positions.span(params.range)).map((each) => convert.edit(each)),
  ),
  feature(
    lsp.DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: [']', '\n'] } },
    (params, request) =>
      formatOnType(request.located.document, at(params, request), params.ch, params.options).map((each) => request.convert.edit(each)),
  ),
  row<DefinitionsParams>('stepthrough/definitions', {}, (_, { located, convert }): DefinitionPlace[] =>
    runnable(located.document).map(({ logicalId, startAt, range }) => ({
      name: logicalId ?? null,
      startAt: startAt === undefined ? null : convert.range(startAt),
      range: convert.range(range),
    })),
  ),
  row<GraphsParams>(
    'stepthrough/graphs',
    {},
    (_, { located: { uri, document }, context, problems }): DocumentGraphs => ({
      machines: flowGraphs(document, problems()),
      files: (document.template?.files ?? []).flatMap(({ logicalId, path }) => {
        const file = context.workspace.resolve(uri, path)
        return file === undefined ? [] : [{ name: logicalId, uri: file }]
      }),
    }),
  ),
  row<ExpressionParams>('stepthrough/expression', {}, (params, request): ExpressionAt | null => {
    const found = evaluatable(request.located, at(params, request))
    return found === undefined ? null : { range: request.convert.range(found.range), expression: found.expression }
  }),
  row<ConditionStartsParams>('stepthrough/conditionStarts', {}, ({ position }, { located, context }): readonly ConditionStart[] =>
    conditionStarts(located, position.line, context),
  ),
  row<RecordRunParams>('stepthrough/recordRun', {}, ({ path, text, testCase, stateMachineName, events }, { located }): RecordedRun => {
    const { definitions } = located.document
    const definition = definitions.find(({ logicalId }) => logicalId === stateMachineName) ?? definitions[0]
    const machine = definitions.length === 1 || definition?.logicalId !== undefined ? definition?.machine : undefined
    const recorded = recordRun(text, { stateMachineName: stateMachineName ?? machineNameOf(path), testCase, events, machine })
    return typeof recorded === 'string' ? { problem: recorded } : { edits: recorded.edits }
  }),
  row<RecordTestParams>(
    'stepthrough/recordTest',
    {},
    async ({ stateMachineName, ...params }, { located, context }): Promise<RecordedTest> => {
      if (params.format === 'yaml') await loadYaml()
      const found = machineOf(located.uri, stateMachineName, context.workspace)
      const ran = typeof found === 'object' ? found : undefined
      const recorded = await recordTest(params.text, {
        ...params,
        ran,
        logicalId: located.document.content === 'template' ? stateMachineName : undefined,
        isForeign: false,
        within: [],
      })
      return typeof recorded === 'string' ? { problem: recorded } : recorded
    },
  ),
  row<ConfigureTasksParams>('stepthrough/configureTasks', {}, ({ config }, { located, context }): ConfigureTasksResult => {
    const made = configureTasks(located, config, context.workspace)
    return typeof made === 'string' ? { error: made } : made
  }),
  row<LaunchFaultsParams>('stepthrough/launchFaults', {}, ({ name }, { located: { document }, convert, analyser }): LaunchFault[] => {
    const definition = chooseDefinition(document, name)
    if (typeof definition === 'string' || isInFile(definition)) return []
    return launchFaults(document, definition, {}, analyser).map((fault) => ({ range: convert.range(fault), message: fault.message }))
  }),
]

/** What is answered in a file of Terraform, whose own extension does the rest: nothing that edits, for a definition there may be an object of HCL. */
export const inTerraform: ReadonlySet<string> = new Set([
  lsp.HoverRequest.method,
  lsp.DefinitionRequest.method,
  lsp.ReferencesRequest.method,
  lsp.DocumentHighlightRequest.method,
  lsp.DocumentLinkRequest.method,
  lsp.CodeLensRequest.method,
  'stepthrough/definitions',
  'stepthrough/graphs',
  'stepthrough/launchFaults',
])
