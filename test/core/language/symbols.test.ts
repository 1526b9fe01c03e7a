import { describe, expect, test } from 'vitest'
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../../core/language/features/callHierarchy'
import { foldingRanges } from '../../../core/language/features/folding'
import { selectionRanges } from '../../../core/language/features/selectionRanges'
import { documentSymbols, workspaceSymbols } from '../../../core/language/features/symbols'
import type { DocumentSymbol } from '../../../core/language/types'
import { open, withCursor } from '../../support/editor'

const nested = `StartAt: Split
States:
  Split:
    Type: Parallel
    Branches:
      - StartAt: Left
        States:
          Left: { Type: Pass, End: true }
      - StartAt: Right
        States:
          Right: { Type: Wait, Seconds: 1, End: true }
    Next: Each
  Each:
    Type: Map
    ItemProcessor:
      StartAt: One
      States:
        One:
          Type: Task
          Resource: arn:aws:states:::sns:publish
          End: true
    Catch:
      - ErrorEquals: [States.ALL]
        Next: Failed
    Next: Decide
  Decide:
    Type: Choice
    Choices:
      - Variable: $.a
        IsPresent: true
        Next: Each
      - Variable: $.b
        IsPresent: true
        Next: Each
    Default: Failed
  Failed:
    Type: Fail
`

const outline = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
  symbols.flatMap(({ name, detail, kind, children }) => [
    `${'  '.repeat(depth)}${name} (${detail}) ${kind}`,
    ...outline(children, depth + 1),
  ])

describe('outline', () => {
  test('states with their types, nested machines below', () => {
    expect(outline(documentSymbols(open(nested)))).toEqual([
      'Split (Parallel) branches',
      '  Branch 0 (Left) branch',
      '    Left (Pass) state',
      '  Branch 1 (Right) branch',
      '    Right (Wait) state',
      'Each (Map) loop',
      '  One (Task) state',
      'Decide (Choice) choice',
      'Failed (Fail) terminal',
    ])
  })

  test('selections lie in their ranges, and children in their parents', () => {
    const look = (symbols: readonly DocumentSymbol[], around?: DocumentSymbol) => {
      for (const { range, selection, children, ...symbol } of symbols) {
        expect(selection.offset).toBeGreaterThanOrEqual(range.offset)
        expect(selection.offset + selection.length).toBeLessThanOrEqual(range.offset + range.length)
        if (around) expect(range.offset).toBeGreaterThanOrEqual(around.range.offset)
        look(children, { range, selection, children, ...symbol })
      }
    }
    look(documentSymbols(open(nested)))
  })

  test('a thousand machines in one another do not overflow', () => {
    const text = '{"States":{"P":{"Type":"Parallel","Branches":['.repeat(1000)
    expect(documentSymbols(open(text))).toHaveLength(1)
  })

  test('states of all documents by the characters of a query', () => {
    const documents = [{ uri: 'file:///a.asl.yaml', document: open(nested) }]
    expect(workspaceSymbols(documents, 'rht').map(({ name, container }) => [name, container])).toEqual([['Right', 'Split']])
    expect(workspaceSymbols(documents, '')).toHaveLength(7)
    expect(workspaceSymbols(documents, '', 2)).toHaveLength(2)
  })
})

describe('call hierarchy', () => {
  const call = (marked: string) => {
    const { text, offset } = withCursor(marked)
    const document = open(text)
    const names = (calls: ReturnType<typeof incomingCalls>) => calls.map(({ item, ranges }) => `${item.name} x${ranges.length}`)
    return {
      item: prepareCallHierarchy(document, offset)?.name,
      from: names(incomingCalls(document, offset)),
      to: names(outgoingCalls(document, offset)),
    }
  }

  test.each([
    [
      'a transition means its target',
      'Next: ¦Each',
      'Next: Each',
      { item: 'Each', from: ['Split x1', 'Decide x2'], to: ['One x1', 'Failed x1', 'Decide x1'] },
    ],
    ['the state around the cursor', 'Type: Ch¦oice', 'Type: Choice', { item: 'Decide', from: ['Each x1'], to: ['Each x2', 'Failed x1'] }],
    ['the first state of a branch', '¦Left: {', 'Left: {', { item: 'Left', from: ['Split x1'], to: [] }],
    ['the machine', 'Start¦At: Split', 'StartAt: Split', { item: 'StartAt', from: [], to: ['Split x1'] }],
  ])('%s', (_, marked, plain, expected) => {
    expect(call(nested.replace(plain, marked))).toEqual(expected)
  })

  test('who starts the machine calls its first state', () => {
    expect(call(nested.replace('  Split:', '  ¦Split:')).from).toEqual(['StartAt x1'])
  })
})

describe('folding', () => {
  const folds = (text: string) =>
    foldingRanges(open(text)).map(({ offset, length }) => {
      const line = (at: number) => text.slice(0, at).split('\n').length
      return `${line(offset)}-${line(offset + length)}`
    })

  test('JSON: the closing bracket stays', () => {
    expect(folds('{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Pass"\n    },\n    "B": {}\n  }\n}')).toEqual([
      '1-8',
      '3-7',
      '4-5',
    ])
  })

  test('YAML: by the last line of the value, block texts too', () => {
    expect(folds('StartAt: A\nStates:\n  A:\n    Type: Pass\n    Comment: |\n      one\n      two\n\n  B:\n    Type: Succeed\n')).toEqual([
      '1-10',
      '2-10',
      '3-7',
      '5-7',
      '9-10',
    ])
  })
})

describe('expand selection', () => {
  test('ten thousand arrays in one another have a bounded number of steps', () => {
    const text = '['.repeat(10_000)
    expect(selectionRanges(open(text), text.length).length).toBeLessThan(300)
  })

  test.each([
    [
      'JSON',
      '{ "States": { "A": { "Next": "B¦ c" } } }',
      [
        'B c',
        '"B c"',
        '"Next": "B c"',
        '{ "Next": "B c" }',
        '"A": { "Next": "B c" }',
        '{ "A": { "Next": "B c" } }',
        '"States": { "A": { "Next": "B c" } }',
        '{ "States": { "A": { "Next": "B c" } } }',
      ],
    ],
    ['YAML', 'States:\n  A:\n    Next: B¦', ['B', 'Next: B', 'A:\n    Next: B', 'States:\n  A:\n    Next: B']],
  ])('%s', (_, marked, expected) => {
    const { text, offset } = withCursor(marked)
    expect(selectionRanges(open(text), offset).map((range) => text.slice(range.offset, range.offset + range.length))).toEqual(expected)
  })
})
