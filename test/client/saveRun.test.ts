import { beforeEach, describe, expect, test } from 'vitest'
import { editor } from '../support/vscode/editor'
import { FakeSession, run, seen, start } from '../support/vscode/extension'

const order = '/w/flows/order.asl.json'
const saved = { text: '{"stepthrough":"run"}\n', name: 'first try', redrivable: true }

beforeEach(() => start({ files: { [order]: '{}' } }))

describe('a run is saved', () => {
  test('while its session lives: what it has come to so far', async () => {
    const session = await new FakeSession('1', { program: order }, { saveRun: saved }).begin()
    editor.says = ['/w/flows/mine.run.jsonl']
    await run('saveRun')
    expect(session.requests).toContainEqual(['stepthrough/saveRun', undefined])
    expect(editor.files.get('/w/flows/mine.run.jsonl')).toBe(saved.text)
    expect(seen()).toEqual([
      'save Save This Run: /w/flows/order.first_try.run.jsonl',
      'info: The run is saved in flows/mine.run.jsonl: "historyFile" of a launch configuration replays it, and `stepthrough replay` does.',
    ])
  })

  test('and after its end', async () => {
    const session = await new FakeSession('1', { program: order }).begin()
    await session.tell('savedRun', { ...saved, name: 'order' })
    await session.end()
    await run('saveRun')
    expect(seen()).toEqual(['save Save This Run: /w/flows/order.run.jsonl'])
  })

  test('where there is something of it', async () => {
    await run('saveRun')
    const session = await new FakeSession('1', { program: order }).begin()
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'ExecutionStarted' }
    await session.tell('history', { from: 0, events: [{ event, threadId: 1, threadName: 'Machine' }], status: 'SUCCEEDED' })
    await session.end()
    await run('saveRun')
    expect(seen()).toEqual([
      'info: There is no run yet that could be saved: debug a state machine first.',
      'info: The run has ended, and nothing is kept of it: it was too large, or ran without debugging.',
    ])
  })
})

describe('a run is redriven', () => {
  const begin = async (redrivable: boolean) => {
    const session = await new FakeSession('1', { type: 'asl', program: order, input: { n: 1 }, mockConfig: 'm.json' }).begin()
    await session.tell('savedRun', { ...saved, redrivable })
    await session.end()
    await run('redrive')
  }

  test('in a session that goes on with it, with the same configuration', async () => {
    await begin(true)
    const [[file, text]] = [...editor.files].filter(([name]) => name.includes('redrive')) as [[string, string]]
    expect(text).toBe(saved.text)
    const { config } = editor.started.at(-1)!
    expect(config).toMatchObject({ program: order, mockConfig: 'm.json', redrive: file, stopOnEntry: true })
    expect(config).not.toHaveProperty('input')
    expect(editor.context.get('stepthrough.redrivable')).toBe(true)
  })

  test('unless it cannot be', async () => {
    await begin(false)
    expect(seen()).toEqual(['info: Only a Standard execution that has failed, timed out or was stopped can be redriven.'])
  })
})
