import { expect, test } from 'vitest'
import type { Segment } from '../../../../core/expressions/paths/parse'
import { parsePath } from '../../../../core/expressions/paths/parse'
import { quotedName } from '../../../../core/expressions/paths/quote'

test.each([
  ['a b', "'a b'"],
  ['a\\b', "'a\\b'"],
  ['\\', "'\\'"],
  ['\\\\', "'\\\\'"],
  ["it's", '"it\'s"'],
  ['say "hi"', '\'say "hi"\''],
  ['it\'s "it"', "'it\\'s \"it\"'"],
  ["it's\\", '"it\'s\\"'],
])('the name %s is written %s, and read back', (name, quoted) => {
  expect(quotedName(name)).toBe(quoted)
  const { segments, problems } = parsePath(`$[${quoted}].x`)
  expect(problems).toEqual([])
  expect((segments[0] as Segment & { kind: 'name' }).name).toBe(name)
})
