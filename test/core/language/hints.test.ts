import { describe, expect, test } from 'vitest'
import { codeLenses } from '../../../core/language/features/codeLens'
import { inlayHints } from '../../../core/language/features/inlayHints'
import { semanticTokens } from '../../../core/language/features/semanticTokens'
import { applyEdits, open } from '../../support/editor'

describe('inlay hints', () => {
  /** The text with its hints in ‹ ›. */
  function hinted(text: string): string {
    const hints = inlayHints(open(text), { offset: 0, length: text.length })
    return applyEdits(
      text,
      hints.map(({ offset, label }) => ({ offset, length: 0, text: `‹${label}›` })),
    )
  }

  test('a query language that is inherited', () => {
    expect(
      hinted('{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"},"B":{"Type":"Pass","QueryLanguage":"JSONata"}}}'),
    ).toBe(
      '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A"‹JSONata›:{"Type":"Succeed"},"B":{"Type":"Pass","QueryLanguage":"JSONata"}}}',
    )
    expect(hinted('QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Succeed\n')).toBe(
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A‹JSONata›:\n    Type: Succeed\n',
    )
    expect(hinted('{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}')).not.toContain('‹')
  })

  test('the numbers of a Retrier that it does not say', () => {
    const text = (retrier: string) => `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"r","Retry":[{${retrier}}],"End":true}}}`
    expect(hinted(text('"ErrorEquals":["E"]'))).toBe(text('"ErrorEquals":["E"]‹IntervalSeconds 1, MaxAttempts 3, BackoffRate 2›'))
    expect(hinted(text('"ErrorEquals":["E"],"MaxAttempts":1,"BackoffRate":1'))).toBe(
      text('"ErrorEquals":["E"]‹IntervalSeconds 1›,"MaxAttempts":1,"BackoffRate":1'),
    )
    expect(hinted(text('"ErrorEquals":["E"],"MaxAttempts":1,"BackoffRate":1,"IntervalSeconds":1'))).not.toContain('‹')
  })

  test('the end of a long branch', () => {
    const states = Array.from({ length: 8 }, (_, i) => `"S${i}": {\n"Type": "Pass",\n"Next": "S${i + 1}"\n}`).join(',\n')
    const branch = `{ "StartAt": "S0", "States": {\n${states}\n} }`
    const short = '{ "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }'
    const found = hinted(`{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [ ${short}, ${branch} ] } } }`)
    expect(found).toContain('} }‹Branches[1] of P› ]')
    expect(found).not.toContain('branch 1')
    const yaml = `StartAt: M\nStates:\n  M:\n    Type: Map\n    ItemProcessor:\n      StartAt: S0\n      States:\n${Array.from({ length: 10 }, (_, i) => `        S${i}:\n          Type: Succeed\n`).join('')}    End: true\n`
    expect(hinted(yaml)).toContain('Type: Succeed‹ItemProcessor of M›\n    End: true')
  })

  test('only those of the range that is asked for', () => {
    const text = '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}, "B":{"Type":"Succeed"}}}'
    const at = text.indexOf('"B"')
    expect(inlayHints(open(text), { offset: at, length: 4 })).toHaveLength(1)
  })
})

describe('semantic tokens', () => {
  const tokensOf = (text: string, range?: { offset: number; length: number }) =>
    semanticTokens(open(text), range).map(({ offset, length, type }) => `${text.slice(offset, offset + length)}:${type}`)

  test('JSONPath, intrinsic functions and JSONata', () => {
    expect(
      tokensOf(
        '{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"$.a[0]","Parameters":{"x.$":"States.Format(\'n\', $v)", "y":"$.no"}}}}',
      ),
    ).toEqual(
      ['$:variable', 'a:property', '0:number', 'States.Format:function', "'n':string", '$v:variable'].map((t) =>
        expect.stringContaining(t.split(':')[0]!),
      ),
    )
    expect(
      tokensOf(
        '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"{% $states.input.a and $sum($v) > 1.5 /* c */ %}"}}}',
      ),
    ).toEqual([
      '{%:operator',
      '$states:variable',
      '.:operator',
      'input:property',
      '.:operator',
      'a:property',
      'and:keyword',
      '$sum:function',
      '$v:variable',
      '>:operator',
      '1.5:number',
      '/* c */:comment',
      '%}:operator',
    ])
  })

  test('names in Assign are declarations', () => {
    expect(tokensOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"total.$":"$.n","x":1}}}}')).toEqual([
      'total:variable',
      '$:variable',
      expect.stringContaining('n:property'),
      'x:variable',
    ])
  })

  test('a regular expression, and a division that is none', () => {
    const text = (output: string) => `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"{%${output}%}"}}}`
    expect(tokensOf(text('$match($a, /x+/i)'))).toContain('/x+/i:regexp')
    expect(tokensOf(text('$a / $b / 2'))).toEqual([
      '{%:operator',
      '$a:variable',
      '/:operator',
      '$b:variable',
      '/:operator',
      '2:number',
      '%}:operator',
    ])
  })

  test('YAML: an expression over several lines has tokens of one line each', () => {
    const text =
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {% (\n        $x := 1;\n        /* two\n           lines */\n        $x\n      ) %}\n'
    const document = open(text)
    const tokens = semanticTokens(document)
    for (const { offset, length } of tokens) expect(text.slice(offset, offset + length)).not.toMatch(/\n|^\s/)
    expect(tokens.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
      '{%',
      '$x',
      ':=',
      '1',
      '/* two',
      'lines */',
      '$x',
      '%}',
    ])
  })

  test('in the order of the text, not overlapping, also with an alias', () => {
    const text = 'StartAt: A\nStates:\n  A: &a\n    Type: Pass\n    InputPath: $.a.b\n  B: *a\n'
    const tokens = semanticTokens(open(text))
    expect(tokens.length).toBeGreaterThan(0)
    for (const [i, token] of tokens.entries())
      if (i > 0) expect(token.offset).toBeGreaterThanOrEqual(tokens[i - 1]!.offset + tokens[i - 1]!.length)
  })
})

describe('CodeLens', () => {
  test('references of each state', () => {
    const text =
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "A" }, "C": { "Type": "Map", "ItemProcessor": { "StartAt": "A2", "States": { "A2": { "Type": "Succeed" } } } } } }'
    const lenses = codeLenses(open(text)).map(({ range, title }) => `${text.slice(range.offset, range.offset + range.length)} ${title}`)
    expect(lenses).toEqual(['"A" 2 references', '"B" 1 reference', '"C" no references', '"A2" 1 reference'])
  })
})
