/** Every feature of the editor, asked of one document at a few places: what bench/language.mjs asks of large and strange texts. */
import { createAnalyser } from '../core/analysis/analyse'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../core/language/features/callHierarchy'
import { codeActions } from '../core/language/features/codeActions'
import { codeLenses } from '../core/language/features/codeLens'
import { complete } from '../core/language/features/completion'
import { definition } from '../core/language/features/definition'
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
import type { LanguageContext } from '../core/language/types'
import type { AslDocument } from '../core/model/document'
import { validateStateMachineDefinition } from '../core/service/validate'

export { loadYaml, parseDocument } from '../core/model/parse'
export { largeJson, largeYaml } from '../test/support/large'

type Ask = (document: AslDocument) => unknown

/** Where a feature that has a place is asked: in the middle, at the end, and at the last Next. */
const places = ({ text }: AslDocument): number[] => [text.length >> 1, text.length - 1, Math.max(0, text.lastIndexOf('Next') + 8)]

export function features(context: LanguageContext): Readonly<Record<string, Ask>> {
  const { analyse } = createAnalyser()
  const at = (ask: (document: AslDocument, offset: number) => unknown) => (document: AslDocument) =>
    places(document).map((offset) => ask(document, offset))
  const located = (document: AslDocument) => ({ uri: 'file:///load', document })
  const options = { tabSize: 2, insertSpaces: true }
  return {
    diagnostics: (document) => analyse(document),
    validate: ({ text, format: kind }) => (kind === 'json' ? validateStateMachineDefinition(text) : undefined),
    completion: at((document, offset) => complete(located(document), offset, context)),
    hover: at((document, offset) => hover(located(document), offset, context)),
    signatureHelp: at((document, offset) => signatureHelp(document, offset)),
    inlayHints: (document) => inlayHints(document, { offset: 0, length: document.text.length }),
    semanticTokens: (document) => semanticTokens(document),
    codeActions: at((document, offset) => codeActions(located(document), { offset, length: 1 }, analyse(document), context)),
    codeActionsOfAll: (document) => codeActions(located(document), { offset: 0, length: document.text.length }, analyse(document), context),
    codeLenses: (document) => codeLenses(document),
    links: (document) => documentLinks(located(document), context.workspace),
    definition: at((document, offset) => definition(located(document), offset)),
    references: at((document, offset) => references(located(document), offset, true, context.workspace)),
    highlights: at((document, offset) => highlights(document, offset)),
    prepareRename: at((document, offset) => prepareRename(document, offset)),
    rename: at((document, offset) => rename(located(document), offset, 'Other', context.workspace)),
    symbols: (document) => documentSymbols(document),
    folding: (document) => foldingRanges(document),
    selection: at((document, offset) => selectionRanges(document, offset)),
    calls: at((document, offset) => [
      prepareCallHierarchy(document, offset),
      incomingCalls(document, offset),
      outgoingCalls(document, offset),
    ]),
    formatting: (document) => format(document, options),
    formattingOnType: at((document, offset) => [
      formatOnType(document, offset, '}', options),
      formatOnType(document, offset, '\n', options),
    ]),
  }
}
