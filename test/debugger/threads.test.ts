import { describe, expect, test } from 'vitest'
import { mostShown } from '../../debugger/shown/threads'
import { hello, parallel, template } from './support/machines'
import { TestSession } from './support/session'

const map = (MaxConcurrency = 0) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'I',
        States: { I: { Type: 'Wait', Seconds: 1, Next: 'J' }, J: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
})
const items = (length: number) => Array.from({ length }, (_, i) => ({ i }))

async function listed(s: TestSession) {
  return (await s.request('threads')).threads
}

describe('the first thread is called', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['as the launch says', { 'machine.asl.json': hello }, { stateMachineName: 'Greeter' }, 'Greeter'],
    ['as its file', { 'order processing.asl.json': hello }, { program: 'order processing.asl.json' }, 'order processing'],
    ['as its YAML file', { 'a.b.asl.yml': 'StartAt: A\nStates:\n  A:\n    Type: Succeed\n' }, { program: 'a.b.asl.yml' }, 'a.b'],
    ['as in its template', { 'template.yaml': template }, { program: 'template.yaml', stateMachineName: 'Second' }, 'Second'],
  ])('%s', async (_, files, attributes, name) => {
    const s = new TestSession(files)
    await s.launch({ input: '{"name": "x"}', stopOnEntry: true, ...attributes })
    expect(await listed(s)).toEqual([{ id: 1, name }])
  })
})

describe('hundreds of iterations', () => {
  const launch = async (condition: string) => {
    const s = new TestSession({ 'machine.asl.json': map() })
    await s.launch({ input: JSON.stringify(items(300)) }, [{ line: s.line('I'), condition }])
    return s
  }

  test('are folded: the first, the one that stopped, and how many more there are', async () => {
    const s = await launch('$.i == 250')
    const threads = await listed(s)
    const iterations = threads.filter(({ name }) => /^Each \[/.test(name))
    expect(iterations.length).toBeLessThanOrEqual(mostShown + 2)
    expect(iterations.map(({ name }) => name)).toContain('Each [250]')
    const [more] = threads.filter(({ name }) => /more iterations/.test(name))
    const live = Number(/^Each: (\d+) more iterations$/.exec(more!.name)![1]) + iterations.length
    expect(live).toBeGreaterThan(40)
    const stopped = iterations.find(({ name }) => name === 'Each [250]')!
    expect(await s.stack(stopped.id)).toEqual([`I:${s.line('I')}`, `Each:${s.line('Each')}`])
  })

  test('the client is told of those that it is shown', async () => {
    const s = await launch('$.i == 250')
    const told = new Set<number>()
    for (const { event, body } of s.events) if (event === 'thread') told[body.reason === 'started' ? 'add' : 'delete'](body.threadId)
    const ids = (await listed(s)).map(({ id }) => id)
    expect(told).toEqual(new Set(ids))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('the row of the folded ones has no stack, and means their Map', async () => {
    const s = await launch('$.i == 250')
    const { id } = (await listed(s)).find(({ name }) => /more iterations/.test(name))!
    expect(await s.request('stackTrace', { threadId: id })).toEqual({ stackFrames: [], totalFrames: 0 })
    expect((await s.move('next', id)).event).toBe('terminated')
  })
})

test('a Parallel of few branches is not folded', async () => {
  const s = new TestSession({ 'machine.asl.json': parallel })
  await s.launch({}, [{ line: s.line('Left') }])
  expect((await listed(s)).map(({ name }) => name)).toEqual(['machine', 'Both [0]', 'Both [1]'])
})
