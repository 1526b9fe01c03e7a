import { describe, expect, test } from 'vitest'
import { TestSession } from './support/session'

const task = (Next: string) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', Next })
const machine = { StartAt: 'Pay', States: { Pay: task('Tell'), Tell: task('End'), End: { Type: 'Succeed' } } }

/** A session at the entry of Pay, whose tasks somebody answers for real, and what they were asked. */
async function session() {
  const asked: string[] = []
  const tasks = {
    answerer:
      () =>
      ({ stateName }: { stateName: string }) => {
        asked.push(stateName)
        return { kind: 'succeeded', output: 'real', source: 'function' } as const
      },
    foreign: async () => [],
    settled: async () => {},
    close: async () => {},
  }
  const s = new TestSession({ 'machine.asl.json': machine }, undefined, { bind: async () => ({ tasks }) })
  await s.launch({ stopOnEntry: true })
  const inputOf = async (command: 'next' | 'stepBack') => {
    await s.move(command)
    return (await s.scope('Input')).$
  }
  return { s, asked, inputOf }
}

describe('a state that a person answers from now on', () => {
  test('is not asked any more, and says who answered', async () => {
    const { s, asked, inputOf } = await session()
    await s.request('stepthrough/answerState', { state: 'Pay', output: { paid: 1 } })
    await inputOf('next')
    expect([await s.evaluate('$.paid'), asked]).toEqual(['1', []])
    const { events } = await s.request('stepthrough/getHistory')
    expect(events.flatMap(({ answeredBy }) => answeredBy ?? [])).toEqual(['edit'])
  })

  test('is listed as such, until it is given back', async () => {
    const { s, inputOf, asked } = await session()
    const list = async () => (await s.request('stepthrough/taskStates')).states.map(({ name, answered }) => `${name} ${answered}`)
    await s.request('stepthrough/answerState', { state: 'Pay', error: 'No' })
    expect(await list()).toEqual(['Pay true', 'Tell false'])
    await s.request('stepthrough/answerState', { state: 'Pay' })
    expect(await list()).toEqual(['Pay false', 'Tell false'])
    expect([await inputOf('next'), asked]).toEqual(['"real"', ['Pay']])
  })

  test('is answered anew after a step back, though its task was asked before', async () => {
    const { s, asked, inputOf } = await session()
    expect(await inputOf('next')).toBe('"real"')
    await inputOf('stepBack')
    await s.request('stepthrough/answerState', { state: 'Pay', output: 'mine' })
    expect([await inputOf('next'), asked]).toEqual(['"mine"', ['Pay']])
  })

  test('has to be a Task of the program', async () => {
    const { s } = await session()
    await expect(s.request('stepthrough/answerState', { state: 'End', echo: true })).rejects.toThrow('The program has no Task state End.')
  })
})
