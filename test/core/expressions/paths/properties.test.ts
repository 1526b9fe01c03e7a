import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { Failure } from '../../../../core/expressions/evaluation/failure'
import { compileItemsPath, compileOptionalPath, compilePathField } from '../../../../core/expressions/fields/pathField'
import { compileTemplate } from '../../../../core/expressions/fields/payloadTemplate'
import { parseIntrinsic } from '../../../../core/expressions/intrinsics/parse'
import { intrinsics } from '../../../../core/expressions/intrinsics/table'
import { compileJsonata } from '../../../../core/expressions/jsonata/compile'
import { parseJsonata } from '../../../../core/expressions/jsonata/parse'
import { jsonataFunctions } from '../../../../core/expressions/jsonata/table'
import { parsePath } from '../../../../core/expressions/paths/parse'
import { compileResultPath } from '../../../../core/expressions/paths/reference'
import { nodeOf, ports, scope, shown, stringNode } from './support'

/** A moderate number by default; PROPERTY_RUNS=100000 for the long run (docs/testing.md). */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 1500)
const timeout = 20_000 + numRuns * 20

// Names collide on purpose, so that paths find things; some are the names that every JavaScript object inherits.
const name = fc.constantFrom('a', 'b', 'c', 'list', 'a b', '__proto__', 'constructor', 'length', 'toString', "it's", 'é', '')
const scalar = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.boolean(), fc.constant(null))
const payload = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 4 })
      .map((members) => JSON.parse(`{${members.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`)),
  ),
})).value

const index = fc.integer({ min: -3, max: 3 })
const operand = fc.oneof(
  fc.constantFrom('@', '@.a', '@.b.c', '$.a', '@[0]', '@.list[*]'),
  fc.constantFrom('1', "'x'", 'null', 'true', "['a', 1]", '-2.5e1'),
)
const comparison = fc.oneof(
  fc
    .tuple(
      operand,
      fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', 'nin', 'contains', 'size', 'empty', 'subsetof', 'anyof', 'noneof'),
      operand,
    )
    .map((parts) => parts.join(' ')),
  fc.constantFrom('@.a', '!@.a', '@.a =~ /x.*/', '!(@.a && @.b) || @.c'),
)
const segment = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('.a', '.b', '.c', '.list', "['a b']", "['__proto__']", '.constructor', '.length') },
  index.map((i) => `[${i}]`),
  fc.tuple(index, index).map(([i, j]) => `[${i}:${j}]`),
  fc.constantFrom('[*]', '.*', '..a', '..*', '..[0]', "['a','b']", '[0,1]', '.length()', '.keys()', '.first()', '.sum()'),
  comparison.map((test) => `[?(${test})]`),
)
const path = fc
  .tuple(fc.constantFrom('$', '$', '$', '$$', '$v'), fc.array(segment, { maxLength: 5 }))
  .map(([root, segments]) => root + segments.join(''))

const literal = fc.oneof(
  index.map(String),
  fc.constantFrom("'x'", "'a {} b'", "'\\{\\}'", "''", 'null', 'true', 'false', "'SHA-256'", "','"),
)
const call: fc.Arbitrary<string> = fc.letrec<{ call: string }>((tie) => ({
  call: fc
    .tuple(
      fc.constantFrom(...intrinsics.map((i) => i.name)),
      fc.array(fc.oneof({ depthSize: 'small' }, literal, path, tie('call')), { maxLength: 4 }),
    )
    .map(([function_, args]) => `${function_}(${args.join(', ')})`),
})).call

/** Something that was right, with a piece cut out or put in. */
const damaged = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(
      text,
      fc.nat(),
      fc.nat({ max: 5 }),
      fc.constantFrom('', '[', ']', '(', "'", '\\', '$', '.', '?', '{', ' ', '\u0000', '\ud800', '"', '`', ','),
    )
    .map(([t, at, count, extra]) => t.slice(0, at % (t.length + 1)) + extra + t.slice((at % (t.length + 1)) + count))

/** Only an error that ASL knows may come out, never an exception; a value has to be plain JSON. */
function acceptable(result: Json | undefined | Failure): void {
  if (result instanceof Failure) {
    expect(result.error).toMatch(/^States\.(Runtime|IntrinsicFailure|ReferencePathConflict|QueryEvaluationError)$/)
    expect(result.cause.length).toBeGreaterThan(0)
  } else if (result !== undefined) {
    const text = JSON.stringify(result)
    expect(JSON.stringify(JSON.parse(text))).toBe(text)
  }
}

function frozen(value: Json): Json {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) frozen(item)
  return Object.freeze(value)
}

const inside = (text: string, { offset, length }: { offset: number; length: number }) =>
  offset >= 0 && length >= 0 && offset + length <= text.length

test(
  'paths on any payload give a value or an error of ASL',
  () => {
    const here = scope({ variables: { v: { a: [1, { b: 2 }] } } })
    fc.assert(
      fc.property(payload, fc.oneof(path, damaged(path)), (input, text) => {
        const node = stringNode(text)
        for (const compile of [compilePathField, compileItemsPath, compileOptionalPath]) acceptable(compile(node)(input, here))
        acceptable(compileResultPath(text)(input, 'x'))
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'templates of paths and calls give a value or an error of ASL, and leave the input as it was',
  () => {
    const here = scope()
    fc.assert(
      fc.property(
        payload,
        fc.array(fc.tuple(name, fc.oneof(path, call, damaged(call))), { maxLength: 3 }),
        payload,
        (input, members, constant) => {
          const before = JSON.stringify(input)
          const template = { ...Object.fromEntries(members.map(([key, text]) => [`${key}.$`, text])), constant: [constant] }
          acceptable(compileTemplate(nodeOf(template))(input, here))
          expect(JSON.stringify(input)).toBe(before)
        },
      ),
      { numRuns },
    )
  },
  timeout,
)

test(
  'a path of names and indices finds what a walk by hand finds',
  () => {
    const step = fc.oneof(name, index)
    fc.assert(
      fc.property(payload, fc.array(step, { maxLength: 4 }), (input, steps) => {
        // to null no path is applied at all
        fc.pre(input !== null)
        const quote = (key: string) => `['${key.replace(/['\\]/g, '\\$&')}']`
        const text = `$${steps.map((s) => (typeof s === 'number' ? `[${s}]` : quote(s))).join('')}`
        let found: unknown = input
        for (const s of steps) {
          if (typeof s === 'number') found = Array.isArray(found) ? found.at(s) : undefined
          else
            found =
              typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, s)
                ? (found as Record<string, unknown>)[s]
                : undefined
        }
        expect(compileOptionalPath(stringNode(text))(input, scope())).toBe(found)
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'what ResultPath puts is found at its place, and the rest is as it was',
  () => {
    fc.assert(
      fc.property(
        payload,
        fc.array(
          name.filter((n) => n !== ''),
          { minLength: 1, maxLength: 3 },
        ),
        payload,
        (root, names, value) => {
          const text = `$${names.map((n) => `['${n.replace(/['\\]/g, '\\$&')}']`).join('')}`
          const result = compileResultPath(text)(root, value)
          if (result instanceof Failure) return
          expect(compileOptionalPath(stringNode(text))(result, scope())).toBe(value)
          for (const key of Object.keys(root as object))
            if (key !== names[0]) expect((result as Record<string, Json>)[key]).toBe((root as Record<string, Json>)[key])
        },
      ),
      { numRuns },
    )
  },
  timeout,
)

const jsonataText = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(
      '1',
      '"x"',
      'null',
      '$states.input',
      '$states.input.a',
      '$states.input.list[0]',
      '$v',
      '$nope',
      '[]',
      '{}',
      '/x/',
      '$',
      'a',
      '**',
      '*',
      '%',
    ),
    fc
      .tuple(
        tie('e'),
        fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', '>', 'and', 'or', 'in', '.', '~>', '..', '?:'),
        tie('e'),
      )
      .map(([a, o, b]) => (o === '..' ? `[${a}..${b}]` : o === '?:' ? `(${a}) ? (${b})` : `(${a}) ${o} (${b})`)),
    fc
      .tuple(fc.constantFrom(...jsonataFunctions.map((f) => f.name), 'eval', 'nosuch'), fc.array(tie('e'), { maxLength: 3 }))
      .map(([f, args]) => `$${f}(${args.join(', ')})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `${a}[${b}]`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `($x := ${a}; $f := function($y) { ${b} }; $f($x))`),
    fc.array(tie('e'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(name, tie('e')).map(([key, e]) => `{${JSON.stringify(key)}: ${e}}`),
  ),
})).e

test(
  'JSONata on any payload gives plain JSON or an error of ASL, within its time',
  () => {
    const here = scope({ variables: { v: [1, 'x', { a: 1 }] }, ports: { ...ports, limits: { jsonataTime: 200 } } })
    fc.assert(
      fc.property(payload, fc.oneof(jsonataText, damaged(jsonataText)), (input, text) => {
        const start = process.cpuUsage()
        const evaluate = compileJsonata(nodeOf(`{% ${text} %}`), 'Output')
        const result = evaluate(input, here)
        acceptable(result)
        // CPU time: on a busy computer the time of day tells nothing.
        expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
        // The package throws where it would change something that is frozen: then the results would differ.
        expect(shown(evaluate(frozen(structuredClone(input)), here))).toEqual(shown(result))
      }),
      // Shrinking something that is slow takes for ever.
      { numRuns, endOnFailure: true },
    )
  },
  timeout,
)

test(
  'the short way for plain paths of JSONata says what the long one says',
  () => {
    const step = fc.constantFrom('a', 'b', 'c', 'list', 'constructor', 'length', '__proto__', 'x')
    const start = fc.constantFrom('$states.input', '$states.result', '$states.context', '$states', '$v', '$sum', '$nope')
    fc.assert(
      fc.property(payload, payload, start, fc.array(step, { maxLength: 3 }), (input, result, root, steps) => {
        const short = [root, ...steps].join('.')
        // A comment keeps the short way from reading it.
        const long = `${short} /**/`
        const here = scope({ variables: { v: result }, result })
        const run = (text: string) => compileJsonata(nodeOf(`{% ${text} %}`), 'Output')(input, here)
        const [a, b] = [run(short), run(long)]
        if (b instanceof Failure) expect((a as Failure).cause).toBe(b.cause.replace(' /**/', ''))
        else expect(a).toEqual(b)
        const [read, whole] = [parseJsonata(short), parseJsonata(long)]
        expect({ ...read, text: '' }).toEqual({ ...whole, text: '' })
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'parsers of any text stay inside of it',
  () => {
    fc.assert(
      fc.property(fc.oneof(path, call, damaged(path), damaged(call), fc.string()), (text) => {
        const { problems, tokens, segments, root } = parsePath(text)
        const intrinsic = parseIntrinsic(text)
        for (const range of [...problems, ...tokens, ...segments, root, ...intrinsic.problems, ...intrinsic.tokens])
          expect([text, range, inside(text, range)]).toEqual([text, range, true])
      }),
      { numRuns },
    )
    fc.assert(
      fc.property(fc.oneof(jsonataText, damaged(jsonataText), fc.string()), (text) => {
        const { problems, variables, calls, states } = parseJsonata(text)
        for (const range of [...problems, ...variables, ...calls, ...states, ...states.flatMap((s) => s.path)])
          expect([text, range, inside(text, range)]).toEqual([text, range, true])
      }),
      { numRuns },
    )
  },
  timeout,
)
