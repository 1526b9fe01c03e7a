import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at } from './support/at'
import { counting, hello, lines, parallel } from './support/machines'
import { TestSession } from './support/session'

/** Lines of the console with the 0-based line of the file that each is about, by what stands there. */
const told = (s: TestSession): string[] => {
  const text = readFileSync(s.path('machine.asl.json'), 'utf8').split('\n')
  return s.events.flatMap(({ event, body }) => {
    if (event !== 'output' || body.group === 'end' || body.line === undefined) return []
    return [`${body.output.trimEnd()} @ ${text[body.line - 1]!.trim()}`]
  })
}

describe('the console tells each state that is entered and left, at its line', () => {
  test('of the machine by its name alone', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' } })
    expect(told(s)).toEqual([
      ...['Hello entered @ "Hello": {', 'Hello exited @ "Hello": {', 'World entered @ "World": {', 'World exited @ "World": {'],
      'Execution succeeded @ "World": {',
    ])
  })

  test('of branches and iterations with theirs', async () => {
    const s = new TestSession({ 'machine.asl.json': lines })
    await s.launch({ input: { lines: [{ amount: 1 }] }, noDebug: true })
    expect(
      told(s)
        .map((line) => line.replace(/ @.*/, ''))
        .slice(0, 4),
    ).toEqual([
      'EachLine entered',
      ...['entered', 'exited'].map((how) => expect.stringMatching(new RegExp(`^EachLine ?\\[0\\].*: Price ${how}$`))),
      expect.stringMatching(/: Done entered$/),
    ])
  })

  test('of a run through very many the first two thousand, then how many more, and the latest', async () => {
    const loop = JSON.parse(JSON.stringify(counting).replace('"NumericLessThan":5', '"NumericLessThan":2000'))
    const s = new TestSession({ 'machine.asl.json': loop }, () => 0)
    await s.launch({ input: {} }, [{ line: s.line('Add'), hitCondition: '1900' }])
    const texts = () => s.console.trimEnd().split('\n')
    expect(texts().length).toBeLessThan(2200)
    const more = texts().flatMap((line) => /^\.\.\. (\d+) more times/.exec(line)?.[1] ?? [])
    expect(texts().length - more.length + more.map(Number).reduce((a, b) => a + b, 0)).toBe(2 + 1899 * 4 + 1)
    expect(texts().slice(-3)).toEqual(['More entered', 'More exited by Choices[0]', 'Add entered'])
    const before = texts().length
    await s.move('continue')
    // the next part has its own two thousand
    expect(texts().slice(before)).not.toContainEqual(expect.stringMatching(/^\.\.\./))
    const whole = new TestSession({ 'machine.asl.json': loop }, () => 0)
    await whole.launch({ input: {}, noDebug: true })
    const lines = whole.console.trimEnd().split('\n')
    expect(lines.length).toBe(2000 + 1 + 10 + 2)
    expect(lines[2000]).toBe('... 5994 more times that a state was entered or left')
    expect(lines.slice(-4)).toEqual(['Done entered', 'Done exited', 'Execution succeeded', '{"n":2000}'])
  })

  test('with what was cut short', async () => {
    const { Right } = parallel.States.Both.Branches[1]!.States
    const machine = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Left', States: { Left: { Type: 'Fail', Error: 'E' } } },
            { StartAt: 'Right', States: { Right: { ...Right, Next: undefined, End: true } } },
          ],
          Catch: [{ ErrorEquals: ['E'], Next: 'After' }],
          Next: 'After',
        },
        After: { Type: 'Pass', End: true },
      },
    }
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ input: {} })
    const texts = told(s).map((line) => line.replace(/ @.*/, ''))
    expect(texts).toContainEqual(expect.stringMatching(/: Right aborted$/))
    expect(texts).toContain('Both exited by Catch[0]')
  })
})

test('going back withdraws nothing that was printed, and says where it stands', async () => {
  const s = await at({})
  await s.move('next')
  const printed = s.console
  await s.move('stepBack')
  expect(s.console).toBe(`${printed}Back at A\n`)
  expect(told(s).at(-1)).toBe('Back at A @ "A": {')
  await s.move('next')
  expect(s.console).toBe(`${printed}Back at A\nA exited\nB entered\n`)
})

describe('the end', () => {
  const behindEnd = (s: TestSession) => s.events.slice(s.events.findIndex(({ event }) => event === 'terminated') + 1)

  test.each<[string, object, number, string]>([
    ['of a success', { Type: 'Pass', Result: { a: [1] }, End: true }, 0, 'Execution succeeded'],
    ['of a failure', { Type: 'Fail', Error: 'E', Cause: 'c' }, 1, 'Execution failed: E: c'],
  ])('%s is its status with the output, then exited, then terminated', async (_, state, exitCode, line) => {
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'A', States: { A: state } } })
    await s.launch({ input: {} }, [], [])
    const events = s.events.filter(({ event }) => event === 'output' || event === 'exited' || event === 'terminated')
    const at = events.findIndex(({ event, body }) => event === 'output' && body.output === `${line}\n`)
    expect(at).toBeGreaterThan(0)
    expect(events.slice(-2)).toMatchObject([{ event: 'exited', body: { exitCode } }, { event: 'terminated' }])
    const output = events.slice(at).find(({ body }) => body?.variablesReference > 0)
    if (exitCode !== 0) return
    const [root] = (await s.request('variables', { variablesReference: output!.body.variablesReference })).variables
    const [member] = (await s.request('variables', { variablesReference: root!.variablesReference })).variables
    expect(member).toMatchObject({ name: 'a', value: '[1]' })
  })

  test('no event comes after terminated, whatever is asked', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' } })
    const path = s.path('machine.asl.json')
    for (const [command, args] of [
      ['setBreakpoints', { source: { path }, breakpoints: [{ line: 4 }] }],
      ['setFunctionBreakpoints', { breakpoints: [{ name: 'Hello' }] }],
      ['threads', undefined],
      ['continue', { threadId: 1 }],
      ['stepBack', { threadId: 1 }],
      ['evaluate', { expression: '1 + 1', context: 'repl' }],
      ['stepthrough/programSaved', undefined],
      ['stepthrough/getHistory', {}],
      ['terminate', {}],
      ['initialize', { adapterID: 'asl' }],
      ['disconnect', {}],
    ] as const)
      await s.send(command, args)
    expect(behindEnd(s)).toEqual([])
  })

  test('but where another run is asked for', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' } })
    await s.request('restart', {})
    await s.next('terminated')
    expect(behindEnd(s).map(({ event }) => event)).toContain('exited')
  })
})
