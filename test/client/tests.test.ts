import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { flowGraphs } from '../../core/language/features/flowGraphs'
import { parseDocument } from '../../core/model/parse'
import { runnerAnswers } from '../../hosts/node/tests/answers'
import type { RunnerAnswer, RunnerQuestion } from '../../hosts/node/tests/protocol'
import { project } from '../cli/program'
import { editor } from '../support/vscode/editor'
import { FakeSession, look, offered, run, seen, start } from '../support/vscode/extension'
import type { Controller } from '../support/vscode/tests'
import { CancellationTokenSource, Range, Uri } from '../support/vscode/values'

/** The runner in this process; `dies`: of the next question. */
const runners = vi.hoisted(() => ({ dies: undefined as string | undefined }))
vi.mock('../../client/tests/process', () => ({
  startRunner(_extension: unknown, answered: (answer: RunnerAnswer) => void, died: (why: string) => void) {
    let queue: Promise<void> = Promise.resolve()
    return {
      post({ id, name, args }: RunnerQuestion) {
        if (runners.dies !== undefined) return died(runners.dies)
        const tell = (event: unknown) => answered({ id, event } as RunnerAnswer)
        queue = queue.then(async () => answered({ id, body: await (runnerAnswers[name] as (...all: unknown[]) => unknown)(args, tell) }))
      },
      end: () => undefined,
    }
  },
}))

const machine = {
  StartAt: 'Pay',
  States: { Pay: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'pay' }, End: true } },
}
const good = { name: 'it pays', mocks: { Pay: { Return: { total: 1 } } }, expect: { output: { total: 1 } } }
const bad = { name: 'it pays more', mocks: { Pay: { Return: { total: 1 } } }, expect: { output: { total: 2 } } }

/** A folder with a machine and a test file, which is open in the editor. */
async function opened(cases: readonly object[], text = JSON.stringify({ definition: 'pay.asl.json', cases }, undefined, 2)) {
  const folder = project({ 'pay.asl.json': JSON.stringify(machine), 'pay.asl.test.json': text })
  const file = join(folder, 'pay.asl.test.json')
  const definition = join(folder, 'pay.asl.json')
  const graphs = () => ({
    machines: flowGraphs(parseDocument(JSON.stringify(machine), { format: 'json', content: 'definition' }), []),
    files: [],
  })
  const memory = await start({
    files: { [file]: text, [definition]: JSON.stringify(machine) },
    server: { 'stepthrough/graphs': graphs },
    storage: join(folder, 'storage'),
  })
  await look(file)
  const controller = editor.providers.tests![0] as Controller
  const read = () => vi.waitFor(() => expect(controller.list.length).toBeGreaterThan(1))
  return { controller, file, read, folder, definition, memory, document: editor.active!.document }
}

test('the cases of a file that is opened are listed where they stand, and run', async () => {
  const { controller, read, folder } = await opened([good, bad, { name: 'later', skip: true }])
  await read()
  expect(controller.list).toEqual(['pay.asl.test.json', '  it pays:5', '  it pays more:20', '  later:35'])
  const { told, messages } = await controller.start('Run')
  expect(told).toEqual([
    'started | it pays',
    'passed | it pays',
    'started | it pays more',
    'failed | it pays more | The output has 1 at $.total, where 2 is expected.',
    'printed | it pays more | it pays more: The output has 1 at $.total, where 2 is expected.',
    'skipped | later',
    'end',
  ])
  const [message] = messages
  await run('tests.showFailure', { message })
  expect(seen()).toContain('command stepthrough.execution.focus')
  const [saved] = readdirSync(join(folder, 'storage/testRuns'))
  expect(readFileSync(join(join(folder, 'storage/testRuns'), saved!), 'utf8')).toContain('"kind":"answer"')
  expect([message!.expectedOutput, message!.actualOutput, message!.location!.range.start.line, message!.contextValue]).toEqual([
    '2',
    '1',
    29,
    expect.stringMatching(/^ran acceptable #/),
  ])
})

test('what one types is listed, and a broken text is told and keeps the cases', async () => {
  const { controller, read, document } = await opened([good])
  await read()
  vi.useFakeTimers()
  const item = [...controller.items][0]![1]
  const known = item.children.get('"it pays"')
  document.replace(new Range(0, 0, 0, 0), '\n\n')
  editor.events.changed.fire({ document })
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(controller.list[1]).toBe('  it pays:7'))
  expect(item.children.get('"it pays"')).toBe(known)
  vi.useFakeTimers()
  document.replace(new Range(0, 0, 0, 0), '{')
  editor.events.changed.fire({ document })
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(controller.list[0]).toMatch(/^pay.asl.test.json \(Line \d+: /))
  expect(controller.list[1]).toBe('  it pays:7')
})

test('some cases are run, and others left out; a runner that dies is told at each', async () => {
  const { controller, read, file } = await opened([good, bad])
  await read()
  const item = [...controller.items][0]![1]
  const second = item.children.get('"it pays more"')!
  expect((await controller.start('Run', { include: [item], exclude: [second] })).told).toEqual([
    'started | it pays',
    'passed | it pays',
    'end',
  ])
  expect((await controller.start('Run', { include: [second] })).told.slice(0, 1)).toEqual(['started | it pays more'])
  writeFileSync(file, '{')
  expect((await controller.start('Run', { include: [second] })).told).toEqual([
    expect.stringMatching(/^errored \| pay.asl.test.json \| /),
    expect.stringMatching(/^errored \| it pays more \| /),
    'end',
  ])
  runners.dies = 'it ended with code 1'
  expect((await controller.start('Run', { include: [second] })).told).toEqual([
    'errored | it pays more | The tests cannot be run: it ended with code 1.',
    'end',
  ])
  runners.dies = undefined
})

test('nothing runs before the workspace is trusted', async () => {
  const { controller, read } = await opened([good])
  await read()
  editor.untrusted = true
  expect((await controller.start('Run')).told[0]).toMatch(/^errored \| pay.asl.test.json \| .*trusted/)
})

test('without a file of tests there is no list', async () => {
  await start()
  expect(editor.providers.tests).toEqual([])
})

test('a case is debugged as a session of its own, whose end tells what came of it', async () => {
  const { controller, read, file, folder, document } = await opened([good, { ...bad, name: 'wrong' }])
  await read()
  const item = [...controller.items][0]![1].children.get('"wrong"')!
  const running = controller.start('Debug', { include: [item] })
  await vi.waitFor(() => expect(editor.started).toHaveLength(1))
  const { config } = editor.started[0] as { config: { [key: string]: unknown } }
  expect(config).toMatchObject({ program: join(folder, 'pay.asl.json'), test: { file, case: 'wrong' } })
  const session = new FakeSession('s', config)
  await session.begin()
  const at = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }
  const failures = [{ what: 'output', message: 'It differs.', expected: '2', actual: '1', at }]
  await session.tell('tested', { failures, came: [{ what: 'output', value: { total: 1 } }] })
  await session.end()
  expect((await running).told).toEqual(['started | wrong', 'failed | wrong | It differs.', 'printed | wrong | wrong: It differs.', 'end'])
  const actions = offered('actions')[0]!.provideCodeActions(document as never, item.range as never, {} as never, {} as never)
  expect(actions).toMatchObject([{ title: 'Accept What Came Out' }])
})

test('what is no difference is told in lines that the peek view shows whole', async () => {
  const { controller, read } = await opened([{ name: 'nobody *answers*' }])
  await read()
  const { messages } = await controller.start('Run')
  const text = (messages[0]!.message as { value: string }).value
  expect(text).toMatch(/^Nothing answers the task of the state/)
  expect(Math.max(...text.split('  \n').map((line) => line.replaceAll('\\', '').length))).toBeLessThanOrEqual(90)
})

test('what came is accepted, of one message or of a test, and by a light bulb at the case', async () => {
  const two = { ...bad, expect: { output: { total: 2, more: 1 } } }
  const { controller, read, document, file } = await opened([good, two])
  await read()
  const { messages } = await controller.start('Run')
  const item = controller.file.children.get('"it pays more"')!
  const [action] = offered('actions')[0]!.provideCodeActions(document as never, item.range as never, {} as never, {} as never) as {
    title: string
  }[]
  expect(action?.title).toBe('Accept What Came Out')
  await run('tests.accept', { test: item, message: messages.find(({ message }) => typeof message === 'string' && /total/.test(message)) })
  await vi.waitFor(() => expect(JSON.parse(editor.files.get(file)!).cases[1].expect.output).toEqual({ total: 1, more: 1 }))
  await run('tests.accept', item)
  await vi.waitFor(() => expect(JSON.parse(editor.files.get(file)!).cases[1].expect.output).toEqual({ total: 1 }))
})

test('at a state stands by how many tests it is reached: by what they name, then by what they did, also after a reload', async () => {
  const { controller, read, definition, memory } = await opened([good, bad])
  await read()
  await look(definition)
  const marks = () =>
    editor.active!.marks.filter((all) => all.length > 0).flat() as {
      hoverMessage: { value: string }
      renderOptions: { after: { contentText: string } }
    }[]
  editor.events.visible.fire([])
  await vi.waitFor(() => expect(marks().map((each) => each.renderOptions.after.contentText)).toEqual(['tested by 2']))
  expect(marks()[0]!.hoverMessage.value).toContain('$(circle-outline) [it pays](command:stepthrough.tests.open?')
  await controller.start('Run')
  await vi.waitFor(() => expect(marks()[0]!.hoverMessage.value).toContain('$(error) [it pays more]'))
  expect(memory.values.get('tests.reached')).toMatchObject([
    { id: '"it pays"', passed: true },
    { id: '"it pays more"', passed: false },
  ])
  editor.settings.set('stepthrough.tests.showAtStates', false)
  editor.events.configuration.fire({ affectsConfiguration: () => true })
  await vi.waitFor(() => expect(marks()).toEqual([]))
})

test('names of any kind are harmless, and each case has an id of its own', async () => {
  const names = [
    '__proto__',
    'constructor',
    'two\nlines',
    '\u001b[31mred',
    ']]></script>',
    'lone \ud800',
    '',
    'same',
    'same',
    '[link](command:x)',
  ]
  const { controller, read } = await opened(names.map((name) => ({ ...good, name })))
  await read()
  const items = [...controller.file.children].map(([, item]) => item)
  expect(items).toHaveLength(names.length)
  for (const { id, label } of items) expect(id + label).not.toMatch(/\p{Cc}/u)
  const { told } = await controller.start('Run')
  // one without a name, and the second of a name, are wrong
  expect(told.filter((line) => line.startsWith('passed'))).toHaveLength(names.length - 2)
  for (const line of told) expect(line).not.toMatch(/\p{Cc}/u)
})

test('a continuous run goes again when something changes that a test depends on, until it is cancelled', async () => {
  const { controller, read, definition, file } = await opened([good])
  await read()
  const source = new CancellationTokenSource()
  await controller.profiles.find(({ label }) => label === 'Run')!.run({ continuous: true }, source.token)
  expect(controller.runs).toEqual([])
  editor.filesChanged.fire(Uri.file(definition))
  await vi.waitFor(() => expect(controller.runs.at(-1)?.told).toEqual(['started | it pays', 'passed | it pays', 'end']))
  editor.filesChanged.fire(Uri.file(definition))
  await vi.waitFor(() => expect(controller.runs.map(({ told }) => told.at(-1))).toEqual(['end', 'end']))
  // of a request that it knows VS Code shows the first run only
  expect(new Set(controller.runs.map(({ request }) => request)).size).toBe(2)
  for (const { request } of controller.runs) expect(request).toMatchObject({ include: [{ label: 'pay.asl.test.json' }], continuous: true })
  editor.filesChanged.fire(Uri.file(join(file, '../node_modules/x.json')))
  source.cancel()
  const before = controller.runs.length
  vi.useFakeTimers()
  editor.filesChanged.fire(Uri.file(definition))
  vi.advanceTimersByTime(5000)
  vi.useRealTimers()
  expect(controller.runs).toHaveLength(before)
})
