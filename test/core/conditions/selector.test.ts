import { describe, expect, test } from 'vitest'
import { Selection } from '../../../core/conditions/selector'
import { parseDocument } from '../../../core/model/parse'

const states = {
  Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'Payment' },
  Payment: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'Pay*' },
  'Pay*': { Type: 'Pass', Next: 'error:X' },
  'error:X': { Type: 'Pass', Next: 'A @exit' },
  'A @exit': { Type: 'Pass', End: true },
}
const { definitions } = parseDocument(JSON.stringify({ StartAt: 'Pay', States: states }), { format: 'json', content: 'definition' })
const selection = new Selection([...definitions[0]!.machine.states.values()])

function told(text: string): unknown {
  const found = selection.select(text)
  if (found.kind === 'none') return found.problem
  return found.kind === 'error' ? 'an error' : [found.mode, ...found.states.map(({ name }) => name)]
}

describe('the text of a function breakpoint', () => {
  test.each<[string, unknown]>([
    ['Pay', ['entry', 'Pay']],
    ['  Pay  ', ['entry', 'Pay']],
    ['Pay*', ['entry', 'Pay*']],
    ['Pa*', ['entry', 'Pay', 'Payment', 'Pay*']],
    ['?ay', ['entry', 'Pay']],
    ['pay', 'No state is named "pay".'],
    ['Pay @attempt', ['attempt', 'Pay']],
    ['Pa*  @exit', ['exit', 'Pay', 'Payment', 'Pay*']],
    ['A @exit', ['entry', 'A @exit']],
    ['A @exit @exit', ['exit', 'A @exit']],
    ['Pay @toString', 'There is no mode "@toString": there are @entry, @exit, @attempt, @catch, @item, @firstItem.'],
    ['error:X', ['entry', 'error:X']],
    ['error:Y', 'an error'],
    ['type:pass', ['entry', 'Pay*', 'error:X', 'A @exit']],
    ['type: Task @catch', ['catch', 'Pay', 'Payment']],
    ['type:Map', 'No state has the type Map.'],
    ['resource:*sqs*', ['entry', 'Payment']],
    ['resource:sqs', 'No state has the Resource "sqs": "*sqs*" is one that contains it.'],
    ['resource:*sns*', 'No state has the Resource "*sns*".'],
    ['', 'No state is named "".'],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expected))

  test.each([
    ['States.Timeout', { error: 'States.Timeout' }, true],
    ['States.Timeout', { error: 'Other' }, false],
    ['States.ALL', { error: 'Other' }, true],
    ['States.HeartbeatTimeout', { error: 'States.Timeout', traits: { aliases: ['States.HeartbeatTimeout'] } }, true],
    ['*Time*', { error: 'States.Timeout' }, true],
    ['*', { error: undefined }, true],
    ['a b', { error: 'a b' }, true],
  ])('error:%s means %j: %s', (name, error, expected) => {
    const found = selection.select(`error:${name}`)
    expect(found.kind === 'error' && found.raised(error)).toBe(expected)
  })
})
