import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileProgram } from '../../../../core/expressions/regexp/compile'
import { Machine, type Meter } from '../../../../core/expressions/regexp/machine'
import { Pattern } from '../../../../core/expressions/regexp/pattern'

const numRuns = Number(process.env.PROPERTY_RUNS ?? 3000)

/** Counts, and gives up at a limit. */
class Counter implements Meter {
  units = 0
  constructor(private readonly most = Number.POSITIVE_INFINITY) {}
  work(units: number): void {
    this.units += units
    if (this.units > this.most) throw new Error('too much')
  }
  check(bytes: number): void {
    if (bytes > 7e6) throw new Error('too large')
  }
}

/** What our machine finds, whatever the engine would. */
function ours(expression: RegExp, text: string, from = 0, meter: Meter = new Counter(20_000)) {
  const program = compileProgram(expression)
  const registers = new Machine(program, text, meter).search(from)
  if (!registers) return null
  return [
    registers[0],
    ...Array.from({ length: program.groups }, (_, i) =>
      registers[2 * i]! < 0 || registers[2 * i + 1]! < 0 ? undefined : text.slice(registers[2 * i], registers[2 * i + 1]),
    ),
  ]
}

function native(expression: RegExp, text: string, from = 0) {
  const copy = new RegExp(expression.source, `${expression.flags.replace('g', '')}g`)
  copy.lastIndex = from
  const match = copy.exec(text)
  return match && [match.index, ...match]
}

test.each([
  [/(a*)*/, 'aab'],
  [/(a*)+/, 'b'],
  [/(?:a?)*?b/, 'aab'],
  [/(z)((a+)?(b+)?(c))*/, 'zaacbbbcac'],
  [/(?=(a+))a*b\1/, 'baaabac'],
  ['(.*?)a(?!(a+)b\\2c)\\2(.*)', 'baaabaac'],
  [/(?<=(\d+)(\d+))$/, '1053'],
  [/(?<=\1(\d+))x/, '1212x'],
  [/(?<!a)b/, 'abb'],
  [/(?:(?=(a))a)+b/, 'aab'],
  [/((?:a|ab)(?:c|bcd)(?:d*))/, 'abcd'],
  [/(a|ab)(bc|c)?$/, 'abc'],
  [/^.*$/m, 'ab\ncd'],
  [/b$/m, 'ab\nc'],
  [/\bé?x\b/, 'a x'],
  ['[^]*?x', 'ab\nx'],
  [/\u{1F600}+/u, 'a😀😀'],
  [/^.$/u, '😀'],
  [/^.$/, '😀'],
  [/.(?<=.)$/u, '😀'],
  [/[\u{1F600}-\u{1F64F}]{2,}?/u, '😀😀😀'],
  [/\p{Lu}+/u, 'abCDe'],
  [/ſ/iu, 'S'],
  [/ſ/i, 'S'],
  [/(k)\1/iu, 'k\u212a'],
  [/(k)\1/i, 'kK'],
  [/(?<y>\d{4})-(?<m>\d\d)\k<y>?/, '2026-112026'],
  [/\k/, 'k'],
  [/a{,2}/, 'a{,2}'],
  [/x{2}{/, 'xx{'],
  ['\\8\\1(a)', '8a'],
  [/[\b]\c[\cA]/, '\b\\c\u0001'],
  [/(?:ab){2,3}?(?:ab)/, 'abababab'],
  [/(?:(a)|(b)|c){3,}/, 'abc'],
  [/(?:(a)|b){300,}/, `${'b'.repeat(299)}ab`],
  [/(?:(a?)){300}/, 'aaa'],
  [/(?:a|b|(c)){20,40}?d/, `${'abc'.repeat(9)}d`],
  [/a(?:|b)(?:c|)(?:)*d/, 'abd'],
  [/(?!)/, 'a'],
  [/(?:)/, ''],
] as [RegExp | string, string][])('%s is matched as the engine does', (source, text) => {
  const expression = new RegExp(source)
  for (let from = 0; from <= text.length; from++)
    expect([from, ours(expression, text, from, new Counter(1e6))]).toEqual([from, native(expression, text, from)])
})

// Small alphabets, so that things match.
const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\d', '^', '$', '\\b', '\\B', '1', 'A', '\\1', '\\2')
const expression = fc.letrec<{ all: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(
        fc.constantFrom('(', '(', '(?:', '(?=', '(?!', '(?<=', '(?<!'),
        tie('all'),
        fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}', '{0,2}?', '{2,}'),
      )
      .map(([open, inner, quantifier]) => `${open}${inner})${open.startsWith('(?<') ? '' : quantifier}`),
    fc
      .tuple(fc.constantFrom('a', 'b', '[ab]', '.'), fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,2}', '{2,}?'))
      .map((p) => p.join('')),
  ),
  all: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((alternatives) => alternatives.map((parts) => parts.join('')).join('|')),
})).all
const subject = fc.array(fc.constantFrom('a', 'b', 'c', '1', 'A', ' ', '\n'), { maxLength: 12 }).map((parts) => parts.join(''))

test('a random expression matches what it matches in the engine', () => {
  fc.assert(
    fc.property(expression, fc.constantFrom('', 'i', 'm', 's', 'u', 'iu'), subject, fc.nat(3), (source, flags, text, from) => {
      let made: RegExp
      try {
        made = new RegExp(source, flags)
      } catch {
        return
      }
      let found: ReturnType<typeof ours>
      try {
        found = ours(made, text, from)
      } catch (error) {
        // Back references and loops of nothing can take too long even here.
        expect((error as Error).message).toMatch(/^too (much|large)$/)
        return
      }
      expect(found).toEqual(native(made, text, from))
    }),
    { numRuns },
  )
}, 120_000)

test('what is remembered changes no result', () => {
  // Long texts, so that states are remembered; the engine takes too long for some, so that only those are compared which it can do.
  fc.assert(
    fc.property(
      fc.constantFrom(/(a|b|ab)*c/, /(?:a*b?)*c/, /(a+)+b|x/, /(?=(a*)*b)a|(b)/, /a*a*a*b/, /(?:a|b)+?c$/, /[ab]+?[bc]+a/),
      fc.array(fc.constantFrom('a', 'b', 'ab', 'aaaa'), { minLength: 5, maxLength: 8 }),
      fc.constantFrom('', 'c', 'x', 'ba'),
      (made, parts, end) => {
        const text = parts.join('') + end
        expect(ours(made, text)).toEqual(native(made, text))
        const long = `${'b'.repeat(600)}${text}`
        expect(ours(/(?:b|bb|a)*x|c/, long)).toEqual(long.includes('c') ? [long.indexOf('c'), 'c'] : ours(/(?:b|a)*x|c/, long))
      },
    ),
    { numRuns: 100 },
  )
})

test.each([
  [/^(a+)+$/, 'a', '!'],
  [/(a+)+b/, 'a', ''],
  [/(a|aa)+$/, 'a', '!'],
  [/(a*)*$/, 'a', '!'],
  [/(.*)*x/, 'a', ''],
  [/\s+$/, ' ', 'x'],
  [/a*a*a*a*a*b/, 'a', ''],
  [/^(?=(a+)+$)x/, 'a', '!'],
  [/([a-z]+\d?)+\.com/, 'a', ''],
  [/(?:(?:a?){3})*b/, 'a', ''],
])('%s takes time in proportion to the text', (expression, character, end) => {
  const units = [2000, 8000].map((length) => {
    const counter = new Counter()
    expect(ours(expression, character.repeat(length) + end, 0, counter)?.[1] ?? null).toBeOneOf([null, '', '!'])
    return counter.units
  })
  expect(units[1]! / units[0]!).toBeLessThan(6)
})

test.each([
  [/^(a+)+\1$/, `${'a'.repeat(60)}!`],
  [/(?:(a)|b|ab){30,40}\1c/, 'ab'.repeat(40)],
  ['(?=(?:a|aa)*\\1c)(a)', 'a'.repeat(60)],
] as [RegExp | string, string][])('%s, which nobody can match in such time, ends at the limit', (source, text) => {
  expect(() => new Pattern(new RegExp(source)).exec(text, 0, new Counter(20_000))).toThrow('too much')
})

test('short texts and simple expressions are left to the engine', () => {
  const counter = new Counter()
  expect(new Pattern(/(\w+)@(\w+)/).exec('to ann@example', 0, counter)).toEqual({ index: 3, groups: ['ann@example', 'ann', 'example'] })
  expect(new Pattern(/b/g).exec('abab', 2, counter)).toEqual({ index: 3, groups: ['b'] })
  expect(new Pattern(/b/).exec('a', 5, counter)).toBeUndefined()
})

test('an expression of any size is compiled or refused', () => {
  const nested = `${'(?:'.repeat(200)}a${'b){2}'.repeat(200)}`
  for (const source of [nested, '(?:a|b){1000}'.repeat(3), `${'(?:'.repeat(30)}a${'|b){1,1000}'.repeat(30)}`, 'a|'.repeat(30_000)]) {
    const run = () => new Pattern(new RegExp(source)).exec('ab'.repeat(3000), 0, new Counter(20_000))
    try {
      run()
    } catch (error) {
      expect((error as Error).message).toMatch(/too (much|large)/)
    }
  }
})
