import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProcess, project } from './program'

const task = (next: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, ...next })
const machine = {
  StartAt: 'Id',
  States: {
    Id: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'n.$': 'States.MathRandom(1, 1000)' }, ResultPath: '$.own', Next: 'Pay' },
    Pay: task({ ResultPath: '$.paid', Next: 'Done' }),
    Done: { Type: 'Pass', Parameters: { 'own.$': '$.own', 'paid.$': '$.paid.Payload', currency: 'EUR' }, End: true },
  },
}
const mocks = {
  StateMachines: { M: { TestCases: { Good: { Pay: 'Good' } } } },
  MockedResponses: { Good: { '0': { Return: { Payload: 42 } } } },
}
const files = {
  'pay.asl.json': JSON.stringify(machine, null, 2),
  'changed.asl.json': JSON.stringify(machine, null, 2).replace('EUR', 'USD'),
  'mocks.json': JSON.stringify(mocks),
}

async function saved() {
  const folder = project(files)
  const { code, err, out } = await inProcess(
    ['run', 'pay.asl.json', '--mock-config', 'mocks.json', '--test-case', 'Good', '--seed', '5', '--save', 'runs', '--name', 'one'],
    folder,
  )
  expect(code).toBe(0)
  const [name = ''] = readdirSync(join(folder, 'runs'))
  expect(err).toBe(`saved in ${join('runs', name)}\n`)
  expect(name).toMatch(/-one\.run\.jsonl$/)
  return { folder, file: join('runs', name), output: JSON.parse(out) }
}

it('a saved run runs again without its mocks, and agrees', async () => {
  const { folder, file, output } = await saved()
  const { code, out } = await inProcess(['replay', file, '--json'], folder)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ agrees: true, events: 11, recorded: 11, status: 'SUCCEEDED', output })
})

it('a saved run is held against another definition', async () => {
  const { folder, file } = await saved()
  expect(await inProcess(['replay', file, '--definition', 'pay.asl.json'], folder)).toMatchObject({ code: 0 })
  const { code, out } = await inProcess(['replay', file, '--definition', 'changed.asl.json'], folder)
  expect(code).toBe(1)
  expect(out).toContain('at event 10 of Done: output.currency is "USD", and "EUR" is recorded.')
})

it('a saved run that ended otherwise differs', async () => {
  const { folder, file } = await saved()
  const text = readFileSync(join(folder, file), 'utf8')
  writeFileSync(join(folder, file), text.replace('"currency":"EUR"},"events"', '"currency":"CHF"},"events"'))
  const { code, out } = await inProcess(['replay', file], folder)
  expect(code).toBe(1)
  expect(out).toContain('differs')
  expect(out).toContain('"CHF"')
})

it('a run that was killed while it was saved is there as far as its lines are whole', async () => {
  const { folder, file } = await saved()
  const text = readFileSync(join(folder, file), 'utf8')
  const first = text.indexOf('\n') + 1
  for (let end = first; end < text.length; end += 61) {
    writeFileSync(join(folder, 'torn.run.jsonl'), text.slice(0, end))
    const { code, err, out } = await inProcess(['replay', 'torn.run.jsonl', '--json'], folder)
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out).agrees).toBe(true)
  }
})

it.each([
  ['{"stepthrough":"run","version":2}\n', ':1:1 The saved run is of version 2, and only 1 can be read here.'],
  ['{"stepthrough":"run","version":1}\n', ':1:1 The saved run has no definition.'],
  [
    '{"stepthrough":"run","version":1,"definition":"{}","options":{"input":1,"startTime":"x"}}\n',
    'The option "startTime" of the saved run is none.',
  ],
  ['{"stepthrough":"run","version":1,"definition":"{}","options":{"input":1}}\n{"a"\n', ':2:1 This line of the saved run is damaged.'],
  ['{"stepthrough":"run","version":1,"definition":"{}","options":{"input":1}}\n', 'its definition does not run'],
  ['{"stepthrough":"run"', 'The saved run has no first line.'],
])('%s is refused in words', async (text, message) => {
  const folder = project({ 'x.run.jsonl': text })
  const { code, err } = await inProcess(['replay', 'x.run.jsonl'], folder)
  expect(err).toContain(message)
  expect(code).toBe(2)
})

it('a run is not saved in the place of a file', async () => {
  const { code, err } = await inProcess(['run', 'pay.asl.json', '--save', 'pay.asl.json'], project(files))
  expect([code, err]).toEqual([2, 'stepthrough: cannot save in pay.asl.json: there is a file of that name\n'])
})

describe('a redrive', () => {
  const failing = {
    ...mocks,
    MockedResponses: { Good: { '0': { Throw: { Error: 'Busy', Cause: 'c' } }, '1': { Return: { Payload: 42 } } } },
  }

  async function failed() {
    const folder = project({ ...files, 'mocks.json': JSON.stringify(failing) })
    const options = ['--mock-config', 'mocks.json', '--test-case', 'Good', '--save', 'runs']
    expect((await inProcess(['run', 'pay.asl.json', '--name', 'first', '--input', '{"a":1}', ...options], folder)).code).toBe(1)
    const [name = ''] = readdirSync(join(folder, 'runs'))
    return { folder, run: join('runs', name), options }
  }

  it('goes on from the state that has failed, with the results of before, and is saved as a whole', async () => {
    const { folder, run, options } = await failed()
    const { code, out, err } = await inProcess(['run', 'pay.asl.json', '--redrive', run, '--history', 'h.json', ...options], folder)
    expect([code, JSON.parse(out).paid]).toEqual([0, 42])
    const { events } = JSON.parse(readFileSync(join(folder, 'h.json'), 'utf8'))
    expect(events.map(({ type }: { type: string }) => type)).toContain('ExecutionRedriven')
    const again = err.match(/saved in (.*)/)![1]!
    expect(again).toMatch(/-first/)
    expect(await inProcess(['replay', again], folder)).toMatchObject({ code: 0 })
    // the history by itself too
    expect(await inProcess(['replay', 'h.json', '--definition', 'pay.asl.json'], folder)).toMatchObject({ code: 0 })
    expect(await inProcess(['run', 'pay.asl.json', '--redrive', again], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Execution is SUCCEEDED and cannot be redriven.'),
    })
  })

  it.each([
    [['changed.asl.json'], [], 'A redrive runs the definition that the execution began with'],
    [['pay.asl.json'], ['--redrive', 'pay.asl.json'], 'pay.asl.json is no saved run'],
    [['pay.asl.json'], ['--input', '{}'], '--redrive goes on with a run that has its own --input'],
  ])('of %j %j is refused', async (file, more, message) => {
    const { folder, run } = await failed()
    const { code, err } = await inProcess(['run', ...file, '--redrive', run, ...more], folder)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})

it('a run is saved without the values of some keys', async () => {
  const folder = project({ ...files, 'in.json': '{"password": "hidden", "user": "u"}' })
  const options = ['--mock-config', 'mocks.json', '--test-case', 'Good', '--input', '@in.json']
  const { code } = await inProcess(['run', 'pay.asl.json', ...options, '--save', 'runs', '--redact', 'passw', '--redact', 'user'], folder)
  expect(code).toBe(0)
  const [name = ''] = readdirSync(join(folder, 'runs'))
  const text = readFileSync(join(folder, 'runs', name), 'utf8')
  expect(text).not.toContain('hidden')
  expect(JSON.parse(text.split('\n')[0]!)).toMatchObject({
    redacted: ['passw', 'user'],
    options: { input: { password: '[redacted]', user: '[redacted]' } },
  })
  expect(await inProcess(['replay', join('runs', name)], folder)).toMatchObject({ code: 0 })
  expect(await inProcess(['run', 'pay.asl.json', '--redact', 'x'], folder)).toMatchObject({
    code: 2,
    err: 'stepthrough: --redact says what --save leaves out: name its folder\n',
  })
})
