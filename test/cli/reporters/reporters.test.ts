import { describe, expect, test } from 'vitest'
import { inLine } from '../../../cli/terminal'
import { reporters } from '../../../cli/test/reporters'
import type { ReporterName } from '../../../cli/test/reporters/names'
import type { Json } from '../../../core/base/json'
import type { CaseResult } from '../../../hosts/node/tests/results'
import { hostileTexts } from '../../support/hostile'
import { readJunit } from '../../support/junit'
import { readTap } from '../../support/tap'

const report = (name: ReporterName, results: readonly CaseResult[], colours = false) => {
  const { ended, end } = reporters[name]({ colours })
  const count = (status: CaseResult['status']) => results.filter((result) => result.status === status).length
  const parts = results.map(ended)
  return parts.join('') + end({ passed: count('passed'), failed: count('failed'), skipped: count('skipped'), milliseconds: 1234 }, true)
}

const own = { file: 'a.asl.test.json', definition: 'a.asl.json', milliseconds: 1.5, line: 3, column: 5, failures: [] }
const passed: CaseResult = { ...own, name: 'passes', status: 'passed' }
const skipped: CaseResult = { ...own, name: 'is out', status: 'skipped', milliseconds: 0 }
const failed: CaseResult = {
  ...own,
  name: 'fails',
  status: 'failed',
  failures: [
    { what: 'output', path: '$.total', expected: 2, actual: 1, message: 'The output differs at $.total' },
    { what: 'output', path: '$.sku', expected: 'a', message: 'The output differs at $.sku', event: 7 },
  ],
}
const broken: CaseResult = {
  file: 'b.asl.test.json',
  definition: '',
  name: 'b.asl.test.json',
  status: 'failed',
  milliseconds: 0,
  failures: [{ what: 'file', message: 'A value is expected.', line: 2, column: 3 }],
}
const all = [passed, skipped, failed, broken]

test('junit', () => {
  expect(report('junit', all)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="stepthrough" tests="4" failures="1" errors="1" time="0.003">
  <testsuite name="a.asl.test.json" tests="3" failures="1" errors="0" skipped="1" time="0.003">
    <testcase name="passes" classname="a.asl.test.json" time="0.002"/>
    <testcase name="is out" classname="a.asl.test.json" time="0.000">
      <skipped/>
    </testcase>
    <testcase name="fails" classname="a.asl.test.json" time="0.002">
      <failure message="The output differs at $.total (and 1 other failure)" type="output">a.asl.test.json:3:5
   The output differs at $.total
     expected 2
     actual   1
   The output differs at $.sku
     expected &quot;a&quot;
     actual   nothing
</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.asl.test.json" tests="1" failures="0" errors="1" skipped="0" time="0.000">
    <testcase name="b.asl.test.json" classname="b.asl.test.json" time="0.000">
      <error message="A value is expected." type="file">b.asl.test.json:2:3
   A value is expected.
</error>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('tap', () => {
  expect(report('tap', all)).toBe(`TAP version 14
ok 1 - a.asl.test.json: passes
ok 2 - a.asl.test.json: is out # SKIP
not ok 3 - a.asl.test.json: fails
  ---
  message: "The output differs at $.total"
  severity: "fail"
  at: {"file":"a.asl.test.json","line":3,"column":5}
  failures:
    - {"what":"output","path":"$.total","expected":2,"actual":1,"message":"The output differs at $.total"}
    - {"what":"output","path":"$.sku","expected":"a","message":"The output differs at $.sku"}
  ...
not ok 4 - b.asl.test.json: b.asl.test.json
  ---
  message: "A value is expected."
  severity: "fail"
  at: {"file":"b.asl.test.json","line":2,"column":3}
  failures:
    - {"what":"file","message":"A value is expected."}
  ...
1..4
`)
})

test('json has no member that is not there, and no event of ours', () => {
  const { cases, ...counts } = JSON.parse(report('json', all))
  expect(counts).toEqual({ passed: 1, failed: 2, skipped: 1 })
  expect(cases.map(({ name }: CaseResult) => name)).toEqual(['passes', 'fails', 'b.asl.test.json'])
  expect(cases[1]).toEqual({
    file: 'a.asl.test.json',
    name: 'fails',
    definition: 'a.asl.json',
    status: 'failed',
    milliseconds: 1.5,
    failures: [
      { what: 'output', path: '$.total', expected: 2, actual: 1, message: 'The output differs at $.total' },
      { what: 'output', path: '$.sku', expected: 'a', message: 'The output differs at $.sku' },
    ],
  })
})

test('for people, of many that pass only their number', () => {
  const many = Array.from({ length: 1000 }, (_, i) => ({ ...passed, name: `passes ${i}` }))
  expect(report('pretty', [...many, failed])).toBe(`a.asl.test.json 1000 passed 1.5 s
  ✗ fails

1. fails
   a.asl.test.json:3:5
   The output differs at $.total
     expected 2
     actual   1
   The output differs at $.sku
     expected "a"
     actual   nothing

1000 passed, 1 failed in 1 file, 1.2 s.
`)
  expect(report('pretty', [failed], true)).toContain('expected \u001b[32m2\u001b[39m\n')
})

test('long values are shown from where they part', () => {
  const text = 'x'.repeat(5000)
  const message = 'The output differs at $'
  const shown = report('pretty', [{ ...failed, failures: [{ what: 'output', expected: `${text}a`, actual: `${text}b`, message }] }])
  expect(shown).toContain(`     expected …${'x'.repeat(30)}a"\n     actual   …${'x'.repeat(30)}b"\n`)
})

describe('hostile texts survive', () => {
  const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as Json
  const results = hostileTexts.flatMap((text): CaseResult[] => [
    { ...passed, name: text, file: `${text}.asl.test.json` },
    { ...skipped, name: text, file: `${text}.asl.test.json` },
    {
      ...failed,
      name: text,
      file: `${text}.asl.test.json`,
      failures: [
        { what: 'output', path: text, expected: { [text]: text }, actual: text, message: text },
        { what: 'output', path: '$', expected: deep, actual: { ['k'.repeat(3000)]: 1 }, message: text },
      ],
    },
  ])

  /** No line begins with what a CI service obeys, and nothing is in it that a terminal does. */
  const isHarmless = (text: string) =>
    expect([/^\s*(::|##\[)/m.exec(text)?.[0], /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.exec(text)?.[0]]).toEqual([
      undefined,
      undefined,
    ])

  test.each(['pretty', 'junit', 'json', 'tap'] as const)('in %s nothing is obeyed', (name) => isHarmless(report(name, results)))

  test('in junit', () => {
    const { children } = readJunit(report('junit', results))
    const names = children.flatMap((suite) => suite.children.map(({ attributes }) => attributes.name))
    const visible = (text: string) =>
      text.replaceAll(/(?![\t\n\r\u007f-\u009f])[\p{Cc}\p{Cs}]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    expect(names).toEqual(hostileTexts.flatMap((text) => [visible(text), visible(text), visible(text)]))
  })

  test('in json', () => {
    expect(JSON.parse(report('json', results)).cases.map(({ name }: CaseResult) => name)).toEqual(
      hostileTexts.flatMap((text) => [text, text]),
    )
  })

  test('in tap', () => {
    const points = readTap(report('tap', results))
    expect(points.map(({ ok, directive }) => [ok, directive])).toEqual(
      hostileTexts.flatMap(() => [
        [true, undefined],
        [true, 'SKIP'],
        [false, undefined],
      ]),
    )
    const visible = (text: string) => inLine(text).replaceAll(/[\ud800-\udfff]/gu, (c) => `\\u${c.charCodeAt(0).toString(16)}`)
    expect(points.map(({ description }) => description)).toEqual(
      hostileTexts.flatMap((text) => Array(3).fill(`${visible(text)}.asl.test.json: ${visible(text)}`)),
    )
    const told = points.flatMap(({ diagnostics }) => (diagnostics === undefined ? [] : [(diagnostics as { message: string }).message]))
    expect(told).toEqual(hostileTexts)
  })
})
