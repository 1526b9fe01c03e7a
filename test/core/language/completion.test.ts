import { describe, expect, test } from 'vitest'
import { complete } from '../../../core/language/features/completion'
import type { LanguageContext } from '../../../core/language/types'
import type { DocumentKind } from '../../../core/model/document'
import { parseDocument } from '../../../core/model/parse'
import { applyItem, contextOf, jsonKind, kindOf, open, withCursor, workspaceOf, yamlKind } from '../../support/editor'

function suggest(marked: string, context: Partial<LanguageContext> = {}, kind: DocumentKind = kindOf(marked)) {
  const { text, offset } = withCursor(marked)
  const uri = 'file:///work/order.asl.json'
  return { text, items: complete({ uri, document: open(text, kind) }, offset, contextOf(context)) }
}

/** All labels in the order in which an editor shows them. */
function labels(marked: string, context?: Partial<LanguageContext>): string[] {
  const { items } = suggest(marked, context)
  return [...items].sort((a, b) => ((a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1)).map((item) => item.label)
}

/** The text after choosing `label`. */
function check(marked: string, label: string, after: string, context?: Partial<LanguageContext>, kind?: DocumentKind) {
  const { text, items } = suggest(marked, context, kind)
  const item = items.find((i) => i.label === label)
  expect(
    item,
    `${label} among ${items
      .map((i) => i.label)
      .slice(0, 30)
      .join(', ')}`,
  ).toBeDefined()
  expect(applyItem(text, item!)).toBe(after)
}

const three = (next: string) => `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": ${next} },
    "B": { "Type": "Pass", "Next": "C" },
    "C": { "Type": "Succeed" }
  }
}`
const threeYaml = (next: string) => `StartAt: A
States:
  A:
    Type: Pass
    Next: ${next}
  B:
    Type: Pass
    Next: C
  C:
    Type: Succeed
`

describe('names of states', () => {
  test('the ones that nothing leads to come first, the state itself last', () => {
    expect(labels(three('"|"'))).toEqual(['B', 'C', 'A'])
    expect(labels(threeYaml('|'))).toEqual(['B', 'C', 'A'])
  })

  test.each([
    ['"|"', '"B"'],
    ['"C|"', '"B"'],
    ['"|C"', '"B"'],
    ['|', '"B"'],
    ['C|', '"B"'],
  ])('JSON: %s becomes %s', (typed, written) => check(three(typed), 'B', three(written)))

  test('JSON: a quote that is not closed', () => {
    check(
      '{ "StartAt": "A", "States": {\n "A": { "Type": "Pass", "Next": "x|\n }, "B": {} } }',
      'B',
      '{ "StartAt": "A", "States": {\n "A": { "Type": "Pass", "Next": "B"\n }, "B": {} } }',
    )
  })

  test.each([
    ['|', 'B'],
    ['C|', 'B'],
    ['"C|"', '"B"'],
    ["'|'", "'B'"],
  ])('YAML: %s becomes %s', (typed, written) => check(threeYaml(typed), 'B', threeYaml(written)))

  test('YAML: a space is put behind the colon where it is missing', () => {
    check('StartAt:|\nStates:\n  A:\n    Type: Succeed\n', 'A', 'StartAt: A\nStates:\n  A:\n    Type: Succeed\n')
  })

  test('YAML: flow style has quotes', () => {
    check(
      'StartAt: A\nStates: { A: { Type: Pass, Next: | }, B: { Type: Succeed } }\n',
      'B',
      'StartAt: A\nStates: { A: { Type: Pass, Next: "B" }, B: { Type: Succeed } }\n',
    )
  })

  test('a name with a quote in it is escaped', () => {
    const text = (next: string) => `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":${next}},"B \\"x\\"":{"Type":"Succeed"}}}`
    check(text('"|"'), 'B "x"', text('"B \\"x\\""'))
  })

  test('a branch sees its own states only, and the outer machine not those of the branch', () => {
    const text = (inner: string, outer: string) => `{ "StartAt": "P", "States": {
      "P": { "Type": "Parallel", "Branches": [ { "StartAt": "In", "States": { "In": { "Type": "Pass", "Next": "${inner}" }, "Other": { "Type": "Pass" } } } ],
        "Catch": [ { "ErrorEquals": [ "States.ALL" ], "Next": "${outer}" } ] },
      "Done": { "Type": "Succeed" } } }`
    expect(labels(text('|', ''))).toEqual(['Other', 'In'])
    expect(labels(text('', '|'))).toEqual(['Done', 'P'])
  })

  test('StartAt, Default, a Choice Rule and a Catcher take states', () => {
    const text = (start: string, rule: string, fallback: string) => `{ "StartAt": ${start}, "States": {
      "C": { "Type": "Choice", "Choices": [ { "Variable": "$.x", "IsPresent": true, "Next": ${rule} } ], "Default": ${fallback} },
      "A": { "Type": "Succeed" } } }`
    expect(labels(text('"|"', '"C"', '"C"'))).toContain('A')
    expect(labels(text('"C"', '"|"', '"C"'))).toEqual(['A', 'C'])
    expect(labels(text('"C"', '"C"', '|'))).toEqual(['A', 'C'])
  })
})

describe('fields', () => {
  const task = (rest: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "r"${rest} } } }`

  test('those of the state type and the query language that are not there yet', () => {
    const found = labels(task(', "|"'))
    expect(found).toEqual(expect.arrayContaining(['Parameters', 'Retry', 'Catch', 'Next', 'End', 'ResultPath']))
    expect(found).not.toEqual(expect.arrayContaining(['Type']))
    for (const other of ['Type', 'Resource', 'Choices', 'Arguments', 'Output', 'Branches']) expect(found).not.toContain(other)
    const jsonata = labels(task(', "QueryLanguage": "JSONata", "|"'))
    expect(jsonata).toEqual(expect.arrayContaining(['Arguments', 'Output']))
    for (const other of ['Parameters', 'ResultPath', 'InputPath']) expect(jsonata).not.toContain(other)
  })

  test('Next and End exclude each other', () => {
    expect(labels(task(', "End": true, "|"'))).not.toContain('Next')
  })

  test.each([
    [', "|"', ', "Next": "$1"'],
    [', |', ', "Next": "$1"'],
    [', Ne|', ', "Next": "$1"'],
    [', "Ne|', ', "Next": "$1"'],
    [' |', ', "Next": "$1"'],
    [', "|": "B"', ', "Next": "B"'],
  ])('JSON: %s becomes %s', (typed, written) => {
    const broken = (rest: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "r"${rest}\n} } }`
    check(broken(typed), 'Next', broken(written))
  })

  test('JSON: commas before and behind', () => {
    const text = (typed: string) => `{ "StartAt": "A", "States": { "A": {\n  "Type": "Pass"\n  ${typed}\n  "Comment": "c"\n} } }`
    check(text('|'), 'End', `{ "StartAt": "A", "States": { "A": {\n  "Type": "Pass",\n  "End": true,\n  "Comment": "c"\n} } }`)
  })

  test('JSON: a skeleton of several lines is indented', () => {
    const text = (typed: string) => `{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Map",\n      ${typed}\n    }\n  }\n}`
    check(text('"|"'), 'ItemSelector', text('"ItemSelector": {\n        $0\n      }'))
  })

  test('YAML: block style', () => {
    const text = (typed: string) => `StartAt: A\nStates:\n  A:\n    Type: Task\n    ${typed}\n  B:\n    Type: Succeed\n`
    check(text('|'), 'Next', text('Next: "$1"'))
    check(
      text('Re|'),
      'Retry',
      text(
        'Retry:\n      - ErrorEquals:\n          - ${1:States.TaskFailed}\n        IntervalSeconds: ${2:1}\n        MaxAttempts: ${3:3}\n        BackoffRate: ${4:2}',
      ),
    )
  })

  test('YAML: the first field of a state whose value is not there yet', () => {
    check(
      'StartAt: A\nStates:\n  A:\n    |\n',
      'Type',
      'StartAt: A\nStates:\n  A:\n    Type: ${1|Task,Pass,Choice,Wait,Succeed,Fail,Parallel,Map|}\n',
    )
    check(
      'StartAt: A\nStates:\n  A:\n    Ty|\n',
      'Type',
      'StartAt: A\nStates:\n  A:\n    Type: ${1|Task,Pass,Choice,Wait,Succeed,Fail,Parallel,Map|}\n',
    )
  })

  test('YAML: a line of its own belongs to the object of its column', () => {
    const text = (typed: string) =>
      `StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - Variable: $.a\n        Next: A\n${typed}`
    expect(labels(text('        |'))).toContain('StringEquals')
    expect(labels(text('    |'))).toContain('Default')
    expect(labels(text('|'))).toContain('TimeoutSeconds')
    check(text('        |'), 'IsPresent', text('        IsPresent: true'))
  })

  test('the machine, a Retrier, a Catcher, a Choice Rule, an ItemReader', () => {
    expect(labels('{ "StartAt": "A", | }')).toEqual(
      expect.arrayContaining(['States', 'Comment', 'Version', 'TimeoutSeconds', 'QueryLanguage']),
    )
    expect(labels(task(', "Retry": [ { | } ]'))).toEqual(expect.arrayContaining(['ErrorEquals', 'MaxAttempts', 'JitterStrategy']))
    expect(labels(task(', "Catch": [ { "ErrorEquals": [ "States.ALL" ], | } ]'))).toEqual(
      expect.arrayContaining(['Next', 'ResultPath', 'Assign']),
    )
    const map = (rest: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Map", ${rest} } } }`
    expect(labels(map('"ItemReader": { | }'))).toEqual(expect.arrayContaining(['Resource', 'ReaderConfig', 'Parameters']))
    expect(labels(map('"ItemProcessor": { | }'))).toEqual(expect.arrayContaining(['ProcessorConfig', 'StartAt', 'States']))
    expect(labels(map('"ItemProcessor": { | }'))).not.toContain('QueryLanguage')
    expect(labels(map('"ItemReader": { "ReaderConfig": { "InputType": "|" } }'))).toEqual(['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'])
  })

  test('without snippets the text is plain', () => {
    check(
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "|" } } }',
      'Next',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "" } } }',
      { snippets: false },
    )
  })
})

describe('values', () => {
  test('state types, query languages, booleans', () => {
    const text = (value: string) => `{ "StartAt": "A", "States": { "A": { "Type": ${value} } } }`
    expect(labels(text('"|"'))).toEqual(['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'])
    check(text('"|"'), 'Map', text('"Map"'))
    check(text('|'), 'Map', text('"Map"'))
    const end = (value: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": ${value} } } }`
    check(end('|'), 'true', end('true'))
    check(end('"|"'), 'true', end('true'))
    check('StartAt: A\nStates:\n  A:\n    Type: |\n', 'Map', 'StartAt: A\nStates:\n  A:\n    Type: Map\n')
  })

  test('error names that the state can raise and that are not in the list yet', () => {
    const text = (name: string) =>
      `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [ { "ErrorEquals": [ "States.Timeout", ${name} ] } ] } } }`
    const found = labels(text('"|"'))
    expect(found).toContain('Lambda.TooManyRequestsException')
    expect(found).toContain('States.TaskFailed')
    expect(found).not.toContain('States.Timeout')
    expect(found).not.toContain('States.ItemReaderFailed')
    check(text('"|"'), 'States.ALL', text('"States.ALL"'))
    check(text('|'), 'States.ALL', text('"States.ALL"'))
    check(
      'StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals:\n          - |\n',
      'States.ALL',
      'StartAt: A\nStates:\n  A:\n    Type: Task\n    Retry:\n      - ErrorEquals:\n          - States.ALL\n',
    )
  })
})

describe('resources', () => {
  const text = (resource: string, rest = '') =>
    `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${resource}"${rest} } } }`

  test('optimised integrations with their patterns, and the services of the AWS SDK', () => {
    const found = labels(text('|'))
    expect(found).toEqual(
      expect.arrayContaining([
        'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        'arn:aws:states:::states:startExecution.sync:2',
        'arn:aws:states:::aws-sdk:dynamodb:…',
      ]),
    )
    check(text('arn:aws:states:::sq|'), 'arn:aws:states:::sqs:sendMessage', text('arn:aws:states:::sqs:sendMessage'))
    check(text('arn:aws:states:::aws|'), 'arn:aws:states:::aws-sdk:dynamodb:…', text('arn:aws:states:::aws-sdk:dynamodb:$0'))
  })

  test('the actions of an AWS SDK service', () => {
    expect(labels(text('arn:aws:states:::aws-sdk:dynamodb:|'))).toContain('arn:aws:states:::aws-sdk:dynamodb:getItem')
    check(
      text('arn:aws:states:::aws-sdk:rds:mod|'),
      'arn:aws:states:::aws-sdk:rds:modifyDBCluster',
      text('arn:aws:states:::aws-sdk:rds:modifyDBCluster'),
    )
  })

  test('the parameters of the API, required ones first', () => {
    const getItem = 'arn:aws:states:::dynamodb:getItem'
    expect(labels(text(getItem, ', "Parameters": { "|" }')).slice(0, 4)).toEqual(['TableName', 'TableName.$', 'Key', 'Key.$'])
    expect(labels(text('arn:aws:states:::aws-sdk:rds:modifyDBCluster', ', "Parameters": { "|" }'))[0]).toBe('DbClusterIdentifier')
    expect(labels(text(getItem, ', "Parameters": { "Key.$": "$", "|" }'))).not.toContain('Key')
    check(text(getItem, ', "Parameters": { "|" }'), 'Key.$', text(getItem, ', "Parameters": { "Key.\\$": "\\$$0" }'))
  })
})

describe('whole states and machines', () => {
  test('an empty file', () => {
    check(
      '|',
      'State machine',
      `{
  "Comment": "\${1:A description of my state machine}",
  "StartAt": "\${2:Hello}",
  "States": {
    "\${2:Hello}": {
      "Type": "Pass",
      "Result": "\${3:Hello world}",
      "End": true
    }
  }
}`,
      {},
      jsonKind,
    )
    check(
      '|',
      'State machine',
      'Comment: ${1:A description of my state machine}\nStartAt: ${2:Hello}\nStates:\n  ${2:Hello}:\n    Type: Pass\n    Result: ${3:Hello world}\n    End: true',
      {},
      yamlKind,
    )
  })

  test('a state in States, and the body of a name', () => {
    const text = (typed: string) => `{\n  "StartAt": "A",\n  "States": {\n    ${typed}\n  }\n}`
    check(
      text('"|"'),
      'Wait state',
      text('"${1:Wait}": {\n      "Type": "Wait",\n      "Seconds": ${2:5},\n      "Next": "${9:NextState}"\n    }'),
    )
    check(text('"W": |'), 'Succeed state', text('"W": {\n      "Type": "Succeed"\n    }'))
  })

  test('a state that a transition names already', () => {
    check(
      three('"X"').replace('"B": {', '"|", "B": {'),
      'X',
      three('"X"').replace(
        '"B": {',
        '"X": {\n      "Type": "${1|Task,Pass,Choice,Wait,Succeed,Fail,Parallel,Map|}",\n      $0\n    }, "B": {',
      ),
    )
  })

  test('YAML', () => {
    check(
      'StartAt: A\nStates:\n  |\n',
      'Wait state',
      'StartAt: A\nStates:\n  ${1:Wait}:\n    Type: Wait\n    Seconds: ${2:5}\n    Next: ${9:NextState}\n',
    )
  })
})

test('behind an SDK call its answer is known, whichever API it is', () => {
  const after = (resource: string, path: string) => `{ "StartAt": "T", "States": {
    "T": { "Type": "Task", "Resource": "arn:aws:states:::${resource}", "Next": "P" },
    "P": { "Type": "Pass", "InputPath": "${path}", "End": true } } }`
  expect(labels(after('aws-sdk:sqs:getQueueUrl', '$.|'))).toEqual(['QueueUrl'])
  expect(labels(after('aws-sdk:secretsmanager:getSecretValue', '$.|'))).toContain('SecretString')
  expect(labels(after('aws-sdk:ecs:describeTasks', '$.Tasks[0].Containers[0].|'))).toContain('ExitCode')
  expect(labels(after('ecs:runTask', '$.Tasks[0].|'))).toContain('LastStatus')
  expect(labels(after('aws-sdk:nobody:doNothing', '$.|'))).toEqual([])
})

describe('JSONPath into known data', () => {
  const machine = (b: string) => `{ "StartAt": "A", "States": {
    "A": { "Type": "Pass", "Result": { "id": 1, "lines": [ { "sku": "x", "odd name": 2 } ] }, "ResultPath": "$.order", "Assign": { "total": 3 }, "Next": "B" },
    "B": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", ${b} } } }`

  test.each([
    ['"InputPath": "$.|"', ['order']],
    ['"InputPath": "$.order.|"', ['id', 'lines']],
    ['"InputPath": "$.order.l|"', ['id', 'lines']],
    ['"InputPath": "$.order.lines[0].|"', ['sku', 'odd name']],
    ['"InputPath": "$.order.lines[*].|"', ['sku', 'odd name']],
    ['"InputPath": "$.order.lines[?(@.|)]"', ['sku', 'odd name']],
    ['"InputPath": "$[\'|\']"', ['order']],
    ['"InputPath": "$.order.lines[|]"', ['*', '0']],
    ['"InputPath": "$$.|"', ['Execution', 'State', 'StateMachine', 'Task']],
    ['"InputPath": "$$.Execution.|"', ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime']],
    ['"InputPath": "$|"', ['$', '$$', '$total']],
    ['"Parameters": { "x.$": "$.order.|" }', ['id', 'lines']],
    ['"Parameters": { "deep": { "x.$": "States.Format(\'{}\', $.order.|)" } }', ['id', 'lines']],
    [
      '"ResultSelector": { "x.$": "$.|" }',
      ['ExecutionArn', 'Name', 'StartDate', 'StateMachineArn', 'Status', 'StopDate', 'Input', 'Output'],
    ],
    ['"ResultPath": "$.run", "OutputPath": "$.|"', ['order', 'run']],
    ['"Catch": [ { "ErrorEquals": ["States.ALL"], "ResultPath": "$.|" } ]', ['order']],
    ['"Catch": [ { "ErrorEquals": ["States.ALL"], "Assign": { "e.$": "$.|" } } ]', ['Error', 'Cause']],
  ])('%s', (b, expected) => expect(labels(machine(b))).toEqual(expected))

  test('what is no expression gets no path', () => {
    expect(labels(machine('"Parameters": { "x": "$.|" }'))).toEqual([])
    expect(labels(machine('"Comment": "$.|"'))).toEqual([])
  })

  test.each([
    ['"$.order.li|"', 'lines', '"$.order.lines"'],
    ['"$.order.|.x"', 'lines', '"$.order.lines.x"'],
    ['"$.order.lines[0].|"', 'odd name', '"$.order.lines[0][\'odd name\']"'],
    ['"$[\'|\']"', 'order', '"$[\'order\']"'],
    ['"$[\'|"', 'order', '"$[\'order\']"'],
    ['"|"', '$total', '"$total"'],
    ['"$to|"', '$total', '"$total"'],
  ])('%s becomes %s -> %s', (typed, label, after) =>
    check(machine(`"InputPath": ${typed}`), label, machine(`"InputPath": ${after}`), { snippets: false }),
  )

  test('examples of the input beside the file', () => {
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "$.customer.|" } } }'
    expect(labels(text, { inputs: [{ customer: { name: 'n' } }, { customer: { vip: true } }] })).toEqual(['name', 'vip'])
    const files = {
      'file:///work/order.input.json': '{ "customer": { "city": "c" } }',
      'file:///work/other.input.json': '{ "customer": { "no": 1 } }',
    }
    expect(labels(text, { workspace: workspaceOf(files) })).toEqual(['city'])
    const deep = `{ "customer": { "city": ${'['.repeat(10_000)}${']'.repeat(10_000)} } }`
    expect(labels(text, { workspace: workspaceOf({ 'file:///work/order.input.json': deep }) })).toEqual(['city'])
  })

  test('branches, iterations and what comes out of them', () => {
    const text = (inside: string, after: string) => `{ "StartAt": "A", "States": {
      "A": { "Type": "Pass", "Result": { "items": [ { "sku": "x" } ] }, "Next": "M" },
      "M": { "Type": "Map", "ItemsPath": "$.items", "ResultPath": "$.made", "Next": "Z", "ItemProcessor": { "StartAt": "I", "States": {
        "I": { "Type": "Pass", "InputPath": "${inside}", "Parameters": { "done.$": "$.sku" }, "End": true } } } },
      "Z": { "Type": "Pass", "InputPath": "${after}", "End": true } } }`
    expect(labels(text('$.|', '$'))).toEqual(['sku'])
    expect(labels(text('$$.|', '$'))).toContain('Map')
    expect(labels(text('$', '$.|'))).toEqual(['items', 'made'])
    expect(labels(text('$', '$.made[0].|'))).toEqual(['done'])
  })

  test('a loop ends', () => {
    expect(
      labels('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "n.$": "$" }, "Next": "A" , "OutputPath": "$.|" } } }'),
    ).toEqual(['n'])
  })

  test('YAML: plain, quoted and block style', () => {
    const text = (path: string) =>
      `StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result:\n      order: { id: 1 }\n    Next: B\n  B:\n    Type: Pass\n    InputPath: ${path}\n`
    for (const [typed, after] of [
      ['$.order.|', '$.order.id'],
      ["'$.order.|'", "'$.order.id'"],
      ['"$.order.i|"', '"$.order.id"'],
    ] as const)
      check(text(typed), 'id', text(after))
  })
})

describe('intrinsic functions', () => {
  const text = (value: string) => `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "x.$": "${value}" } } } }`

  test.each([
    ['|', "States.Format('${1:template}', ${2:\\$.values})"],
    ['States.F|', "States.Format('${1:template}', ${2:\\$.values})"],
    ['States.Array(Sta|)', "States.Array(States.Format('${1:template}', ${2:\\$.values}))"],
    ["States.Fo|('a')", "States.Format('a')"],
  ])('%s', (typed, after) => check(text(typed), 'States.Format', text(after)))

  test('not in a plain path, and not in a text', () => {
    expect(labels('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "InputPath": "|" } } }')).not.toContain('States.Format')
    expect(labels(text("States.Format('a |')"))).not.toContain('States.Format')
  })
})

describe('JSONata', () => {
  const machine = (b: string) => `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
    "A": { "Type": "Pass", "Output": { "order": { "id": 1, "lines": [ { "sku": "x", "odd name": 1 } ] } }, "Assign": { "total": "{% $states.input.n %}", "who": { "name": "n" } }, "Next": "B" },
    "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", ${b} } } }`

  test.each([
    ['"Arguments": "{% $states.| %}"', ['input', 'context']],
    ['"Output": "{% $states.| %}"', ['input', 'context', 'result']],
    ['"Assign": { "x": { "y": "{% $states.| %}" } }', ['input', 'context', 'result']],
    ['"Catch": [ { "ErrorEquals": [ "States.ALL" ], "Output": "{% $states.| %}" } ]', ['input', 'context', 'errorOutput']],
    ['"Arguments": "{% $states.input.order.| %}"', ['id', 'lines']],
    ['"Arguments": "{% $states.input.order.lines.| %}"', ['sku', 'odd name']],
    ['"Output": "{% $states.result.| %}"', ['ExecutedVersion', 'Payload', 'SdkHttpMetadata', 'SdkResponseMetadata', 'StatusCode']],
    ['"Output": "{% $states.context.Execution.| %}"', ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime']],
    ['"Output": "{% $who.| %}"', ['name']],
    ['"Output": "{% \'text $| \' %}"', []],
  ])('%s', (b, expected) => expect(labels(machine(b))).toEqual(expected))

  test('in a step that looks at items a name is a member of an item', () => {
    expect(labels(machine('"Arguments": "{% $states.input.order.lines.(s| & 1) %}"')).slice(0, 2)).toEqual(
      expect.arrayContaining(['sku', 'odd name']),
    )
    expect(labels(machine('"Arguments": "{% $states.input.order.lines[| = 1] %}"'))).toContain('sku')
    expect(labels(machine('"Arguments": "{% $sum(|) %}"'))).not.toContain('sku')
    check(
      machine('"Arguments": "{% $states.input.order.lines.(s|) %}"'),
      'sku',
      machine('"Arguments": "{% $states.input.order.lines.(sku) %}"'),
    )
  })

  test('variables and functions', () => {
    expect(labels(machine('"Arguments": "{% | %}"'))).toEqual(
      expect.arrayContaining(['$states', '$total', '$who', '$sum', '$partition', '$uuid']),
    )
    expect(labels(machine('"Arguments": "{% ($x := 1; $|) %}"'))).toContain('$x')
    expect(labels(machine('"Arguments": "{% $| %}"'))).not.toContain('$eval')
    check(machine('"Arguments": "{% $su| %}"'), '$sum', machine('"Arguments": "{% \\$sum(${1:array}) %}"'))
    check(machine('"Arguments": "{% $su|([1]) %}"'), '$sum', machine('"Arguments": "{% $sum([1]) %}"'), { snippets: false })
    check(
      machine('"Arguments": "{% $states.input.order.lines.o| %}"'),
      'odd name',
      machine('"Arguments": "{% $states.input.order.lines.`odd name` %}"'),
    )
  })

  test('the delimiters, and what they are put into', () => {
    check(machine('"Arguments": "|"'), '{% %}', machine('"Arguments": "{% $0 %\\}"'))
    check(machine('"TimeoutSeconds": |'), '{% %}', machine('"TimeoutSeconds": "{% $0 %\\}"'))
    check(
      'StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: |\n',
      '{% %}',
      'StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: "{% $0 %\\}"\n',
    )
  })

  test('not in a JSONPath state', () => {
    expect(labels('{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { "x": "{% $| %}" } } } }')).toEqual([])
  })
})

describe('substitutions', () => {
  const text = (resource: string) =>
    `{ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "${resource}", "Parameters": { "q": "\${Queue}", "n": \${Number} }, "End": true } } }`
  test('the names that the definition has elsewhere', () => {
    expect(labels(text('${|'))).toEqual(['Number', 'Queue'])
    check(text('${Q|}'), 'Queue', text('${Queue}'), { snippets: false })
    check(text('arn:${|'), 'Queue', text('arn:${Queue}'), { snippets: false })
  })

  test('the names that its template declares', () => {
    const { text: source, offset } = withCursor(text('${|'))
    const document = parseDocument(source, jsonKind, { substitutions: new Map([['FunctionArn', { offset: 0, length: 0 }]]) })
    expect(complete({ uri: 'file:///a', document }, offset, contextOf()).map((item) => item.label)).toEqual(['FunctionArn'])
  })
})

describe('YAML, place by place', () => {
  const task = (rest: string) => `StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n${rest}`
  test.each([
    ['an item of a list', '    Retry:\n      - |\n', 'ErrorEquals', '    Retry:\n      - ErrorEquals:\n          - ${1:States.ALL}\n'],
    [
      'the next line of an item',
      '    Retry:\n      - ErrorEquals: [ E ]\n        |\n',
      'MaxAttempts',
      '    Retry:\n      - ErrorEquals: [ E ]\n        MaxAttempts: ${1:3}\n',
    ],
    ['a list at the column of its key', '    Catch:\n    - |\n', 'Next', '    Catch:\n    - Next: "$1"\n'],
    ['a flow list', '    Retry:\n      - ErrorEquals: [|]\n', 'States.ALL', '    Retry:\n      - ErrorEquals: ["States.ALL"]\n'],
    [
      'an item that is a text',
      '    Retry:\n      - ErrorEquals:\n          - "|"\n',
      'States.ALL',
      '    Retry:\n      - ErrorEquals:\n          - "States.ALL"\n',
    ],
    ['a mapping in flow style', '    Parameters: { | }\n', 'FunctionName', '    Parameters: { "FunctionName": $0 }\n'],
    ['an object that is to be written', '    Parameters:\n      |\n', 'FunctionName', '    Parameters:\n      FunctionName: $0\n'],
    [
      'a member of a nested object',
      '    Parameters:\n      Payload: 1\n      |\n',
      'FunctionName',
      '    Parameters:\n      Payload: 1\n      FunctionName: $0\n',
    ],
    [
      'between two members',
      '    Comment: c\n    |\n    End: true\n',
      'ResultPath',
      '    Comment: c\n    ResultPath: "\\$.${1:result}"\n    End: true\n',
    ],
    ['a quoted key', "    'Nex|'\n", 'Next', '    \'Next\': "$1"\n'],
    ['before a colon', '    Nex|: B\n', 'Next', '    Next: B\n'],
    ['at the end of the file', '    |', 'End', '    End: true'],
  ])('%s', (_, typed, label, written) => check(task(typed), label, task(written)))

  test('lines end as Windows ends them', () => {
    check(
      'StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass\r\n    Next: |\r\n  B:\r\n    Type: Succeed\r\n',
      'B',
      'StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass\r\n    Next: B\r\n  B:\r\n    Type: Succeed\r\n',
    )
  })

  test('a comment is left alone', () => {
    expect(labels(task('    # Next: |\n'))).toEqual([])
    expect(labels(task('    Next: A # |\n'))).toEqual([])
  })

  test('JSONata and intrinsic functions', () => {
    check(
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: "{% $su| %}"\n',
      '$sum',
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: "{% $sum(array) %}"\n',
      { snippets: false },
    )
    check(
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {% (\n        $states.in¦\n      ) %}\n',
      'input',
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {% (\n        $states.input\n      ) %}\n',
    )
    check(
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters:\n      x.$: States.UU|\n',
      'States.UUID',
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Parameters:\n      x.$: States.UUID()\n',
    )
  })
})

describe('YAML: what is typed without quotes is read as something else', () => {
  const task = (line: string) =>
    `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Task\n    ${line}\n    Next: B\n  B:\n    Type: Succeed\n`
  test.each([
    ['Resource: arn:aws:states:::dynamodb:|', 'arn:aws:states:::dynamodb:getItem', 'Resource: arn:aws:states:::dynamodb:getItem'],
    ['Resource: arn:aws:states:::aws-sdk:s3:|', 'arn:aws:states:::aws-sdk:s3:getObject', 'Resource: arn:aws:states:::aws-sdk:s3:getObject'],
    ['Resource: arn:aws:states:::aws-sdk:| # mine', 'arn:aws:states:::aws-sdk:s3:…', 'Resource: "arn:aws:states:::aws-sdk:s3:$0" # mine'],
    ['Resource: arn:aws:lambda:|', 'Lambda function (ARN)', 'Resource: arn:aws:lambda:${1:us-east-1}:${2:123456789012}:function:${3:name}'],
    ['Output: {% $states.|', 'input', 'Output: "{% \\$states.input$0 %\\}"'],
    ['Output: {% $states.in| %}', 'input', 'Output: "{% \\$states.input$0 %\\}"'],
    ['Output: {% $states.|}', 'input', 'Output: "{% \\$states.input$0 %\\}"'],
    ['Output: {% $|', '$count', 'Output: "{% \\$count(${1:array})$0 %\\}"'],
    ['Output: {% "a" & \'b\' & $states.|', 'input', "Output: '{% \"a\" & ''b'' & \\$states.input$0 %\\}'"],
    ['Output:\n      id: {% $states.|', 'input', 'Output:\n      id: "{% \\$states.input$0 %\\}"'],
    ['Output:\n      - {% $states.|', 'input', 'Output:\n      - "{% \\$states.input$0 %\\}"'],
  ])('%s', (typed, label, written) => check(task(typed), label, task(written)))

  test('an editor filters by the whole value, whose range has the cursor in it', () => {
    const { text, items } = suggest(task('Output: {% $states.in|'))
    const item = items.find(({ label }) => label === 'input')!
    expect(text.slice(item.range.offset, item.range.offset + item.range.length)).toBe('{% $states.in')
    expect(item.filter).toBe('{% $states.input')
  })

  test('without snippets', () => {
    check(task('Output: {% $states.|'), 'input', task('Output: "{% $states.input %}"'), { snippets: false })
  })

  test('the lines below, which YAML takes for a part of the mapping, still count', () => {
    check(task('Next: B: |'), 'B', task('Next: B'))
    expect(labels(task('Output: {% $states.|'))).toEqual(['input', 'context', 'result'])
  })

  test.each([
    'Comment: |-\n      a: {% $states.¦',
    'Comment: "x\n      a: {% $states.¦"',
    'Comment: c # {% $states.¦',
    'Resource: "arn" # arn:aws:¦',
  ])('a text is left alone: %s', (typed) => expect(labels(task(typed))).toEqual([]))
})
