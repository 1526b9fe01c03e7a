import { describe, expect, test } from 'vitest'
import { conditionStarts } from '../../../core/conditions/starts'
import { kindOf } from '../../../core/model/fileKind'
import { parseDocument } from '../../../core/model/parse'

const definition = (language: object) => ({
  ...language,
  StartAt: 'A',
  States: {
    A: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      ...('QueryLanguage' in language
        ? {
            Arguments: { QueueUrl: 'q', MessageBody: '{% $states.input.order.id %}' },
            Output: '{% $states.result %}',
            Assign: { v: { w: 1 } },
          }
        : { Parameters: { QueueUrl: 'q', 'MessageBody.$': '$.order.id' }, ResultPath: '$.sent', Assign: { v: { w: 1 } } }),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      Next: 'B',
    },
    B: { Type: 'Pass', End: true },
  },
})
const input = { order: { id: 'O', 'a b': [{ n: 1 }] } }

function starts(language: object, part: string): string[] {
  const text = JSON.stringify(definition(language), null, 2)
  const document = parseDocument(text, kindOf('m.asl.json', text))
  const line = text.slice(0, text.indexOf(part)).split('\n').length - 1
  const context = { inputs: [input], workspace: { siblings: () => [], text: () => undefined } } as never
  return conditionStarts({ uri: 'file:///m.asl.json', document }, line, context).map(({ label }) => label)
}

describe('the beginning of a condition', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'at the entry: the input',
      '"A": {',
      ['$.order', '$.order.id', "$.order['a b'][0].n", '$$.State.Name', '$', '$states'],
      ['$v', '$states.result.MessageId'],
    ],
    ['at a field', '"Parameters"', ['$.order.id'], ['$.QueueUrl']],
    ['at the call: what it gets', '"Resource"', ['$.QueueUrl', '$states.input.order'], ['$.order']],
    ['behind the work: the result', '"ResultPath"', ['$.MessageId', '$states.result.MessageId'], ['$.order']],
    ['at the exit: the output', '"Next": "B"\n    }', ['$.order.id', '$.sent.MessageId'], []],
    ['at a Catcher: the error', '"ErrorEquals"', ['$states.errorOutput.Error'], []],
    ['in a later state, with the variables', '"B": {', ['$.sent', '$v', '$v.w'], []],
  ])('%s', (_, part, some, none) => {
    const found = starts({}, part)
    expect(found).toEqual(expect.arrayContaining(some))
    expect(found.filter((each) => none.includes(each))).toEqual([])
    expect(new Set(found).size).toBe(found.length)
  })

  test('is in the language of the state', () => {
    const found = starts({ QueryLanguage: 'JSONata' }, '"Output"')
    expect(found).toEqual(expect.arrayContaining(['$states.result.MessageId', '$states.input.order.id', '$sum']))
    expect(found).not.toContain('$$')
  })

  test('is nothing where there is no state, and not too much of a large input', () => {
    const document = parseDocument('{}', kindOf('m.asl.json', '{}'))
    expect(conditionStarts({ uri: 'u', document }, 0, { workspace: {} } as never)).toEqual([])
    const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } })
    const wide = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`m${i}`, Object.fromEntries(Array.from({ length: 200 }, (_, j) => [`n${j}`, j]))]),
    )
    const large = { inputs: [wide], workspace: { siblings: () => [] } } as never
    const found = conditionStarts({ uri: 'u', document: parseDocument(text, kindOf('m.asl.json', text)) }, 0, large)
    expect(found.length).toBeLessThan(900)
  })
})
