import { describe, expect, test } from 'vitest'
import { graphKeys } from '../../../webview/graph/keys'
import { GraphIndex, GraphModel } from '../../../webview/graph/model'
import { cutTo, textWidth } from '../../../webview/graph/text'
import { labelOf, type NodeShown, subtitleOf } from '../../../webview/graph/words'
import { graphOf } from './graphs'

const inner = { StartAt: 'Inner', States: { Inner: { Type: 'Pass', Next: 'Gone' } } }
const text = JSON.stringify({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: inner, End: true }, Last: { Type: 'Succeed' } },
})
const graph = graphOf(text)
const index = new GraphIndex(graph)
const key = (name: string) => [...index.nodes.values()].find(({ node }) => node.name === name)!.node.key

describe('a place of the text is in a state', () => {
  test.each([
    ['"Each":', 'Each'],
    ['"Inner":', 'Inner'],
    ['"Next"', 'Inner'],
    ['"Gone"', 'Inner'],
    ['"Last"', 'Last'],
    ['"States"', undefined],
  ])('%s in %s', (at, name) => expect(index.at(text.indexOf(at) + 1)?.name).toBe(name))

  test('breakpoints stand at the innermost', () => {
    const places = ['"Each":', '"Inner":', '"Next"', '"StartAt"'].map((at) => ({ offset: text.indexOf(at), enabled: true }))
    expect([...index.breakpoints(places)].map(([each, own]) => [each, own.length])).toEqual([
      [key('Each'), 1],
      [key('Inner'), 2],
    ])
  })
})

test('a breakpoint on a line stands at the state that is named there', () => {
  const lines = JSON.stringify(JSON.parse(text), undefined, 2)
  const own = new GraphIndex(graphOf(lines))
  const start = (at: string) => lines.lastIndexOf('\n', lines.indexOf(at)) + 1
  const places = ['"Each": {', '"Inner": {', '"Next"', '"Last": {'].map((at) => ({ offset: start(at), enabled: true }))
  expect([...own.breakpoints(places)].map(([each, found]) => [own.nodes.get(each)!.node.name, found.length])).toEqual([
    ['Each', 1],
    ['Inner', 2],
    ['Last', 1],
  ])
  expect([...index.breakpoints([{ offset: 0, enabled: true }])].map(([each]) => index.nodes.get(each)!.node.name)).toEqual(['Each'])
})

test('states are found by any part of their names, whatever the case', () => {
  expect(index.search('IN').map((each) => index.nodes.get(each)!.node.name)).toEqual(['Inner'])
  expect([index.search('  '), index.search('zzz')]).toEqual([[], []])
  expect(index.around(key('Inner'))).toEqual([key('Each')])
  expect(index.containers).toEqual([key('Each')])
})

test('what a layout depends on is not where things are', () => {
  expect(new GraphIndex(graphOf(` ${text}`)).shape).toBe(index.shape)
  expect(new GraphIndex(graphOf(text.replace('"Gone"', '"Else"'))).shape).not.toBe(index.shape)
})

test('the machine that is looked at: the one that was chosen, else the one that runs, else the first', () => {
  const model = new GraphModel()
  expect(model.machine('One')).toBeUndefined()
  const machines = ['One', 'Two', 'Three'].map((name) => ({ name, range: { offset: 0, length: 0 }, graph, marks: [] }))
  model.receive({ type: 'graph', graphs: { file: '/a', machines, files: [] } })
  expect([model.machine(undefined)?.name, model.machine('Three')?.name, model.machine('Gone')?.name]).toEqual(['One', 'Three', 'One'])
  model.receive({ type: 'graph', graphs: { file: '/a', machines, files: [], name: 'Two' } })
  expect([model.machine(undefined)?.name, model.machine('Three')?.name]).toEqual(['Two', 'Three'])
  expect(model.place(key('Inner'))).toMatchObject({
    name: 'Inner',
    file: '/a',
    path: ['States', 'Each', 'ItemProcessor', 'States', 'Inner'],
    line: 1,
  })
  expect(model.place('nothing')).toBeUndefined()
})

describe('what is said of a state', () => {
  const plain: NodeShown = { run: undefined, isRun: false, isCurrent: false, mark: undefined, breakpoints: undefined }
  const node = index.nodes.get(key('Last'))!.node
  const run = {
    status: 'failed',
    visits: 3,
    retries: 1,
    latest: {} as never,
    items: { succeeded: 1000, failed: 2, running: 0, length: 1002 },
  } as const
  test.each<[Partial<NodeShown>, string]>([
    [{}, 'Last, Succeed'],
    [{ isRun: true }, 'Last, Succeed, not reached'],
    [
      { run, isRun: true, isCurrent: true },
      'Last, Succeed, the current state, failed, 3 visits, 1 retry, 1,000 succeeded, 2 failed of 1,002 items',
    ],
    [{ breakpoints: [{ offset: 1, enabled: false }] }, 'Last, Succeed, disabled breakpoint'],
    [{ breakpoints: [{ offset: 1, enabled: true }] }, 'Last, Succeed, breakpoint'],
    [{ mark: { key: '', severity: 'error', messages: ['It is wrong.'], count: 3 } }, 'Last, Succeed, It is wrong. and 2 more problems'],
  ])('%j: %s', (more, label) => expect(labelOf(node, { ...plain, ...more })).toBe(label))

  test.each([
    [{ type: 'Task', detail: 'sqs:sendMessage' }, 'Task · sqs:sendMessage'],
    [{ detail: 'Tsk' }, 'Unknown type Tsk'],
    [{}, 'No type'],
    [{ doubt: 'missing' }, 'There is no such state'],
    [{ type: 'Pass', doubt: 'duplicate' }, 'Pass · An earlier state has this name'],
  ] as const)('%j is %s', (about, words) => expect(subtitleOf(about)).toBe(words))
})

test('texts are cut to a width, never in the middle of a character', () => {
  expect(cutTo('short', 13, 200)).toBe('short')
  for (const long of ['x'.repeat(5000), '🙂'.repeat(400), '日本語'.repeat(100), 'a b\n\tc'.repeat(90)]) {
    const cut = cutTo(long, 13, 100)
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(100)
    expect(cut).toMatch(/^[^\n\t]*…$/u)
    expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
  }
})

test('each key does one thing, and others are left alone', () => {
  const done: string[] = []
  const say =
    (name: string) =>
    (...args: unknown[]) =>
      void done.push([name, ...args].join(' '))
  const names = ['go', 'pan', 'zoom', 'all', 'whole', 'open', 'fold', 'breakOn', 'leave', 'search'] as const
  const hear = graphKeys({
    ...(Object.fromEntries(names.map((each) => [each, say(each)])) as Record<(typeof names)[number], () => void>),
    page: () => 500,
  })
  let prevented = 0
  const press = (pressed: string, held: object = {}) =>
    hear({ key: pressed, preventDefault: () => prevented++, stopPropagation: () => undefined, ...held } as unknown as KeyboardEvent)
  for (const each of ['ArrowDown', 'End', '+', '-', '0', '1', 'Enter', ' ', 'F9', 'Escape', '/', 'PageDown']) press(each)
  press('ArrowLeft', { shiftKey: true })
  press('f', { ctrlKey: true })
  expect(done).toEqual([
    ...['go ArrowDown', 'go End', 'zoom 1', 'zoom -1', 'all', 'whole', 'open', 'fold', 'breakOn', 'leave', 'search', 'pan 0 -500'],
    ...['pan 60 0', 'search'],
  ])
  expect(prevented).toBe(14)
  for (const [each, held] of [
    ['Tab', {}],
    ['toString', {}],
    ['a', { ctrlKey: true }],
    ['ArrowDown', { altKey: true }],
  ] as const)
    press(each, held)
  expect([done.length, prevented]).toEqual([14, 14])
})
