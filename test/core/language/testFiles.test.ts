import { describe, expect, test } from 'vitest'
import type { TestRuleCode } from '../../../core/analysis/rules/testFile'
import { tabbed } from '../../../core/language/edit/printed'
import { codeActions } from '../../../core/language/features/codeActions'
import { references } from '../../../core/language/features/references'
import { rename } from '../../../core/language/features/rename'
import { mockReferences } from '../../../core/language/mockFiles/navigation'
import { completeTest } from '../../../core/language/testFiles/completion'
import { testHover } from '../../../core/language/testFiles/hover'
import { testDefinition, testReferences } from '../../../core/language/testFiles/navigation'
import { testProblems } from '../../../core/language/testFiles/problems'
import { mockRename, prepareMockRename, prepareTestRename, testRename } from '../../../core/language/testFiles/rename'
import { testLinks, testSymbols } from '../../../core/language/testFiles/symbols'
import type { Change, LocatedDocument, Location, Refusal } from '../../../core/language/types'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { applyEdits, applyItem, contextOf, withCursor, workspaceOf } from '../../support/editor'

await loadYaml()

const folder = 'file:///project/'
const task = (resource: string, more: object = {}) => ({ Type: 'Task', Resource: resource, ...more })
const lambda = 'arn:aws:states:::lambda:invoke'
const order = JSON.stringify(
  {
    QueryLanguage: 'JSONata',
    StartAt: 'Create Order',
    States: {
      'Create Order': task(lambda, {
        Arguments: { FunctionName: 'create', Payload: { total: '{% $states.input.total %}', items: [] } },
        Assign: { orderId: '{% $states.result.Payload.id %}' },
        Next: 'Pay',
      }),
      Pay: task('arn:aws:states:::dynamodb:putItem', {
        Arguments: { TableName: 'Payments', Item: {} },
        Retry: [{ ErrorEquals: ['Busy'] }],
        Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Refused' }],
        Next: 'Ship',
      }),
      Ship: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'Pack', States: { Pack: task('arn:aws:states:::sqs:sendMessage', { End: true }) } }],
        Next: 'Done',
      },
      Done: { Type: 'Succeed', Output: { orderId: '{% $orderId %}', paid: true, parcel: { weight: 3 } } },
      Refused: { Type: 'Fail', Error: 'OrderRefused' },
    },
  },
  null,
  2,
)
const mocks = JSON.stringify(
  {
    StateMachines: {
      Order: { TestCases: { HappyPath: { Pay: 'Paid' }, Declined: { Pay: 'No' } } },
      Other: { TestCases: { HappyPath: {} } },
    },
    MockedResponses: { Paid: { '0': { Return: {} } }, No: { '0': { Throw: { Error: 'CardDeclined' } } } },
  },
  null,
  2,
)
const template = `Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: order.asl.json }
  Second:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: Only, States: { Only: { Type: Succeed } } } }
  Third:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: Only, States: { Only: { Type: Succeed } } } }
`
const base: Record<string, string> = {
  [`${folder}order.asl.json`]: order,
  [`${folder}order.input.json`]: '{ "total": 41.97, "items": [{ "sku": "tea" }] }',
  [`${folder}template.yaml`]: template,
  [`${folder}MockConfigFile.json`]: mocks,
}
const uri = `${folder}order.asl.test.json`
const yamlUri = `${folder}order.asl.test.yaml`

const parse = (uri: string, text: string) => parseDocument(text, kindOf(uri, text))
const located = (text: string, at = uri): LocatedDocument => ({ uri: at, document: parse(at, text) })
const contextWith = (files: Record<string, string> = {}, snippets = true) =>
  contextOf({ workspace: workspaceOf({ ...base, ...files }, (each) => kindOf(each, { ...base, ...files }[each]!)), snippets })
const context = contextWith()
const { workspace } = context

const file = (cases: string, more = '') =>
  `{ "definition": "order.asl.json", "mockConfig": "MockConfigFile.json", ${more}"cases": [${cases}] }`
const one = (members: string) => file(`{ "name": "x", ${members} }`)
const expected = (members: string) => one(`"expect": { ${members} }`)

const whole = file(
  `{
    "name": "a declined card", "input": { "total": 1 }, "testCase": "Declined", "stateMachineName": "Order",
    "mocks": { "Create Order": { "Return": { "Payload": { "id": "1" } } }, "Pack": { "0": { "Throw": { "Error": "States.TaskFailed" } } } },
    "expect": {
      "error": "OrderRefused", "path": ["Create Order", "Pay", "Refused"], "visits": { "Done": 0, "Pack": 0 }, "attempts": { "Pay": 1, "Ship": 0 },
      "calls": { "Pay": [{ "TableName": "Payments" }] }, "assert": ["$.a"]
    }
  }`,
)

describe('what is wrong with a test file beside its files', () => {
  test('nothing, where all names are right', () => {
    expect(testProblems(located(whole), workspace)).toEqual([])
  })

  /** The text, the code, what is marked, and a part of the sentence. */
  const cases: [text: string, code: TestRuleCode, marked: string, message: string][] = [
    [
      '{ "definition": "ordr.asl.json", "cases": [] }',
      'TEST_FILE',
      '"ordr.asl.json"',
      'There is no file "ordr.asl.json" here. Did you mean "order.asl.json"?',
    ],
    ['{ "definition": "MockConfigFile.json", "cases": [] }', 'TEST_FILE', '"MockConfigFile.json"', 'There is no state machine in it.'],
    ['{ "definition": "template.yaml", "cases": [] }', 'TEST_STATE_MACHINE', '"template.yaml"', 'choose one of "Second", "Third", "First"'],
    [
      '{ "definition": "template.yaml", "stateMachine": "Frst", "cases": [] }',
      'TEST_STATE_MACHINE',
      '"Frst"',
      'The template has no state machine "Frst". Did you mean "First"?',
    ],
    [one('"inputFile": "order.inputs.json"'), 'TEST_FILE', '"order.inputs.json"', 'Did you mean "order.input.json"?'],
    [one('"testCase": "Happy", "stateMachineName": "Order"'), 'TEST_UNKNOWN_CASE', '"Happy"', 'has no test case "Happy" of "Order".'],
    [one('"testCase": "Declind", "stateMachineName": "Order"'), 'TEST_UNKNOWN_CASE', '"Declind"', 'Did you mean "Declined"?'],
    [one('"testCase": "HappyPath"'), 'TEST_STATE_MACHINE', '"HappyPath"', 'The mock file has several state machines'],
    [one('"stateMachineName": "Ordr"'), 'TEST_STATE_MACHINE', '"Ordr"', 'Did you mean "Order"?'],
    [
      '{ "definition": "order.asl.json", "cases": [{ "name": "x", "testCase": "Declined" }] }',
      'TEST_UNKNOWN_CASE',
      '"Declined"',
      'needs the mock file',
    ],
    [
      one('"mocks": { "Pya": { "Return": 1 } }'),
      'TEST_UNKNOWN_STATE',
      '"Pya"',
      'The state machine has no state "Pya". Did you mean "Pay"?',
    ],
    [one('"mocks": { "Done": { "Return": 1 } }'), 'TEST_NOT_A_TASK', '"Done"', '"Done" is a Succeed state, which calls nothing.'],
    [expected('"calls": { "Ship": [] }'), 'TEST_NOT_A_TASK', '"Ship"', 'a Parallel state'],
    [expected('"visits": { "__proto__": 0 }'), 'TEST_UNKNOWN_STATE', '"__proto__"', 'has no state "__proto__".'],
    [expected('"attempts": { "Done": 1 }'), 'TEST_NOT_A_TASK', '"Done"', 'never tried again'],
    [expected('"path": ["Pay", "Ship", "Done"]'), 'TEST_PATH', '"Pay"', 'The state machine starts at "Create Order".'],
    [expected('"path": ["Create Order", "Ship", "Done"]'), 'TEST_PATH', '"Ship"', '"Create Order" does not lead there, but to "Pay".'],
    [expected('"path": ["Create Order", "Pay", "Pack"]'), 'TEST_PATH', '"Pack"', '"Pack" is a state within "Ship"'],
    [expected('"path": ["Create Order", "Pay"]'), 'TEST_PATH', '"Pay"', 'goes on behind "Pay"'],
    [expected('"error": "States.Timout"'), 'TEST_ERROR_NAME', '"States.Timout"', 'Did you mean "States.Timeout"?'],
    [one('"mocks": { "Pay": { "Throw": { "Error": "States.ALL" } } }'), 'TEST_ERROR_NAME', '"States.ALL"', 'No task fails with States.ALL'],
    [one('"mocks": { "Pay": { "Return": { "Atributes": {} } } }'), 'TEST_API_RESULT', '"Atributes"', 'Did you mean "Attributes"?'],
    [one('"mocks": { "Pack": { "0": { "Return": { "MessageId": 5 } } } }'), 'TEST_API_RESULT', '5', '"MessageId" has to be a string.'],
    [one('"mocks": { "Pay": { "0": { "Retrun": 1 } } }'), 'TEST_FORM', '{ "Retrun": 1 }', 'has to be an object with Return or Throw.'],
  ]
  test.each(cases)('%s', (text, code, marked, message) => {
    const problems = testProblems(located(text), workspace)
    expect(problems.map((each) => [each.code, text.slice(each.offset, each.offset + each.length)])).toEqual([[code, marked]])
    expect(problems[0]!.message).toContain(message)
  })

  test('the mock file that stepthrough.json names', () => {
    const named = contextWith({ [`${folder}stepthrough.json`]: '{ "mockConfig": "MockConfigFile.json" }' }).workspace
    const text = (testCase: string, more = '') =>
      `{ "definition": "order.asl.json", ${more}"cases": [{ "name": "x", "testCase": "${testCase}", "stateMachineName": "Order" }] }`
    expect(testProblems(located(text('Declined')), named)).toEqual([])
    expect(testProblems(located(text('Declind')), named)).toMatchObject([{ data: { suggestion: 'Declined' } }])
    expect(testProblems(located(text('Declined', '"config": false, ')), named)).toMatchObject([{ code: 'TEST_UNKNOWN_CASE' }])
  })

  test('a path that may end where it fails', () => {
    expect(testProblems(located(expected('"path": ["Create Order", "Pay"], "status": "FAILED"')), workspace)).toEqual([])
    expect(testProblems(located(expected('"path": ["Create Order", "Pay"], "cause": "x"')), workspace)).toEqual([])
    expect(
      testProblems(
        located(file('{ "name": "x", "expect": { "path": ["Create Order"] } }', '"defaults": { "expect": { "error": "E" } }, ')),
        workspace,
      ),
    ).toEqual([])
  })

  test('a machine in the file that a template names, and one in the template', () => {
    const of = (name: string, state: string) =>
      testProblems(
        located(
          `{ "definition": "template.yaml", "stateMachine": "${name}", "cases": [{ "name": "x", "expect": { "visits": { "${state}": 1 } } }] }`,
        ),
        workspace,
      )
    expect([of('First', 'Pay'), of('Second', 'Only')]).toEqual([[], []])
    expect([of('First', 'Only').length, of('Second', 'Pay').length]).toEqual([1, 1])
  })
})

describe('completion', () => {
  const labels = (marked: string, at = uri) => {
    const { text, offset } = withCursor(marked)
    return completeTest(located(text, at), offset, context).map(({ label }) => label)
  }

  const cases: [what: string, marked: string, found: readonly string[]][] = [
    ['files of definitions', '{ "definition": "|" }', ['order.asl.json', 'template.yaml']],
    ['mock files', '{ "mockConfig": "|" }', ['MockConfigFile.json']],
    ['inputs', one('"inputFile": "|"'), ['order.input.json']],
    ['state machines of a template', '{ "definition": "template.yaml", "stateMachine": "|" }', ['Second', 'Third', 'First']],
    ['machines of the mock file', one('"stateMachineName": "|"'), ['Order', 'Other']],
    ['test cases', one('"stateMachineName": "Order", "testCase": "|"'), ['HappyPath', 'Declined']],
    ['tasks', one('"mocks": { "|" }'), ['Create Order', 'Pay', 'Pack']],
    ['tasks that are not there yet', one('"mocks": { "Pay": { "Return": 1 }, "|" }'), ['Create Order', 'Pack']],
    ['tasks in defaults', '{ "definition": "order.asl.json", "defaults": { "mocks": { "|" } } }', ['Create Order', 'Pay', 'Pack']],
    ['attempts', one('"mocks": { "Pay": { "0-1": { "Return": 1 }, "|" } }'), ['2', '2-3']],
    ['states', expected('"visits": { "|" }'), ['Create Order', 'Pay', 'Ship', 'Done', 'Refused', 'Pack']],
    ['states that are tried again', expected('"attempts": { "|" }'), ['Create Order', 'Pay', 'Ship', 'Pack']],
    ['what is called', expected('"calls": { "|" }'), ['Create Order', 'Pay', 'Pack']],
    ['errors of a task', one('"mocks": { "Pay": { "Throw": { "Error": "|" } } }'), ['Busy', 'CardDeclined']],
    ['errors of the execution', expected('"error": "|"'), ['OrderRefused']],
    ['members of the output', expected('"output": { "|" }'), ['orderId', 'paid', 'parcel']],
    ['members in the output', expected('"outputContains": { "parcel": { "|" } }'), ['weight']],
    ['members of what a task receives', expected('"calls": { "Pay": [{ "|" }] }'), ['TableName', 'Item']],
    ['members of the input', one('"input": { "|" }'), ['total', 'items']],
    ['members of the input below', one('"input": { "items": [{ "|" }] }'), ['sku']],
    ['members of a result', one('"mocks": { "Pack": { "Return": { "|" } } }'), ['Md5OfMessageBody', 'Md5OfMessageAttributes']],
    ['the output in a path', expected('"assert": ["$.|"]'), ['orderId', 'paid', 'parcel']],
    ['the output in JSONata', expected('"assert": ["{% $states.output.parcel.| %}"]'), ['weight']],
    ['an expression', expected('"assert": ["|"]'), ['{% %}', '$']],
  ]
  test.each(cases)('%s', (_, marked, found) => {
    expect(labels(marked).slice(0, found.length)).toEqual(found)
  })

  test('of the states of a path those that come next are first', () => {
    const { text, offset } = withCursor(expected('"path": ["Create Order", "Pay", "|"]'))
    const items = completeTest(located(text), offset, context)
    expect(
      items
        .sort((a, b) => (a.sort! < b.sort! ? -1 : 1))
        .map(({ label }) => label)
        .slice(0, 2)
        .sort(),
    ).toEqual(['Refused', 'Ship'])
    expect(items.map(({ label }) => label)).not.toContain('Pack')
  })

  test('in JSON the members are those of the schema', () => {
    expect(labels(one('"|"'))).toEqual([])
    expect(labels('{ "|" }')).toEqual([])
  })

  test('in YAML the members come from the table', () => {
    expect(labels('|', yamlUri).slice(2, 5)).toEqual(['definition', 'stateMachine', 'config'])
    expect(labels('definition: order.asl.json\ncases:\n  - name: x\n    |', yamlUri).slice(0, 3)).toEqual([
      'input',
      'inputFile',
      'testCase',
    ])
    expect(labels('definition: order.asl.json\ncases:\n  - name: x\n    input: {}\n    |', yamlUri)).not.toContain('inputFile')
    expect(labels('definition: order.asl.json\ncases:\n  - name: x\n    expect:\n      status: |', yamlUri)).toContain('TIMED_OUT')
    expect(labels('definition: order.asl.json\ncases:\n  - name: x\n    mocks:\n      |', yamlUri)).toEqual(['Create Order', 'Pay', 'Pack'])
  })

  /** The text once an item is chosen. */
  const chosen = (marked: string, label: string, at = uri) => {
    const { text, offset } = withCursor(marked)
    const item = completeTest(located(text, at), offset, contextWith({}, false)).find((each) => each.label === label)
    return item && applyItem(text, item)
  }

  test('a mocked task has what it is known to answer', () => {
    expect(chosen('{ "definition": "order.asl.json", "cases": [{ "name": "x", "mocks": {\n  "|"\n} }] }', 'Create Order')).toBe(
      '{ "definition": "order.asl.json", "cases": [{ "name": "x", "mocks": {\n  "Create Order": {\n    "Return": {\n      "Payload": {\n        "id": ""\n      },\n      "StatusCode": 200\n    }\n  }\n} }] }',
    )
  })

  test('an empty file becomes one with a case, for the definition of its name first', () => {
    const items = completeTest(located('', `${folder}order.asl.test.json`), 0, context)
    expect(items.sort((a, b) => (a.sort! < b.sort! ? -1 : 1)).map(({ label }) => label)).toEqual([
      'Tests of order.asl.json',
      'Tests of template.yaml',
    ])
    const json = chosen('|', 'Tests of order.asl.json')!
    expect(JSON.parse(json)).toEqual({
      definition: 'order.asl.json',
      cases: [{ name: 'succeeds', input: {}, expect: { status: 'SUCCEEDED' } }],
    })
    expect(chosen('|', 'Tests of order.asl.json', yamlUri)).toBe(
      'definition: order.asl.json\ncases:\n  - name: succeeds\n    input: {}\n    expect:\n      status: SUCCEEDED',
    )
  })

  test('among the cases a case is offered', () => {
    expect(JSON.parse(chosen('{ "definition": "order.asl.json", "cases": [\n  |\n] }', 'a test case')!).cases).toEqual([
      { name: 'name', input: {}, expect: { status: 'SUCCEEDED' } },
    ])
    expect(chosen('definition: order.asl.json\ncases:\n  - |', 'a test case', yamlUri)).toBe(
      'definition: order.asl.json\ncases:\n  - name: name\n    input: {}\n    expect:\n      status: SUCCEEDED',
    )
  })

  test('and so in YAML', () => {
    const text = 'definition: order.asl.json\ncases:\n  - name: x\n    mocks:\n      |'
    expect(parse(yamlUri, chosen(text, 'Pack', yamlUri)!).syntaxProblems).toEqual([])
    expect(chosen(text, 'Pack', yamlUri)).toContain('      Pack:\n        Return:\n          Md5OfMessageBody: ""\n')
  })
})

const place = (locations: readonly Location[], own: string) =>
  locations.map(
    ({ uri: at, selection }) =>
      `${(at ?? own).slice(folder.length)}: ${{ ...base, [uri]: whole }[at ?? own]!.slice(selection.offset, selection.offset + selection.length)}`,
  )

describe('navigation', () => {
  const withFile = contextWith({ [uri]: whole })
  const at = (text: string) => whole.indexOf(text) + 1

  test.each<[name: string, found: string[]]>([
    ['"Create Order": { "Return"', ['order.asl.json: "Create Order"']],
    ['"Refused"]', ['order.asl.json: "Refused"']],
    ['"Pack": { "0"', ['order.asl.json: "Pack"']],
    ['"Declined"', ['MockConfigFile.json: "Declined"']],
    ['"Order",', ['MockConfigFile.json: "Order"']],
    ['"order.asl.json"', ['order.asl.json: ']],
    ['"a declined card"', []],
  ])('%s leads to its place', (name, found) => {
    expect(place(testDefinition(located(whole), at(name), withFile), uri)).toEqual(found)
  })

  test('a state is found everywhere', () => {
    const all = ['order.asl.json: "Pay"', 'order.asl.test.json: "Pay"', 'order.asl.test.json: "Pay"', 'order.asl.test.json: "Pay"']
    const found = place(testReferences(located(whole), at('"Pay", "Refused"'), true, withFile.workspace), uri)
    const fromDefinition = references(
      { uri: `${folder}order.asl.json`, document: parse('order.asl.json', order) },
      order.indexOf('"Pay": {') + 1,
      true,
      withFile.workspace,
    )
    const names = (texts: string[]) => texts.map((text) => text.replace(/: "?Pay"?$/, ': "Pay"')).sort()
    expect(names(found).filter((text) => text.startsWith('order.asl.test.json'))).toEqual(all.slice(1))
    expect(names(place(fromDefinition, `${folder}order.asl.json`))).toEqual(names(found))
  })

  test('a test case of the mock file is found in test files', () => {
    const mock = { uri: `${folder}MockConfigFile.json`, document: parse('MockConfigFile.json', mocks) }
    const found = ['MockConfigFile.json: "Declined"', 'order.asl.test.json: "Declined"']
    expect(place(mockReferences(mock, mocks.indexOf('"Declined"') + 1, true, withFile.workspace), mock.uri)).toEqual(found)
    expect(place(testReferences(located(whole), at('"Declined"'), true, withFile.workspace), uri)).toEqual(found)
  })

  test('links and the outline', () => {
    expect(testLinks(located(whole), workspace).map((link) => link.uri.slice(folder.length))).toEqual([
      'order.asl.json',
      'MockConfigFile.json',
    ])
    expect(testSymbols(located(whole)).map(({ name, detail }) => [name, detail])).toEqual([['a declined card', 'OrderRefused']])
  })

  test.each<[name: string, text: string]>([
    ['"Pay": [', 'dynamodb:putItem'],
    ['"Pay": [', '"TableName"'],
    ['"Declined"', 'Test case of `MockConfigFile.json`'],
    ['"visits"', '**visits**\n\nHow often a state is entered'],
    ['"a declined card"', '- path: Create Order → Pay → Refused'],
    ['"name"', '**name** · required'],
    ['"Throw"', 'The error that the task fails with.'],
  ])('hover over %s', (name, text) => {
    expect(testHover(located(whole), at(name), withFile)?.markdown).toContain(text)
  })
})

describe('rename', () => {
  const yaml =
    'definition: order.asl.json\nmockConfig: MockConfigFile.json\ncases:\n  - name: x\n    testCase: Declined\n    stateMachineName: Order\n    expect:\n      path: [Create Order, Pay]\n      visits:\n        Pay: 1\n'
  const files: Record<string, string> = { ...base, [uri]: whole, [yamlUri]: yaml }
  const all = contextWith({ [uri]: whole, [yamlUri]: yaml }).workspace
  const texts = (change: Change | Refusal, own: string): Record<string, string> => {
    if ('error' in change) throw new Error(change.error)
    return Object.fromEntries([...change].map(([at, edits]) => [(at || own).slice(folder.length), applyEdits(files[at || own]!, edits)]))
  }

  test('a state from its definition, and from a test file', () => {
    const definition = { uri: `${folder}order.asl.json`, document: parse('order.asl.json', order) }
    const fromDefinition = texts(rename(definition, order.indexOf('"Pay": {') + 1, 'Charge it', all), definition.uri)
    const fromTest = texts(testRename(located(whole), whole.indexOf('"Pay": [') + 1, 'Charge it', all), uri)
    expect(fromTest).toEqual(fromDefinition)
    expect(Object.keys(fromTest).sort()).toEqual(['MockConfigFile.json', 'order.asl.json', 'order.asl.test.json', 'order.asl.test.yaml'])
    expect(fromTest['order.asl.test.json']).toBe(whole.replaceAll('"Pay"', '"Charge it"'))
    expect(fromTest['order.asl.test.yaml']).toBe(yaml.replaceAll('Pay', 'Charge it'))
    expect(texts(testRename(located(yaml, yamlUri), yaml.indexOf('Pay'), 'a: "b"', all), yamlUri)['order.asl.test.yaml']).toContain(
      '"a: \\"b\\"": 1',
    )
  })

  test('a test case from the mock file, and from a test file', () => {
    const mock = { uri: `${folder}MockConfigFile.json`, document: parse('MockConfigFile.json', mocks) }
    const fromMock = texts(mockRename(mock, mocks.indexOf('"Declined"') + 1, 'Refused', all), mock.uri)
    const fromTest = texts(testRename(located(whole), whole.indexOf('"Declined"') + 1, 'Refused', all), uri)
    expect(fromTest).toEqual(fromMock)
    expect(fromMock['order.asl.test.yaml']).toBe(yaml.replace('Declined', 'Refused'))
    expect(mockRename(mock, mocks.indexOf('"Declined"') + 1, 'HappyPath', all)).toEqual({
      error: 'There is already a test case "HappyPath".',
    })
    expect(prepareMockRename(mock, mocks.indexOf('"Declined"') + 1)?.placeholder).toBe('Declined')
    expect(prepareTestRename(located(whole), whole.indexOf('"Declined"') + 1, all)?.placeholder).toBe('Declined')
    expect(prepareTestRename(located(whole), whole.indexOf('"a declined card"') + 1, all)).toBeUndefined()
  })
})

test('a file that breaks off anywhere is harmless', () => {
  const yaml =
    'definition: order.asl.json\ncases:\n  - name: x\n    mocks:\n      Pay:\n        Return: { a: 1 }\n    expect:\n      path: [Pay, "x"]\n      assert: ["{% $states.output. %}"]\n'
  for (const [text, at] of [
    [whole, uri],
    [yaml, yamlUri],
  ] as const)
    for (let end = 0; end <= text.length; end += 2) {
      const broken = located(text.slice(0, end), at)
      testProblems(broken, workspace)
      completeTest(broken, end, context)
      testHover(broken, end, context)
      testDefinition(broken, end, context)
      testReferences(broken, end, true, workspace)
      testRename(broken, end, 'New', workspace)
      testSymbols(broken)
      testLinks(broken, workspace)
    }
})

test('a name that is nearly right is put right, in JSON and in YAML', () => {
  const mended = (text: string, at: string) => {
    const document = located(text, at)
    const problems = testProblems(document, workspace)
    const fixes = codeActions(document, { offset: 0, length: text.length }, problems, context).filter(({ preferred }) => preferred)
    return applyEdits(
      text,
      fixes.flatMap(({ edits }) => edits),
    )
  }
  const wrong = one('"testCase": "Declind", "stateMachineName": "Order", "mocks": { "Pya": { "Retrun": 1 } }, "expects": {}')
  const right = one('"testCase": "Declined", "stateMachineName": "Order", "mocks": { "Pay": { "Return": 1 } }, "expect": {}')
  expect(mended(wrong, uri)).toBe(right)
  const yaml = (state: string, path: string) =>
    `definition: ${path}\ncases:\n  - name: x\n    expect:\n      visits: { '${state}': 1 }\n      path: [Create Order, ${state}]\n      error: E\n`
  expect(mended(yaml('Pya', 'order.asl.jsn'), yamlUri)).toBe(yaml('Pya', 'order.asl.json'))
  expect(mended(yaml('Pya', 'order.asl.json'), yamlUri)).toBe(yaml('Pay', 'order.asl.json'))
})

describe('code actions', () => {
  const actionsAt = (text: string, at: string, offset: number, files = {}) =>
    codeActions(located(text, at), { offset, length: 0 }, [], contextWith(files))

  test('a case gets the mocks that it lacks', () => {
    const text = file('{\n  "name": "x",\n  "mocks": {\n    "Pay": { "Return": {} } // paid\n  },\n  "expect": {}\n}')
    const actions = actionsAt(text, uri, text.indexOf('"x"'))
    expect(actions.map(({ title }) => title)).toEqual(["Mock 'Create Order'", "Mock 'Pack'", 'Mock all 2 tasks without an answer'])
    const after = applyEdits(text, actions[2]!.edits)
    expect(testProblems(located(after), workspace)).toEqual([])
    expect(after).toContain('"Pay": { "Return": {} }, // paid\n    "Create Order": {')
    expect(actionsAt(after, uri, text.indexOf('"x"'))).toEqual([])
  })

  test('and its first ones, in YAML too', () => {
    const text = 'definition: order.asl.json\ncases:\n  - name: x\n    input: {}\n    expect:\n      path: [Create Order]\n      error: E\n'
    const [, , pack] = actionsAt(text, yamlUri, text.indexOf('input'))
    const after = applyEdits(text, pack!.edits)
    expect(after).toContain('    input: {}\n    mocks:\n      Pack:\n        Return:\n          Md5OfMessageBody: ""\n')
    expect(testProblems(located(after, yamlUri), workspace)).toEqual([])
  })

  test('states that the test case answers have no mock', () => {
    const text = one('"testCase": "Declined", "stateMachineName": "Order"')
    expect(actionsAt(text, uri, text.indexOf('"x"')).map(({ title }) => title)).not.toContain("Mock 'Pay'")
  })

  const definition = `${folder}order.asl.json`
  const create = (state: string, files = {}) => {
    const actions = actionsAt(order, definition, order.indexOf(`"${state}": {`) + 1, files)
    return actions.find(({ elsewhere }) => elsewhere !== undefined)
  }

  test.each<[state: string, path: string[], mocks: string[]]>([
    ['Done', ['Create Order', 'Pay', 'Ship', 'Done'], ['Create Order', 'Pay', 'Pack']],
    ['Refused', ['Create Order', 'Pay', 'Refused'], ['Create Order', 'Pay']],
    ['Pack', ['Create Order', 'Pay', 'Ship', 'Done'], ['Create Order', 'Pay', 'Pack']],
  ])('a new test file with a case through %s', (state, path, mocks) => {
    const action = create(state)
    expect(action).toMatchObject({ title: `Create a test case through '${state}'`, elsewhere: { uri, isNew: true } })
    const text = action!.elsewhere!.edits[0]!.text
    const [made] = JSON.parse(text).cases
    expect([made.expect.path, Object.keys(made.mocks), made.input.total]).toEqual([path, mocks, 41.97])
    expect(testProblems(located(text), workspace)).toEqual([])
  })

  test('on the way by a Catcher of a Parallel a task within it fails', () => {
    const branch = { StartAt: 'One', States: { One: task(lambda, { End: true }) } }
    const both = { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Fallback' }], End: true }
    const text = JSON.stringify({ StartAt: 'Both', States: { Both: both, Fallback: { Type: 'Pass', End: true } } })
    const action = actionsAt(text, `${folder}both.asl.json`, text.indexOf('"Fallback":{') + 1).find(({ elsewhere }) => elsewhere)
    expect(JSON.parse(action!.elsewhere!.edits[0]!.text).cases[0]).toMatchObject({
      mocks: { One: { Throw: { Error: 'States.TaskFailed' } } },
      expect: { path: ['Both', 'Fallback'] },
    })
  })

  test('blanks within a text are no indentation', () => {
    expect(tabbed({ a: 'x  y', b: [1] })).toBe('{\n\t"a": "x  y",\n\t"b": [\n\t\t1\n\t]\n}')
  })

  test('a case more in the test file that is there, and none for a state that has one', () => {
    const files = { [uri]: expected('"visits": { "Done": 1 }') }
    const action = create('Refused', files)
    expect(action?.elsewhere).toMatchObject({ uri })
    const text = applyEdits(files[uri]!, action!.elsewhere!.edits)
    expect(JSON.parse(text).cases.map(({ name }: { name: string }) => name)).toEqual(['x', 'goes through Refused'])
    expect(JSON.parse(text).cases[1].mocks.Pay).toEqual({ Throw: { Error: 'CardDeclined', Cause: '' } })
    expect(create('Done', files)).toBeUndefined()
  })
})
