import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProcess, project } from './program'

/** What a terminal would obey, and what a CI service would at the beginning of a line. */
const obeyed = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]|^\s*::/mu

const machine = (states: object) => JSON.stringify({ StartAt: 'A', States: states })
const bad = machine({ A: { Type: 'Pass', Next: 'B' } })
const names = ['esc\u001b[2J.asl.json', 'line\n::error::x.asl.json', '::error::.asl.json', 'c1\u009b31m.asl.json', 'bidi\u202egpj.asl.json']

describe.skipIf(process.platform === 'win32')('the name of a file does nothing to a terminal', () => {
  const folder = project(Object.fromEntries(names.map((name) => [name, bad])))
  const shown = async (...args: string[]) => {
    const { out, err } = await inProcess(args, folder)
    return out + err
  }

  it.each(names)('%j', async (name) => {
    for (const format of ['pretty', 'json', 'sarif']) expect(await shown('validate', name, '--format', format), format).not.toMatch(obeyed)
    for (const args of [
      ['run', name],
      ['run', `${name}?`],
      ['run', name, '--input', `@${name}?`],
      ['run', name, '--mock-config', name],
      ['run', name, '--history', `nowhere/${name}`],
      ['test-state', `${name}?`],
      ['validate', `${name}?`],
      [name],
    ])
      expect(await shown(...args), args.join(' ')).not.toMatch(obeyed)
  })

  it('and is still told, escaped', async () => {
    expect(await shown('validate', names[0]!)).toContain('esc\\u001b[2J.asl.json:1:')
    expect(JSON.parse(await shown('validate', names[4]!, '--format', 'json'))[0].file).toBe(names[4])
    expect(await shown('validate', names[4]!, '--format', 'json')).toContain('bidi\\u202egpj')
  })

  it('nor does a folder of them', async () => {
    const { code, out } = await inProcess(['validate', '.'], folder)
    expect(code).toBe(1)
    expect(out).not.toMatch(obeyed)
  })
})

describe('a payload and an error do nothing to a terminal', () => {
  const evil = 'x\n::error::y\u001b[31m\u009b\u202e\u2028'
  const folder = project({
    'echo.asl.json': machine({ A: { Type: 'Pass', End: true } }),
    'fail.asl.json': machine({ A: { Type: 'Fail', Error: evil, Cause: `::error::first\n${evil}` } }),
    'state.json': JSON.stringify({ Type: 'Pass', [evil]: 1, End: true }),
  })
  it('in the output, the history and the result', async () => {
    for (const args of [[], ['--json'], ['--history', '-']]) {
      const { out, err } = await inProcess(['run', 'echo.asl.json', '--input', JSON.stringify(evil), ...args], folder)
      expect(out + err, args.join(' ')).not.toMatch(obeyed)
      if (args.length === 0) expect(JSON.parse(out)).toBe(evil)
    }
  })
  it('in an error', async () => {
    for (const args of [[], ['--json']]) {
      const { out, err } = await inProcess(['run', 'fail.asl.json', ...args], folder)
      expect(out + err).not.toMatch(obeyed)
    }
    expect((await inProcess(['run', 'fail.asl.json'], folder)).err).toContain('| ::error::first\nx\n| ::error::y')
  })
  it('in what TestState refuses', async () => {
    const { err } = await inProcess(['test-state', 'state.json'], folder)
    expect(err).toContain('InvalidDefinition')
    expect(err).not.toMatch(obeyed)
  })
})

describe.skipIf(process.platform === 'win32')('special files are told, and not waited for', () => {
  const folder = project({ 'good.asl.json': machine({ A: { Type: 'Pass', End: true } }) })
  execFileSync('mkfifo', [join(folder, 'pipe.asl.json')])
  symlinkSync('/dev/zero', join(folder, 'zero.asl.json'))
  it.each([
    [['validate', 'pipe.asl.json'], 'cannot read pipe.asl.json: it is no plain file'],
    [['validate', 'zero.asl.json'], 'cannot read zero.asl.json: it is no plain file'],
    [['validate', '/dev/zero'], 'cannot read /dev/zero: it is no plain file'],
    [['run', 'pipe.asl.json'], 'cannot read pipe.asl.json: it is no plain file'],
    [['run', 'good.asl.json', '--input', '@pipe.asl.json'], 'cannot read pipe.asl.json: it is no plain file'],
    [['run', 'good.asl.json', '--mock-config', 'zero.asl.json', '--test-case', 'T'], 'cannot read zero.asl.json: it is no plain file'],
    [['test-state', '.'], 'cannot read .: it is a folder'],
    [['test-state', 'pipe.asl.json'], 'cannot read pipe.asl.json: it is no plain file'],
  ])('%j', async (args, message) => {
    expect(await inProcess(args, folder)).toEqual({ code: 2, out: '', err: `stepthrough: ${message}\n` })
  })
  it('a folder is checked without them', async () => {
    expect(await inProcess(['validate', '.'], folder)).toEqual({ code: 0, out: 'No problem in 1 file.\n', err: '' })
  })
})
