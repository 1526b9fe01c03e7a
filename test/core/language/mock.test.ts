import { describe, expect, it } from 'vitest'
import { mockRules } from '../../../core/analysis/rules/mockFile'
import { codeActions } from '../../../core/language/features/codeActions'
import { applyEdits } from '../../../core/language/features/formatYaml'
import { completeMock } from '../../../core/language/mockFiles/completion'
import { allStates } from '../../../core/language/mockFiles/mockFile'
import { mockDefinition, mockHover, mockReferences, mockSymbols } from '../../../core/language/mockFiles/navigation'
import { mockProblems } from '../../../core/language/mockFiles/problems'
import type { CompletionItem, LanguageContext, LocatedDocument, Workspace } from '../../../core/language/types'
import type { AslDocument } from '../../../core/model/document'
import { kindOf } from '../../../core/model/fileKind'
import { parseDocument } from '../../../core/model/parse'

/** The folder that the mock file of a test lies in. */
const folder = 'file:///project/orders/'
const machine = `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Both" },
    "Both": { "Type": "Parallel", "End": true, "Branches": [
      { "StartAt": "Ship", "States": { "Ship": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "Start" },
        "Start": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "End": true } } }
    ] }
  }
}`
const files: Record<string, string> = {
  [`${folder}order-processing.asl.json`]: machine,
  [`${folder}order-processing.input.json`]: '{}',
  [`${folder}refund.asl.json`]:
    '{ "StartAt": "Refund", "States": { "Refund": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true } } }',
}

const parse = (uri: string, text: string): AslDocument => parseDocument(text, kindOf(uri, text))
const workspace: Workspace = {
  document: (uri) => (files[uri] === undefined ? undefined : parse(uri, files[uri])),
  exists: (uri) => uri in files,
  text: (uri) => files[uri],
  documents: () => Object.keys(files),
  siblings: (uri) => (uri.startsWith(folder) ? Object.keys(files) : []),
  resolve: () => undefined,
}
const context: LanguageContext = { workspace, snippets: false, format: { tabSize: 2, insertSpaces: true } }

/** A mock file with the cursor at `|`. */
function open(marked: string): { located: LocatedDocument; offset: number; text: string } {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const uri = `${folder}MockConfigFile.json`
  return { located: { uri, document: parse(uri, text) }, offset, text }
}

const file = (cases: string, responses: string) =>
  `{ "StateMachines": { "OrderProcessing": { "TestCases": { "Happy": { ${cases} } } } }, "MockedResponses": { ${responses} } }`
const good = '"Paid": { "0": { "Return": {} } }'

describe('problems of a mock file', () => {
  /** code, what is wrong, the text under the squiggle */
  const cases: [code: keyof typeof mockRules, text: string, marked: string][] = [
    ['MOCK_FORM', '[]', '[]'],
    ['MOCK_FORM', '{ "StateMachines": [], "MockedResponses": {} }', '[]'],
    ['MOCK_FORM', file('"Charge": 1', ''), '1'],
    ['MOCK_FORM', file('"Charge": "Paid"', '"Paid": { "0": { "Throw": { "Cause": "x" } } }'), '"Throw"'],
    ['MOCK_FORM', file('"Charge": "Paid"', '"Paid": { "0": { "Throw": { "Error": 5 } } }'), '5'],
    ['MOCK_UNKNOWN_FIELD', '{ "StateMachine": {} }', '"StateMachine"'],
    ['MOCK_UNKNOWN_FIELD', file('"Charge": "Paid"', '"Paid": { "0": { "Return": {}, "Delay": 1 } }'), '"Delay"'],
    ['MOCK_UNKNOWN_STATE', file('"Chrage": "Paid"', good), '"Chrage"'],
    ['MOCK_NOT_A_TASK', file('"Both": "Paid"', good), '"Both"'],
    ['MOCK_UNKNOWN_RESPONSE', file('"Charge": "Payed"', good), '"Payed"'],
    ['MOCK_UNUSED_RESPONSE', file('', good), '"Paid"'],
    ['MOCK_INDEX', file('"Charge": "Paid"', '"Paid": { "0": { "Return": {} }, "first": { "Return": {} } }'), '"first"'],
    ['MOCK_INDEX', file('"Charge": "Paid"', '"Paid": { "0": { "Return": {} }, "3-1": { "Return": {} } }'), '"3-1"'],
    ['MOCK_INDEX_GAP', file('"Charge": "Paid"', '"Paid": { "1": { "Return": {} } }'), '"1"'],
    ['MOCK_INDEX_GAP', file('"Charge": "Paid"', '"Paid": { "3-4": { "Return": {} }, "0-1": { "Return": {} } }'), '"3-4"'],
    ['MOCK_INDEX_GAP', file('"Charge": "Paid"', '"Paid": {}'), '{}'],
    ['MOCK_INDEX_TWICE', file('"Charge": "Paid"', '"Paid": { "0-1": { "Return": {} }, "1": { "Return": {} } }'), '"1"'],
    ['MOCK_RETURN_OR_THROW', file('"Charge": "Paid"', '"Paid": { "0": { "Return": {}, "Throw": { "Error": "E" } } }'), '"Throw"'],
    ['MOCK_RETURN_OR_THROW', file('"Charge": "Paid"', '"Paid": { "0": {} }'), '"0"'],
    ['MOCK_FORM', file('"Charge": "Paid"', '"Paid": { "0": { "Return": 1, "duration": -2 } }'), '-2'],
    ['MOCK_DUPLICATE', file('"Charge": "Paid"', `${good}, ${good}`), '"Paid"'],
    ['MOCK_API_RESULT', file('"Charge": "Paid"', '"Paid": { "0": { "Return": { "Paylaod": {} } } }'), '"Paylaod"'],
    ['MOCK_API_RESULT', file('"Charge": "Paid"', '"Paid": { "0": { "Return": { "StatusCode": "200" } } }'), '"200"'],
    ['MOCK_API_RESULT', file('"Charge": "Paid"', '"Paid": { "0": { "Return": [] } }'), '[]'],
    ['MOCK_API_RESULT', file('"Ship": "Sent"', '"Sent": { "0": { "Return": { "MessageID": "1" } } }'), '"MessageID"'],
    ['MOCK_API_RESULT', file('"Start": "Begun"', '"Begun": { "0": { "Return": { "ExecutionArn": "e" } } }'), '"Return"'],
    ['MOCK_API_RESULT', file('"Start": "Any"', '"Any": { "0": { "Return": { "ExecutionArn": 1, "StartDate": 1 } } }'), '1'],
  ]
  for (const [code, text, marked] of cases)
    it(`${code}: ${marked}`, () => {
      const { located } = open(text)
      const problems = mockProblems(located, workspace)
      expect(problems.map((p) => [p.code, text.slice(p.offset, p.offset + p.length)])).toContainEqual([code, marked])
      expect(problems.filter((p) => p.code === code).every((p) => p.severity === mockRules[code].severity)).toBe(true)
    })

  it('every rule has a case here', () => {
    expect(new Set(cases.map(([code]) => code))).toEqual(new Set(Object.keys(mockRules)))
  })

  const right = [
    ['a state in a branch', file('"Charge": "Paid", "Ship": "Paid"', good)],
    [
      'what an optimised integration hands on',
      file(
        '"Charge": "Paid", "Ship": "Sent", "Start": "Begun"',
        `"Paid": { "0": { "Return": { "StatusCode": 200, "Payload": [1], "SdkHttpMetadata": {} } } },
         "Sent": { "0": { "Return": { "MD5OfMessageBody": "m", "MessageId": "1" } } }, "Begun": { "0": { "Return": { "ExecutionArn": "e", "StartDate": 1.5 } } }`,
      ),
    ],
    [
      'ranges in any order',
      file(
        '"Charge": "Paid"',
        '"Paid": { "3": { "Return": { "Payload": 1 } }, "0": { "Return": { "Payload": null } }, "1-2": { "Throw": { "Error": "E" } } }',
      ),
    ],
    ['a machine that is nowhere', file('"Charge": "Paid"', good).replace('OrderProcessing', 'Elsewhere')],
    ['an empty text', ''],
    [
      'keys with the names of members of objects',
      file('"Charge": "constructor"', '"constructor": { "0": { "Return": { "Payload": { "__proto__": 1 } } } }'),
    ],
  ]
  for (const [what, text] of right) it(`none for ${what}`, () => expect(mockProblems(open(text!).located, workspace)).toEqual([]))

  it('a misspelt name comes with the nearest one', () => {
    const [problem] = mockProblems(open(file('"Chrage": "Paid"', good)).located, workspace)
    expect(problem).toMatchObject({
      message: 'OrderProcessing has no state "Chrage". Did you mean "Charge"?',
      data: { suggestion: 'Charge' },
    })
  })
})

describe('completion in a mock file', () => {
  const labels = (marked: string) => {
    const { located, offset } = open(marked)
    return completeMock(located, offset, context).map((item) => item.label)
  }
  const cases: [what: string, marked: string, expected: string[]][] = [
    ['the fields of the root', '{ "|" }', ['StateMachines', 'MockedResponses']],
    ['the machines of the folder', '{ "StateMachines": { "|" } }', ['OrderProcessing', 'Refund']],
    ['the one field of a machine', '{ "StateMachines": { "A": { | } } }', ['TestCases']],
    ['Task states, also in branches, that have no response yet', file('"Charge": "Paid", "|"', good), ['Ship', 'Start']],
    ['responses', file('"Charge": "|"', `${good}, "Declined": { "0": { "Throw": { "Error": "E" } } }`), ['Paid', 'Declined']],
    ['responses without quotes', file('"Charge": |', good), ['Paid']],
    ['responses that are still missing', file('"Charge": "Paid", "Ship": "Shipped"', `${good}, "|"`), ['Shipped']],
    ['the next attempt', file('', '"Paid": { "0": { "Return": 1 }, "1-3": { "Return": 2 }, "|" }'), ['4', '4-5']],
    ['what an answer is', file('', '"Paid": { "0": { "|" } }'), ['Return', 'Throw', 'duration']],
    ['how long an answer takes', file('', '"Paid": { "0": { "Return": {}, "|" } }'), ['duration']],
    ['the fields of an error', file('', '"Paid": { "0": { "Throw": { "Error": "E", "|" } } }'), ['Cause']],
    ['nothing in a result', file('', '"Paid": { "0": { "Return": { "|" } } }'), []],
  ]
  for (const [what, marked, expected] of cases) it(what, () => expect(labels(marked)).toEqual(expected))

  const accept = (marked: string, label: string, snippets: boolean) => {
    const { located, offset, text } = open(marked)
    const item = completeMock(located, offset, { ...context, snippets }).find((candidate) => candidate.label === label) as CompletionItem
    return text.slice(0, item.range.offset) + item.text + text.slice(item.range.offset + item.range.length)
  }
  it('a state is put in with the place of its response', () => {
    expect(accept('{ "StateMachines": { "OrderProcessing": { "TestCases": { "A": { "Ch|" } } } } }', 'Charge', true)).toBe(
      '{ "StateMachines": { "OrderProcessing": { "TestCases": { "A": { "Charge": "$0" } } } } }',
    )
  })
  it('a client without snippets gets plain text', () => {
    expect(accept('{ "|" }', 'MockedResponses', false)).toBe('{ "MockedResponses": {} }')
  })
  it('a response replaces what is typed', () => {
    expect(accept(file('"Charge": "Pa|yd"', good), 'Paid', true)).toBe(file('"Charge": "Paid"', good))
  })
  it('a key that has its value keeps it', () => {
    expect(accept(file('"Ch|x": "Paid"', good), 'Charge', true)).toBe(file('"Charge": "Paid"', good))
  })
})

describe('navigation in a mock file', () => {
  const go = (marked: string) => {
    const { located, offset, text } = open(marked)
    return mockDefinition(located, offset, context).map(({ uri, selection }) => {
      const target = uri === undefined ? text : files[uri]!
      return `${uri?.slice(folder.length) ?? 'here'}:${target.slice(selection.offset, selection.offset + selection.length)}@${selection.offset}`
    })
  }
  it('from a use to the response', () => {
    const marked = file('"Charge": "Pa|id"', good)
    expect(go(marked)).toEqual([`here:"Paid"@${marked.replace('|', '').lastIndexOf('"Paid"')}`])
  })
  it('from a state to its definition in the machine beside', () => {
    expect(go(file('"Ch|arge": "Paid"', good))).toEqual([`order-processing.asl.json:"Charge"@${machine.indexOf('"Charge": {')}`])
    expect(go(file('"Sh|ip": "Paid"', good))).toEqual([`order-processing.asl.json:"Ship"@${machine.indexOf('"Ship": {')}`])
  })
  it('from a machine to its first state', () => {
    expect(go(file('', good).replace('"OrderP', '"Order|P'))).toEqual([
      `order-processing.asl.json:"Charge"@${machine.indexOf('"Charge",')}`,
    ])
  })
  it('nowhere from a result', () => expect(go(file('', '"Paid": { "0": { "Return": "Pa|id" } }'))).toEqual([]))

  it('a response finds its uses, a state its test cases', () => {
    const references = (marked: string, declaration: boolean) => {
      const { located, offset } = open(marked)
      return mockReferences(located, offset, declaration, workspace).length
    }
    const marked = file('"Charge": "Paid", "Ship": "Paid"', good)
    expect(references(marked.replace('"Paid": {', '"Pa|id": {'), true)).toBe(3)
    expect(references(marked.replace('"Paid": {', '"Pa|id": {'), false)).toBe(2)
    expect(references(marked.replace('"Ship"', '"Sh|ip"'), true)).toBe(1)
  })

  it('hover tells the answers of a response and the resource of a state', () => {
    const hover = (marked: string) => {
      const { located, offset } = open(marked)
      return mockHover(located, offset, context)?.markdown
    }
    expect(hover(file('"Charge": "Pa|id"', good))).toBe('```json\n0: {"Return":{}}\n```\n\nUsed once.')
    expect(hover(file('"Sh|ip": "Paid"', good))).toBe('**Task** `arn:aws:states:::sqs:sendMessage` in `order-processing.asl.json`')
    expect(hover(file('"Charge": "Pai|"', good))).toBeUndefined()
    expect(hover(file('', '"Paid": { "0": { "Return": {}, "dura|tion": 2 } }'))).toMatch(/^\*\*duration\*\*\n\nSeconds that the task takes/)
    expect(hover(file('', '"Paid": { "0": { "Return": { "dura|tion": 2 } } }'))).toBeUndefined()
    expect(hover(file('', '"Paid": { "0": { "Throw": { "Err|or": "E" } } }'))).toMatch(/^\*\*Error\*\*/)
  })

  it('the outline has machines, test cases and responses', () => {
    const outline = mockSymbols(open(file('"Charge": "Paid"', good)).located).map(({ name, children }) => [
      name,
      children.map((child) => child.name),
    ])
    expect(outline).toEqual([
      ['OrderProcessing', ['Happy']],
      ['Paid', []],
    ])
  })
})

describe('quick fixes of a mock file', () => {
  const fix = (text: string, title: string) => {
    const { located } = open(text)
    const problems = mockProblems(located, workspace)
    const action = codeActions(located, { offset: 0, length: text.length }, problems, context).find((each) => each.title === title)
    return action && applyEdits(text, action.edits)
  }
  const declined = '"Declined": { "0": { "Throw": { "Error": "E" } } }'
  it('a misspelt state, response or field gets the nearest name', () => {
    expect(fix(file('"Chrage": "Paid"', good), "Change to 'Charge'")).toBe(file('"Charge": "Paid"', good))
    expect(fix(file('"Charge": "Paied"', good), "Change to 'Paid'")).toBe(file('"Charge": "Paid"', good))
    expect(fix(file('"Charge": "Paid"', good).replace('TestCases', 'TestCase'), "Change to 'TestCases'")).toBe(
      file('"Charge": "Paid"', good),
    )
  })
  it('a misspelt member or value of what an API answers gets the nearest one', () => {
    const sent = (result: string) => file('"Ship": "Sent"', `"Sent": { "0": { "Return": ${result} } }`)
    expect(fix(sent('{ "MesageId": "1" }'), "Change to 'MessageId'")).toBe(sent('{ "MessageId": "1" }'))
  })
  it('a response that is missing is written, one that nothing uses is taken out', () => {
    expect(fix(file('"Charge": "Paid", "Ship": "Shipped"', good), "Create the response 'Shipped'")).toContain('"Shipped": {')
    expect(fix(file('"Charge": "Paid"', `${good}, ${declined}`), "Remove 'Declined'")).toBe(file('"Charge": "Paid"', good))
  })
})

describe('which files are mock files', () => {
  const cases: [name: string, text: string, expected: boolean][] = [
    ['MockConfigFile.json', '', true],
    ['MockConfigFile.local.json', '{}', true],
    ['orders.mocks.json', '{}', true],
    ['anything.json', '{ "StateMachines": {} }', true],
    ['anything.json', '{ "StartAt": "A", "StateMachines": {} }', false],
    ['order.asl.json', '{ "StateMachines": {} }', false],
    ['template.yaml', 'Resources:\n', false],
  ]
  for (const [name, text, expected] of cases) it(`${name} ${text}`, () => expect(kindOf(name, text).content === 'mock').toBe(expected))
})

describe('hostile mock files', () => {
  it('ten thousand nested arrays and a huge range are read in no time', () => {
    const text = file('"Charge": "Paid"', `"Paid": { "0-999999": { "Return": ${'['.repeat(10_000)}${']'.repeat(10_000)} } }`)
    expect(mockProblems(open(text).located, workspace).map(({ code }) => code)).toEqual(['MOCK_API_RESULT'])
  })
  it('a machine nested ten thousand times has its innermost state known', () => {
    let inner = '{ "StartAt": "Deep", "States": { "Deep": { "Type": "Task", "Resource": "r", "End": true } } }'
    for (let i = 0; i < 10_000; i++)
      inner = `{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [${inner}], "End": true } } }`
    const deep = parse('file:///deep.asl.json', inner)
    expect([...allStates(deep.definitions[0]!.machine).keys()]).toEqual(['P', 'Deep'])
  })
  it('every prefix of a file can be asked everything', () => {
    const text = file('"Charge": "Paid", "Ship": "Paid"', '"Paid": { "0": { "Throw": { "Error": "E" } } }')
    for (let end = 0; end <= text.length; end++) {
      const { located } = open(text.slice(0, end))
      mockProblems(located, workspace)
      completeMock(located, end, context)
      mockHover(located, end, context)
      mockDefinition(located, end, context)
      mockReferences(located, end, true, workspace)
      mockSymbols(located)
    }
  })
})
