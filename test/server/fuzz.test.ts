import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { analyse } from '../../core/analysis/analyse'
import type { AslDocument } from '../../core/document'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../core/language/callHierarchy'
import { codeActions } from '../../core/language/codeActions'
import { codeLenses } from '../../core/language/codeLens'
import { complete } from '../../core/language/completion'
import { definition } from '../../core/language/definition'
import { foldingRanges } from '../../core/language/folding'
import { format, formatOnType } from '../../core/language/format'
import { hover } from '../../core/language/hover'
import { inlayHints } from '../../core/language/inlayHints'
import { documentLinks } from '../../core/language/links'
import { highlights } from '../../core/language/references'
import { rename } from '../../core/language/rename'
import { selectionRanges } from '../../core/language/selectionRanges'
import { semanticTokens } from '../../core/language/semanticTokens'
import { signatureHelp } from '../../core/language/signatureHelp'
import { documentSymbols } from '../../core/language/symbols'
import type { Problem } from '../../core/problem'
import { kindOf } from '../../core/syntax/kind'
import { parseDocument } from '../../core/syntax/parse'
import { OpenDocument } from '../../server/documents'
import { Positions } from '../../server/positions'
import { contextOf } from '../support/editor'
import { randomOf } from '../support/random'
import { root } from './client'

/** `FUZZ=200000 npx vitest run test/server/fuzz.test.ts` for a long run; `SEED=n` for another one. */
const rounds = Number(process.env.FUZZ ?? 400)
const random = randomOf(Number(process.env.SEED ?? 1))
const below = (end: number) => Math.floor(random() * end)
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!

const template = `Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionSubstitutions: { Q: !Ref Queue }
      DefinitionString: !Sub |
        {
          "StartAt": "A", "States": {
            "A": { "Type": "Task", "Resource": "\${F.Arn}", "Next": "B" },
            "B": { "Type": "Wait", "Seconds": \${Q}, "End": true } } }
`

/** The examples, and a template. */
const texts = [
  ...readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.asl\.(json|yaml)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, 'examples', name), 'utf8') })),
  { name: 'template.yaml', text: template },
  {
    name: 'template.json',
    text: JSON.stringify({
      Resources: {
        M: {
          Type: 'AWS::Serverless::StateMachine',
          Properties: { DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"\\"","End":true}}}' },
        },
      },
    }),
  },
]

/** What people type, and what breaks readers. */
const pieces = '" \' { } [ ] : , \\ $ $. {% %} ${X} !Sub &a *a | > - # /* // null 1e999 __proto__ 😀 \ud800 \0 \t \r\n \n'
  .split(' ')
  .concat(' ', '"Next": "', '"States": {', 'States.Format(', '"Retry": [{', '"Output": "{% $', 'QueryLanguage: JSONata')

/** An edit as a client sends it. */
function edit(text: string): { readonly offset: number; readonly length: number; readonly text: string } {
  const offset = below(text.length + 1)
  switch (below(5)) {
    case 0:
      return { offset, length: Math.min(below(30), text.length - offset), text: '' }
    case 1:
      return { offset, length: text.length - offset, text: '' }
    case 2: {
      const from = below(text.length + 1)
      return { offset, length: 0, text: text.slice(from, from + below(200)) }
    }
    case 3:
      return { offset, length: Math.min(1, text.length - offset), text: pick(pieces) }
    default:
      return { offset, length: 0, text: pick(pieces) }
  }
}

const uri = 'file:///project/machine.asl.json'
const context = contextOf()

/** Everything that an editor may ask at a place. */
const questions: Readonly<Record<string, (document: AslDocument, offset: number, problems: readonly Problem[]) => unknown>> = {
  complete: (document, offset) =>
    complete({ uri, document }, offset, context).map(({ documentation, ...item }) => [
      item,
      typeof documentation === 'function' && documentation(),
    ]),
  hover: (document, offset) => hover({ uri, document }, offset, context),
  definition: (document, offset) => definition({ uri, document }, offset),
  highlights,
  rename: (document, offset) => rename(document, offset, 'Another name'),
  documentSymbols,
  foldingRanges,
  selectionRanges,
  calls: (document, offset) => [prepareCallHierarchy(document, offset), incomingCalls(document, offset), outgoingCalls(document, offset)],
  semanticTokens: (document) => semanticTokens(document),
  inlayHints: (document) => inlayHints(document, { offset: 0, length: document.text.length }),
  codeLenses,
  signatureHelp,
  codeActions: (document, offset, problems) =>
    codeActions(
      { uri, document },
      { offset, length: 0 },
      problems.filter((p) => p.offset <= offset && offset <= p.offset + p.length),
      context,
    ),
  documentLinks: (document) => documentLinks({ uri, document }, context.workspace),
  format: (document) => format(document, context.format),
  formatOnType: (document, offset) => formatOnType(document, offset, pick(['}', ']', '\n']), context.format),
}

/** Every range in an answer lies in the text. */
function checkRanges(answer: unknown, end: number): void {
  if (typeof answer !== 'object' || answer === null) return
  const { offset, length = 0 } = answer as { offset?: unknown; length?: unknown }
  if (typeof offset === 'number' && typeof length === 'number' && !(offset >= 0 && length >= 0 && offset + length <= end))
    throw new Error(`${offset}+${length} is not in the text of ${end}`)
  for (const [key, value] of Object.entries(answer))
    if (!['node', 'parent', 'member', 'machine', 'data'].includes(key)) checkRanges(value, end)
}

describe('whatever is typed', () => {
  test(`${rounds} edits of real definitions: no crash, and no range outside of the text`, { timeout: 1000 * 60 * 60 }, () => {
    for (let round = 0; round < rounds; round++) {
      const { name, text: original } = pick(texts)
      let text = original
      let offset = 0
      for (let edits = 1 + below(3); edits > 0; edits--) {
        const change = edit(text)
        text = text.slice(0, change.offset) + change.text + text.slice(change.offset + change.length)
        offset = Math.min(text.length, change.offset + change.text.length)
      }
      const document = parseDocument(text, kindOf(name, original))
      let asked = 'analyse'
      try {
        const problems = analyse(document)
        checkRanges(problems, text.length)
        for (const [question, ask] of Object.entries(questions)) {
          asked = question
          checkRanges(ask(document, offset, problems), text.length)
        }
      } catch (error) {
        throw new Error(`${asked} at ${offset} of ${name}: ${error}\n${JSON.stringify(text)}`, { cause: error })
      }
    }
  })

  test.each(['utf-16', 'utf-8', 'utf-32'] as const)('changes in ranges, counted in %s, give the same as a fresh open', (encoding) => {
    for (const { name, text: original } of texts) {
      const file = `file:///project/${name}`
      const open = new OpenDocument(TextDocument.create(file, 'plaintext', 0, original), encoding, () => ({}))
      let text = original
      for (let version = 1; version <= 20; version++) {
        const change = edit(text)
        // A client sends whole characters, so that an edit within one, or within a line break, cannot come.
        const positions = new Positions(TextDocument.create(file, 'plaintext', 0, text), encoding)
        const range = positions.range(change)
        const { offset, length } = positions.span(range)
        open.change([{ range, text: change.text }], version)
        text = text.slice(0, offset) + change.text + text.slice(offset + length)
      }
      const fresh = parseDocument(text, kindOf(name, text))
      expect(open.document.text).toBe(text)
      expect(analyse(open.document)).toEqual(analyse(fresh))
    }
  })
})
