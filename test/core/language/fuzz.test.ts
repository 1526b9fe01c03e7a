import { expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../../core/language/features/callHierarchy'
import { codeActions } from '../../../core/language/features/codeActions'
import { codeLenses } from '../../../core/language/features/codeLens'
import { complete } from '../../../core/language/features/completion'
import { definition } from '../../../core/language/features/definition'
import { foldingRanges } from '../../../core/language/features/folding'
import { format, formatOnType } from '../../../core/language/features/format'
import { hover } from '../../../core/language/features/hover'
import { inlayHints } from '../../../core/language/features/inlayHints'
import { documentLinks } from '../../../core/language/features/links'
import { highlights, references } from '../../../core/language/features/references'
import { prepareRename, rename } from '../../../core/language/features/rename'
import { selectionRanges } from '../../../core/language/features/selectionRanges'
import { semanticTokens } from '../../../core/language/features/semanticTokens'
import { signatureHelp } from '../../../core/language/features/signatureHelp'
import { documentSymbols } from '../../../core/language/features/symbols'
import type { DocumentKind } from '../../../core/model/document'
import { parseDocument } from '../../../core/model/parse'
import { definitions } from '../../support/definitions'
import { applyEdits, contextOf } from '../../support/editor'
import { fuzzRounds, mutate, randomOf, rangesIn } from '../../support/fuzz'

const context = contextOf()
const asked = {
  complete: (d, offset) =>
    complete({ uri: 'file:///a', document: d }, offset, context).map((item) =>
      typeof item.documentation === 'function' ? { ...item, documentation: item.documentation() } : item,
    ),
  hover: (d, offset) => hover({ uri: 'file:///a', document: d }, offset, context),
  signatureHelp: (d, offset) => signatureHelp(d, offset),
  inlayHints: (d) => inlayHints(d, { offset: 0, length: d.text.length }),
  semanticTokens: (d) => semanticTokens(d),
  codeLenses: (d) => codeLenses(d),
  codeActions: (d, offset, other) => {
    const range = { offset: Math.min(offset, other), length: Math.abs(other - offset) }
    const actions = codeActions({ uri: 'file:///a', document: d }, range, analyse(d), context)
    for (const action of actions) applyEdits(d.text, action.edits)
    return actions
  },
  analyse: (d) => analyse(d),
  definition: (d, offset) => definition({ uri: 'file:///a', document: d }, offset),
  references: (d, offset) => references({ uri: 'file:///a', document: d }, offset, true, context.workspace),
  highlights: (d, offset) => highlights(d, offset),
  prepareRename: (d, offset) => prepareRename(d, offset),
  rename: (d, offset) => rename({ uri: 'file:///a', document: d }, offset, 'Another name', context.workspace),
  documentSymbols: (d) => documentSymbols(d),
  foldingRanges: (d) => foldingRanges(d),
  selectionRanges: (d, offset) => selectionRanges(d, offset),
  calls: (d, offset) => [prepareCallHierarchy(d, offset), incomingCalls(d, offset), outgoingCalls(d, offset)],
  documentLinks: (d) => documentLinks({ uri: 'file:///a', document: d }, context.workspace),
  format: (d) => format(d, context.format),
  formatOnType: (d, offset) => ['}', ']', '\n'].map((typed) => formatOnType(d, offset, typed, context.format)),
} satisfies Record<string, (document: ReturnType<typeof parseDocument>, offset: number, other: number) => unknown>

/** Asks every feature at a place of a text. Says what went wrong, if anything. */
function ask(text: string, kind: DocumentKind, offset: number, other: number): string | undefined {
  const document = parseDocument(text, kind)
  for (const [name, feature] of Object.entries(asked)) {
    try {
      for (const range of rangesIn(feature(document, offset, other)))
        if (range.offset < 0 || range.length < 0 || range.offset + range.length > text.length)
          return `${name}${range.path}: ${range.offset}+${range.length} of ${text.length}`
    } catch (error) {
      return `${name}: ${error instanceof Error ? error.stack : String(error)}`
    }
  }
  return undefined
}

const rounds = fuzzRounds(600)

test(`typing, deleting and mutating definitions: no crash, no range outside of the text (${rounds} rounds)`, {
  timeout: 60_000 + rounds * 20,
}, () => {
  const seed = Number(process.env.FUZZ_SEED ?? 20261122)
  const random = randomOf(seed)
  for (let round = 0; round < rounds; ) {
    const { kind, text: begin } = random.pick(definitions)
    let text = begin
    // A text is edited some times in a row, so that mistakes add up.
    for (let edits = 1 + random.next(8); edits > 0 && round < rounds; edits--, round++) {
      const before = text
      const mutation = mutate(text, random)
      text = mutation.text
      const failure = ask(text, kind, mutation.offset, random.next(text.length + 1)) ?? ask(text, kind, random.next(text.length + 1), 0)
      expect(failure, `seed ${seed}, round ${round}\n--- before\n${before}\n--- after\n${text}`).toBeUndefined()
    }
  }
})

test.each([
  ['10,000 arrays in each other', '['.repeat(10_000)],
  ['10,000 objects in each other', '{"a":'.repeat(10_000)],
  ['2,000 branches in each other', '{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":['.repeat(2000)],
  [
    'a state called __proto__',
    '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor","Assign":{"__proto__":1}},"constructor":{"Type":"Succeed"}}}',
  ],
  ['an alias of itself', 'StartAt: A\nStates:\n  A: &a\n    Type: Parallel\n    Branches: [ *a ]\n  B: *a\n'],
  ['a chain of aliases', `a0: &a0 []\n${Array.from({ length: 5000 }, (_, i) => `a${i + 1}: &a${i + 1} [ *a${i} ]\n`).join('')}`],
  ['a long line of quotes', '"'.repeat(20_000)],
  ['a long path', `{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"$${'.a'.repeat(20_000)}"}}}`],
  ['a long expression', `{"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","Output":"{% ${'(1+'.repeat(5000)} %}"}}}`],
])('hostile: %s', { timeout: 120_000 }, (_, text) => {
  for (const offset of [0, Math.floor(text.length / 2), text.length - 3, text.length]) {
    expect(ask(text, { format: 'json', content: 'definition' }, offset, text.length)).toBeUndefined()
    expect(ask(text, { format: 'yaml', content: 'definition' }, offset, text.length)).toBeUndefined()
  }
})
