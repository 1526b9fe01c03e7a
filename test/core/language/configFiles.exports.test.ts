import { describe, expect, test } from 'vitest'
import { exportsOf } from '../../../core/language/configFiles/exports'
import { handlerPaths } from '../../../core/language/configFiles/handlerFile'

test.each([
  ['functions/pay.handler', undefined, ['functions/pay.ts', 'functions/pay.js', 'functions/pay.py']],
  ['functions/pay.api.handler', 'nodejs22.x', ['functions/pay.ts', 'functions/pay.mjs']],
  ['shop.pay.run', 'python3.13', ['shop/pay.py', 'shop/pay/__init__.py']],
  ['../pay.run', 'python', ['../pay.py']],
  ['pay.Order::run', 'ruby3.4', ['pay.rb']],
])('%s of %s may be in %j', (handler, runtime, paths) => {
  expect(handlerPaths(handler, runtime)).toEqual(expect.arrayContaining(paths))
})

test('the paths of a runtime are its own', () => {
  expect(handlerPaths('a.b', 'python')).toEqual(['a.py', 'a/__init__.py'])
  expect(handlerPaths('a.b', 'nodejs').some((path) => path.endsWith('.py'))).toBe(false)
})

describe('what a file exports', () => {
  test.each<[file: string, text: string, names: string[], open?: true]>([
    ['a.js', 'exports.handler = async () => {}\nmodule.exports.other = 1', ['handler', 'other']],
    ['a.js', 'module.exports = { handler, run: go,\n  last }', ['handler', 'run', 'last']],
    ['a.js', "module.exports = { async handler() { return { a: '}', b } }, *gen() {}, 'last': 1 }", ['handler', 'gen', 'last']],
    ['a.js', 'module.exports = { // }\n run }', ['run']],
    ['a.js', 'module.exports = { ...other, run }', ['run'], true],
    ['a.js', 'module.exports = { run', [], true],
    ['a.mjs', 'export default async () => {}', ['default']],
    ['a.js', "module.exports = require('./b')", [], true],
    ['a.mjs', 'export async function handler(event) {}\nexport const other = 1;export function* gen() {}', ['handler', 'other', 'gen']],
    ['a.mjs', 'const a = 1\nexport { a, b as handler }', ['a', 'handler']],
    ['a.ts', 'export const handler: Handler = async () => {}\nexport type Other = 1', ['handler']],
    ['a.ts', "export * from './b'", [], true],
    [
      'a.py',
      'import os\n\ndef handler(event, context):\n    def inner(): pass\n\nasync def other(): pass\nrun = handler',
      ['handler', 'other', 'run'],
    ],
    ['a.py', 'from b import handler, other as run  # of b', ['handler', 'run']],
    ['a.py', 'from b import (\n  handler)', [], true],
    ['a.py', 'from b import *', [], true],
    ['a.py', 'if x == 1: pass', []],
    ['a.js', '', []],
  ])('%s %j', (file, text, names, open = undefined) => {
    const { found, open: isOpen } = exportsOf(file, text)
    expect(found.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(isOpen).toBe(open ?? false)
    for (const { name, offset } of found) expect(text.slice(offset, offset + name.length)).toBe(name)
  })

  test('what is made to be slow is not', () => {
    for (const piece of ['export {', 'module.exports = {', 'export ', 'from a import a,   ', 'a = ', '{', "'", 'def ', ' \t'])
      for (const file of ['a.js', 'a.py'])
        expect(exportsOf(file, piece.repeat(999_999 / piece.length)).found.length).toBeGreaterThanOrEqual(0)
  })
})
