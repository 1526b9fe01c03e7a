import { describe, expect, test } from 'vitest'
import type * as vscode from 'vscode'
import { editor, settled } from '../support/vscode/editor'
import { FakeSession, look, offered, run, seen, start } from '../support/vscode/extension'
import { Position, Range } from '../support/vscode/values'

const order = '/w/order.asl.json'
const files = { [order]: '{\n  "States": {}\n}' }

const task = (stateName: string, more: object = {}) => ({
  threadId: 1,
  threadName: 'order',
  key: `${stateName}#1#0`,
  stateName,
  resource: 'arn:aws:states:::lambda:invoke',
  input: '{"id":1}',
  attempt: 0,
  place: { file: order, key: { offset: 4, length: 8 }, range: { offset: 4, length: 12 } },
  ...more,
})

const errors = ['Lambda.TooManyRequestsException', 'States.Timeout'].map((name) => ({ name, doc: `${name} it is` }))
const help = { skeleton: '{\n  "paid": true\n}', errors }

const rows = (save: boolean, forState: boolean, last = false) =>
  [
    ...(last ? ['$(history) Return the last result'] : []),
    '$(pass) Return a result...',
    '$(edit) Write a result in an editor...',
    '$(json) Return the content of a file...',
    "$(arrow-right) Return the task's input",
    '$(error) Throw an error...',
    `${forState ? '$(pass-filled)' : '$(circle-large-outline)'} Use it for every call of Pay`,
    `${save ? '$(pass-filled)' : '$(circle-large-outline)'} Save it into a mock file`,
  ].join(' | ')
const question = `pick Pay waits for its result: ${rows(false, false)}`
const gone = 'hides Pay waits for its result'
const errorQuestion = 'pick Error of Pay: Lambda.TooManyRequestsException | States.Timeout'

/** A session whose task Pay waits. */
async function waiting(
  says: (string | undefined)[],
  { answers = {}, configuration = {} }: { answers?: object; configuration?: object } = {},
) {
  const memory = await start({ files })
  const session = await new FakeSession('1', { ...configuration }, { taskHelp: help, ...answers }).begin()
  editor.says = says
  await session.tell('taskPending', task('Pay'))
  return { session, memory }
}

const answered = ({ requests }: FakeSession) => requests.filter(([name]) => name === 'stepthrough/answerTask').map(([, args]) => args)
const given = (answer: object) => ({ threadId: 1, forState: false, goOn: true, ...answer })

describe('a task that waits is asked for', () => {
  test.each<[string, string[], object | undefined, string[]]>([
    ['a result', ['Return a result', '[1]'], { output: [1] }, ['input Result of Pay: {"paid":true}']],
    ['no result', ['Return a result'], undefined, ['input Result of Pay: {"paid":true}']],
    ["the task's input", ["task's input"], { echo: true }, []],
    [
      'an error that is known',
      ['Throw', 'States.Timeout', 'too late'],
      { error: 'States.Timeout', cause: 'too late' },
      [errorQuestion, 'input Cause of States.Timeout: '],
    ],
    ['an error that is typed', ['Throw', ' Mine ', ''], { error: 'Mine' }, [errorQuestion, 'input Cause of Mine: ']],
    ['an error without its cause', ['Throw', 'Mine'], undefined, [errorQuestion, 'input Cause of Mine: ']],
    ['no error', ['Throw'], undefined, [errorQuestion, 'hides Error of Pay']],
    ['Escape', [], undefined, []],
  ])('%s', async (_, says, answer, after) => {
    const { session } = await waiting(says)
    expect(answered(session)).toEqual(answer === undefined ? [] : [given(answer)])
    expect(seen()).toEqual([question, gone, ...after])
    if (says[0] === 'Return a result') expect(editor.selected).toBe('{"paid":true}')
  })

  test.each([
    ['States.Timeout', []],
    ['States.T', ['States.T']],
    [' Mine ', ['Mine']],
  ])('an error name that is typed stands before those that are known: %j', async (name, first) => {
    await waiting(['Throw', name, ''])
    expect((editor.list as { label: string }[]).map(({ label }) => label)).toEqual([...first, ...errors.map((each) => each.name)])
  })

  test('a file has the result', async () => {
    const { session } = await waiting(['content of a file', '/w/result.json'])
    expect(answered(session)).toEqual([])
    expect(seen().at(-1)).toContain('error: Pay waits for its result: There is no /w/result.json')
    editor.files.set('/w/result.json', '{"a": 1}')
    editor.files.set('/w/broken.json', '{"a"')
    editor.says = ['content of a file', '/w/broken.json']
    await run('answerTask')
    expect(seen()).toEqual([
      question,
      gone,
      'file Use as Result: /w',
      expect.stringMatching(/^error: Pay waits .*: broken\.json: This is no JSON: /),
    ])
    editor.says = ['content of a file']
    await run('answerTask')
    expect(answered(session)).toEqual([])
    editor.says = ['content of a file', '/w/result.json']
    await run('answerTask')
    expect(answered(session)).toEqual([given({ output: { a: 1 } })])
  })

  test('what is long is shortened, and the errors that are handled come first', async () => {
    const details = () =>
      (editor.list as { label: string; detail?: string }[]).map(({ label, detail }) => [label.replace(/^\$\(.*\) /, ''), detail])
    const names = ['E1', 'E2', 'E3', 'E4', 'E5'].map((name) => ({ name, doc: '' }))
    const { session } = await waiting([], { answers: { taskHelp: { skeleton: `"${'s'.repeat(98)}"`, errors: names } } })
    expect(details()).toEqual(
      expect.arrayContaining([
        ['Return a result...', `A JSON value, beginning with "${'s'.repeat(98)}"`],
        ['Write a result in an editor...', 'A JSON document that begins with what is known of the result'],
        ["Return the task's input", '{"id":1}'],
        ['Throw an error...', 'E1, E2, E3, E4...'],
      ]),
    )
    await session.tell('taskPending', task('Pay', { input: `"${'i'.repeat(99)}"` }))
    expect(details()).toContainEqual(["Return the task's input", `"${'i'.repeat(98)}…`])
    await waiting([], { answers: { taskHelp: { errors: [] } } })
    expect(details()).toEqual(
      expect.arrayContaining([
        ['Return a result...', 'A JSON value, in one line'],
        ['Write a result in an editor...', 'A JSON document'],
        ['Throw an error...', 'An error name, and a cause'],
      ]),
    )
  })

  test('that has its answer before it could be asked for is not', async () => {
    let answer = (_: unknown): void => undefined
    const slow = new Promise((resolve) => (answer = resolve))
    const { session } = await waiting(["task's input"], { answers: { taskHelp: () => slow } })
    await session.tell('taskAnswered', { threadId: 1, key: 'Pay#1#0' })
    answer(help)
    await settled()
    expect([seen(), answered(session)]).toEqual([[], []])
  })

  test('its questions stay where the keyboard goes elsewhere', async () => {
    await waiting(['Save it', 'Return a result', '{}', 'Mine'])
    expect([...editor.stays]).toEqual(['Pay waits for its result', 'Result of Pay', 'Test Case in MockConfigFile.json'])
    await waiting(['Throw', 'Mine', ''])
    expect([...editor.stays].slice(1)).toEqual(['Error of Pay', 'Cause of Mine'])
  })

  test('what is known of it tells how to begin, and what it had last', async () => {
    const { session, memory } = await waiting(['Return a result', '{"n": 1}'])
    expect([...memory.values]).toEqual([[`taskResult:${order}:Pay`, { n: 1 }]])
    seen()
    editor.says = ['Return a result', '{"n": 2}']
    await session.tell('taskPending', task('Pay'))
    expect(seen()).toEqual([`pick Pay waits for its result: ${rows(false, false, true)}`, gone, 'input Result of Pay: {"n":1}'])
    editor.says = ['Return the last']
    await session.tell('taskPending', task('Pay'))
    // an error is no result to remember
    editor.says = ['Throw', 'Mine', '']
    await session.tell('taskPending', task('Pay'))
    expect(answered(session).at(2)).toEqual(given({ output: { n: 2 } }))
    expect(memory.get(`taskResult:${order}:Pay`)).toEqual({ n: 2 })
  })

  test('nothing is known: it begins with an object', async () => {
    await waiting(['Return a result'], { answers: { taskHelp: { errors: [] } } })
    expect(seen()).toEqual([question, gone, 'input Result of Pay: {}'])
  })

  test('for every call of the state, until that is taken back', async () => {
    const { session } = await waiting(['every call', 'every call', 'every call', "task's input"])
    const on = `pick Pay waits for its result: ${rows(false, true)}`
    expect(seen()).toEqual([question, on, question, on, gone])
    expect(answered(session)).toEqual([given({ echo: true, forState: true })])
  })

  test('an adapter that refuses is heard', async () => {
    const refuse = () => Promise.reject(new Error('It waits for nothing.'))
    await waiting(["task's input"], { answers: { answerTask: refuse } })
    expect(seen().at(-1)).toBe('error: Pay waits for its result: It waits for nothing.')
    expect(editor.log).toEqual(['Error: It waits for nothing.'])
    await waiting([], { answers: { taskHelp: refuse } })
    expect(seen()).toEqual(['error: Pay waits for its result: It waits for nothing.'])
  })
})

describe('several tasks', () => {
  test('are asked for one at a time, each once', async () => {
    const { session } = await waiting(['waits'])
    await session.tell('taskPending', task('Ship'))
    await session.tell('taskPending', task('Pay'))
    await session.tell('taskPending', task('Ship'))
    await session.tell('taskPending', task('Bill'))
    await session.tell('taskPending', task('Bill'))
    expect(seen()).toEqual([question])
    expect(editor.items[1]).toMatchObject({ visible: true, text: '$(reply) Pay waits (+2)' })
    // meanwhile one of them has its answer, and then the one that is asked for
    await session.tell('taskAnswered', { threadId: 1, key: 'Ship#1#0' })
    expect(seen()).toEqual([])
    expect(editor.items[1]).toMatchObject({ text: '$(reply) Pay waits (+1)' })
    await session.tell('taskAnswered', { threadId: 1, key: 'Pay#1#0' })
    expect(seen()).toEqual([gone, expect.stringMatching(/^pick Bill waits for its result: /), 'hides Bill waits for its result'])
    expect(editor.items[1]).toMatchObject({ text: '$(reply) Bill waits' })
    expect(editor.context.get('stepthrough.taskPending')).toBe(true)
    await session.tell('taskAnswered', { threadId: 1, key: 'Bill#1#0' })
    expect(editor.items[1]).toMatchObject({ visible: false })
    expect(editor.context.get('stepthrough.taskPending')).toBe(false)
  })

  test('are listed by the command', async () => {
    const { session } = await waiting([])
    await session.tell('taskPending', task('Ship', { threadName: 'Each [3]', threadId: 4, attempt: 1 }))
    seen()
    editor.says = ['Ship']
    await run('answerTask')
    expect(seen()).toEqual([
      'pick Answer Pending Task: Pay | Ship',
      expect.stringMatching(/^pick Ship waits for its result \(Each \[3\], attempt 2\): /),
      'hides Ship waits for its result (Each [3], attempt 2)',
    ])
    await run('answerTask')
    expect(seen()).toEqual(['pick Answer Pending Task: Pay | Ship'])
    await run('answerTask', 'Pay#1#0')
    expect(seen()).toEqual([question, gone])
    await run('answerTask', 5)
    expect(seen()).toEqual(['pick Answer Pending Task: Pay | Ship'])
  })

  test('and none is told', async () => {
    await start()
    await run('answerTask')
    expect(seen()).toEqual(['info: No task waits for a result.'])
  })

  test('of two sessions are asked for one after the other', async () => {
    const { session } = await waiting(['waits'])
    const other = await new FakeSession('2', {}, { taskHelp: help }).begin()
    await other.tell('taskPending', task('Pay'))
    expect(seen()).toEqual([question])
    editor.says = ["task's input"]
    await session.end()
    expect(seen()).toEqual([gone, question, gone])
    expect([answered(session), answered(other)]).toEqual([[], [given({ echo: true })]])
  })

  test('of two sessions are two', async () => {
    const { session } = await waiting([])
    const other = await new FakeSession('2', {}, { taskHelp: help }).begin()
    await other.tell('taskPending', task('Pay'))
    expect(seen()).toEqual([question, gone, question, gone])
    await session.end()
    editor.says = ["task's input"]
    await run('answerTask')
    expect([answered(session), answered(other)]).toEqual([[], [given({ echo: true })]])
    await other.end()
    expect(editor.items[1]).toMatchObject({ visible: false })
  })
})

describe('a result that is written in an editor', () => {
  /** What is offered at once: Run and Debug come from the language server. */
  const lens = () =>
    offered('lens')
      .map((provider) => provider.provideCodeLenses(editor.active!.document as never, {} as never))
      .flatMap((found) => (Array.isArray(found) ? (found as (vscode.CodeLens & { command: vscode.Command })[]) : []))

  test('has a button that hands it over', async () => {
    const { session } = await waiting(['Write a result'])
    const { document } = editor.active!
    expect([document.languageId, document.getText()]).toEqual(['json', `${help.skeleton}\n`])
    expect(editor.context.get('stepthrough.answers')).toEqual([String(document.uri)])
    expect(
      lens()
        .filter((each) => 'command' in each)
        .map(({ command }) => [command.title, command.command]),
    ).toEqual([['$(check) Use as the result of Pay', 'stepthrough.acceptAnswer']])
    expect(lens()[0]!.range).toEqual(new Range(0, 0, 0, 0))
    seen()
    await run('acceptAnswer')
    expect(seen()).toEqual(['command workbench.action.revertAndCloseActiveEditor'])
    expect(answered(session)).toEqual([given({ output: { paid: true } })])
    expect(editor.context.get('stepthrough.answers')).toEqual([])
    expect(editor.active).toBeUndefined()
  })

  test('has to be JSON, and the task has to wait', async () => {
    const { session } = await waiting(['every call', 'Write a result'])
    const { document } = editor.active!
    document.replace(new Range(new Position(0, 0), new Position(0, 1)), '')
    seen()
    await run('acceptAnswer')
    expect(seen()).toEqual([expect.stringMatching(/^error: This is no JSON: /)])
    let changes = 0
    offered('lens')[0]!.onDidChangeCodeLenses!(() => void changes++)
    await session.tell('history', { from: 0, events: [], status: 'RUNNING' })
    expect(changes).toBe(0)
    await session.tell('taskAnswered', { threadId: 1, key: 'Pay#1#0' })
    expect(changes).toBe(1)
    expect(lens().map(({ command }) => [command.title, command.command])).toEqual([['Pay no longer waits for its result', '']])
    await run('acceptAnswer')
    expect(seen()).toEqual(['error: Pay no longer waits for its result. [Show Output]'])
    expect(answered(session)).toEqual([])
    editor.active = undefined
    await run('acceptAnswer')
    await look(order)
    await run('acceptAnswer')
    expect(seen()).toEqual(Array(2).fill('error: The active editor is no result of a task. [Show Output]'))
  })

  test('keeps what was asked for beside it', async () => {
    const { session } = await waiting(['every call', 'Write a result'])
    await run('acceptAnswer')
    expect(answered(session)).toEqual([given({ output: { paid: true }, forState: true })])
  })
})

describe('an answer that is saved', () => {
  const saving = ['Save it', "task's input"]
  const recorded = (text: string) => ({ recordAnswer: () => ({ edits: [{ offset: 0, length: 0, text }], stateMachineName: 'order' }) })
  const asked = ({ requests }: FakeSession) => requests.filter(([name]) => name === 'stepthrough/recordAnswer').map(([, args]) => args)

  test('makes a mock file where there is none, and asks once for its test case', async () => {
    const { session } = await waiting([...saving, ' ', ' Mine '], { answers: recorded('{"new": 1}') })
    expect(asked(session)).toEqual([{ threadId: 1, text: '', testCase: 'Mine', forState: false, answer: { echo: true } }])
    expect(editor.files.get('/w/MockConfigFile.json')).toBe('{"new": 1}')
    expect(answered(session).length).toBe(1)
    expect(seen()).toEqual([
      question,
      `pick Pay waits for its result: ${rows(true, false)}`,
      gone,
      'input Test Case in MockConfigFile.json: Recorded',
      '   : A test case has a name.',
      'input Test Case in MockConfigFile.json: Recorded',
      'info: Answers are saved into the test case Mine of MockConfigFile.json. [Open]',
    ])
    // the next one goes there too, and says so
    editor.says = ["task's input"]
    await session.tell('taskPending', task('Pay'))
    expect(seen()).toEqual([`pick Pay waits for its result: ${rows(true, false)}`, gone])
    expect(editor.files.get('/w/MockConfigFile.json')).toBe('{"new": 1}{"new": 1}')
    expect(asked(session)[1]).toMatchObject({ text: '{"new": 1}' })
    // until that is taken back
    editor.says = ['Save it', "task's input"]
    await session.tell('taskPending', task('Pay'))
    expect(asked(session).length).toBe(2)
    seen()
    await session.tell('taskPending', task('Pay'))
    expect(seen()).toEqual([question, gone])
  })

  test.each([
    ['Recorded', '{}'],
    ['Recorded2', '{"StateMachines": {"order": {"TestCases": {"Recorded": {}}}}}'],
    ['Recorded3', '{"StateMachines": {"order": {"TestCases": {"Recorded2": {}, "Recorded": {}}}}}'],
  ])('%s is the free name beside %s', async (name, mocks) => {
    const { session } = await waiting([], { answers: recorded(' ') })
    editor.files.set('/w/order.mocks.json', mocks)
    seen()
    editor.says = [...saving]
    await session.tell('taskPending', task('Pay'))
    expect(seen().slice(3)).toEqual([`input Test Case in order.mocks.json: ${name}`])
    // who leaves that question still has given the answer
    expect([asked(session).length, answered(session).length]).toEqual([0, 1])
  })

  test('goes into the test case of the session without a question', async () => {
    const configuration = { mockConfig: 'mocks/my.json', testCase: 'Paid' }
    const { session } = await waiting([], { answers: recorded('X'), configuration })
    editor.files.set('/w/mocks/my.json', '{}')
    editor.presses.add('Open')
    seen()
    editor.says = [...saving]
    await session.tell('taskPending', task('Pay'))
    expect(asked(session)).toMatchObject([{ text: '{}', testCase: 'Paid' }])
    expect(editor.files.get('/w/mocks/my.json')).toBe('X{}')
    expect(seen().slice(3)).toEqual(['info: Answers are saved into the test case Paid of mocks/my.json. [Open]', 'shows /w/mocks/my.json'])
  })

  test('of several files asks for one', async () => {
    const { session } = await waiting([], { answers: recorded('X') })
    editor.files.set('/w/a.mocks.json', '{}').set('/w/b.mock.json', '{}')
    editor.says = [...saving, 'b.mock', 'One']
    seen()
    await session.tell('taskPending', task('Pay'))
    expect(seen()[3]).toBe('pick Save the Answer: $(beaker) a.mocks.json | $(beaker) b.mock.json')
    expect([editor.files.get('/w/a.mocks.json'), editor.files.get('/w/b.mock.json')]).toEqual(['{}', 'X{}'])
    const other = await new FakeSession('2', {}, { taskHelp: help, ...recorded('Y') }).begin()
    editor.says = [...saving]
    await other.tell('taskPending', task('Pay'))
    expect([asked(other).length, answered(other).length]).toEqual([0, 1])
    expect(seen().at(-1)).toBe('pick Save the Answer: $(beaker) a.mocks.json | $(beaker) b.mock.json')
    expect(editor.stays).toContain('Save the Answer')
  })

  test('and cannot be, is told, and is an answer all the same', async () => {
    const configuration = { mockConfig: '/readonly/my.json', testCase: 'Paid' }
    const { session } = await waiting([...saving], { answers: recorded('X'), configuration })
    await settled()
    expect(seen().slice(3)).toEqual(['error: The answer was not saved: /readonly/my.json could not be changed.'])
    expect(editor.log).toEqual(['Error: /readonly/my.json could not be changed.'])
    expect(answered(session).length).toBe(1)
  })
})

describe('answers of a state and of a run', () => {
  const states = [
    { name: 'Pay', resource: 'arn:pay', answered: false },
    { name: 'Tell', resource: 'arn:tell', answered: true },
  ]
  const asked = ({ requests }: FakeSession) => requests.filter(([name]) => name === 'stepthrough/answerState').map(([, args]) => args)

  test.each<[string, string[], object[]]>([
    ['a result', ['Pay', 'Return a result', '{"paid":true}'], [{ state: 'Pay', output: { paid: true } }]],
    ["the task's input", ['Pay', "task's input"], [{ state: 'Pay', echo: true }]],
    ['as the launch says again', ['Tell', 'No longer'], [{ state: 'Tell' }]],
    ['nothing, where the user leaves', ['Pay'], []],
  ])('from now on: %s', async (_, says, expected) => {
    await start({ files })
    const session = await new FakeSession('1', {}, { taskStates: { states } }).begin()
    editor.says = says
    await run('answerState')
    await settled()
    expect(asked(session)).toEqual(expected)
  })

  test('from now on: there is nothing without a session', async () => {
    await start({ files })
    await run('answerState')
    expect(seen()).toEqual(['info: No state machine is being debugged.'])
  })

  test('of a run become a test case beside the definition', async () => {
    const asked: unknown[] = []
    const recordRun = (params: unknown) => {
      asked.push(params)
      return { edits: [{ offset: 0, length: 0, text: '{"new": 1}' }] }
    }
    await start({ files, server: { 'stepthrough/recordRun': recordRun } } as never)
    const session = await new FakeSession('1', { program: order }, {}).begin()
    const event = { id: 1, previousEventId: 0, timestamp: '', type: 'TaskSucceeded' }
    await session.tell('history', {
      from: 0,
      events: [{ event, threadId: 1, threadName: 'Machine', state: task('Pay').place }],
      status: 'SUCCEEDED',
    })
    await session.end()
    editor.says = ['Mine']
    await run('saveAnswers')
    await settled()
    expect(asked).toEqual([expect.objectContaining({ path: order, text: '', testCase: 'Mine' })])
    expect(editor.files.get('/w/MockConfigFile.json')).toBe('{"new": 1}')
  })

  test('of a run: there are none before it', async () => {
    await start({ files })
    await run('saveAnswers')
    expect(seen()).toEqual(['info: There is no run yet whose answers could be saved: run or debug a state machine first.'])
  })
})
