import { describe, expect, test } from 'vitest'
import { hover } from '../../../core/language/features/hover'
import { contextOf, open, withCursor, workspaceOf } from '../../support/editor'

function hoverAt(marked: string, context = contextOf()) {
  const { text, offset } = withCursor(marked)
  const found = hover({ uri: 'file:///work/a.asl.json', document: open(text) }, offset, context)
  return found === undefined
    ? undefined
    : { on: text.slice(found.range.offset, found.range.offset + found.range.length), markdown: found.markdown }
}

/** The hover is on `on`, and says each of `says`. */
function check(marked: string, on: string, ...says: string[]) {
  const found = hoverAt(marked)
  expect(found?.on).toBe(on)
  for (const text of says) expect(found!.markdown).toContain(text)
}

const machine = (a: string, b = '"Type": "Succeed"') => `{ "StartAt": "A", "States": { "A": { ${a} }, "B": { ${b} } } }`

describe('hover', () => {
  test('fields, with what they take', () => {
    check(machine('"Type": "Pass", "Ne|xt": "B"'), '"Next"', '**Next**', 'not beside `End`', 'runs after this one')
    check(machine('"Type": "Wait", "Sec|onds": 1'), '"Seconds"', 'from 0 to 99999999')
    check('StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result|Path: $.x\n', 'ResultPath', 'reference path or null', 'JSONPath only')
    check('{ "Start|At": "A" }', '"StartAt"', 'runs first')
  })

  test('also on the quotes', () => {
    check(machine('"Type": "Pass", |"Next": "B"'), '"Next"', '**Next**')
    check(machine('"Type": "Pass", "Next": |"B"'), '"B"', '**B**')
    check(machine('"Type": "Pass", "Next": "B"|'), '"B"', '**B**')
  })

  test('a value of an example says whose it is', () => {
    const example = (files: Record<string, string>, marked: string) =>
      hoverAt(marked, contextOf({ workspace: workspaceOf(files) }))?.markdown
    const order = { 'file:///work/a.input.json': '{ "order": { "id": "A-1" } }' }
    const path = machine('"Type": "Pass", "InputPath": "$.order.i|d", "Next": "B"')
    expect(example(order, path)).toBe('`$.order.id`\n\nExample from `a.input.json`\n\n```json\n"A-1"\n```')
    expect(example({ ...order, 'file:///work/input.json': '{ "order": { "id": "B-2" } }' }, path)).toContain(
      'Example from `a.input.json`, `input.json`',
    )
    const assign = machine('"Type": "Pass", "Assign": { "v.$": "$.order" }, "Next": "B"', '"Type": "Pass", "InputPath": "$|v", "End": true')
    expect(example(order, assign)).toMatch(/Assigned:\n- in \*\*A\*\*: `"\$\.order"`\n\nExample from `a\.input\.json`\n\n```json/)
    // What the machine itself makes is nobody's example.
    const own = machine('"Type": "Pass", "Result": { "x": 1 }, "Next": "B"', '"Type": "Pass", "InputPath": "$.|x", "End": true')
    expect(example(order, own)).toBe('`$.x`\n\n```json\n1\n```')
  })

  test('an unknown field has none', () => expect(hoverAt(machine('"Type": "Pass", "Nope|": 1'))).toBeUndefined())

  test('state types and enum values', () => {
    check(machine('"Type": "Pa|ss"'), '"Pass"', '**Pass** state')
    check(machine('"Type": "Task", "Retry": [ { "ErrorEquals": [], "JitterStrategy": "F|ULL" } ]'), '"FULL"', 'JitterStrategy')
  })

  test('a state, and every reference to it', () => {
    const text = (start: string, next: string, key: string) =>
      `{ "StartAt": "${start}", "States": { "A": { "Type": "Pass", "Next": "${next}" }, "${key}": { "Type": "Task", "Comment": "Charges *it*", "Resource": "arn:aws:states:::lambda:invoke", "Next": "A" } } }`
    for (const [marked, on] of [
      [text('B|', 'B', 'B'), '"B"'],
      [text('B', '|B', 'B'), '"B"'],
      [text('B', 'B', '|B'), '"B"'],
    ] as const)
      check(marked, on, '**B** · Task', 'Charges \\*it\\*', 'lambda:invoke', '→ A')
  })

  test('errors, also those of Fail states in a branch', () => {
    check(machine('"Type": "Task", "Retry": [ { "ErrorEquals": [ "States.Time|out" ] } ]'), '"States.Timeout"', 'TimeoutSeconds')
    check(
      machine(
        '"Type": "Parallel", "Branches": [ { "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "Sold.Out" } } } ], "Catch": [ { "ErrorEquals": [ "Sold|.Out" ], "Next": "B" } ]',
      ),
      '"Sold.Out"',
      '**F** · Fail',
    )
  })

  test('resources', () => {
    check(
      machine('"Type": "Task", "Resource": "arn:aws:states:::sqs:send|Message.waitForTaskToken"'),
      '"arn:aws:states:::sqs:sendMessage.waitForTaskToken"',
      'sqs: sendMessage',
      'callback',
      '`QueueUrl`',
    )
    check(
      machine('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:modify|DBCluster"'),
      '"arn:aws:states:::aws-sdk:rds:modifyDBCluster"',
      'RDS: modifyDBCluster',
      'AWS SDK integration',
      '`DbClusterIdentifier`',
    )
    check(machine('"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": { "Ke|y": {} }'), '"Key"', 'required')
    expect(hoverAt(machine('"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:nope:no|pe"'))).toBeUndefined()
  })

  test('intrinsic functions', () => {
    check(
      machine('"Type": "Pass", "Parameters": { "x.$": "States.For|mat(\'{}\', $.a)" }'),
      'States.Format',
      'States.Format(template, values...): string',
    )
    check(machine('"Type": "Pass", "Parameters": { "x.$": "States.Array(States.UU|ID())" }'), 'States.UUID')
  })

  test('JSONPath: what is known of the data at each step', () => {
    const text = (path: string) =>
      machine(
        '"Type": "Pass", "Result": { "id": 7, "lines": [ { "odd name": "x" } ] }, "ResultPath": "$.order", "Next": "B"',
        `"Type": "Pass", "InputPath": "${path}"`,
      )
    check(text('$.ord|er.id'), 'order', '`$.order`', '"id": 7', '"odd name"')
    check(text('$.order.i|d'), 'id', '`$.order.id`', '7')
    check(text("$.order.lines[0]['odd| name']"), "['odd name']", '"x"')
    check(text('$|.order'), '$', 'The data that this field sees')
    check(text('$$.Execution.Start|Time'), 'StartTime', 'ISO 8601')
    expect(hoverAt(text('$.nothing.kno|wn'))).toBeUndefined()
  })

  test('variables: where they are assigned', () => {
    const text = (path: string) =>
      machine('"Type": "Pass", "Assign": { "total": 3 }, "Next": "B"', `"Type": "Pass", "InputPath": "${path}"`)
    check(text('$to|tal'), '$total', '**$total** · variable', 'in **A**: `3`')
    check(machine('"Type": "Pass", "Assign": { "to|tal": 3 }'), '"total"', 'variable', 'in **A**')
  })

  test('JSONata: functions, $states, variables and data', () => {
    const text = (output: string) =>
      `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": { "n": 1 }, "Assign": { "total": "{% 1 + 2 %}" }, "Next": "B" }, "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Output": "{% ${output} %}" } } }`
    check(text('$su|m([1])'), '$sum', '$sum(array): number')
    check(text('$uu|id()'), '$uuid', 'Step Functions')
    check(text('$sta|tes.input'), '$states', 'the context object')
    check(text('$states.re|sult.Payload'), 'result', 'The result of the task', 'Payload')
    check(text('$states.input.|n'), 'n', '`$states.input.n`')
    check(text('$to|tal'), '$total', 'in **A**: `"{% 1 + 2 %}"`')
    check(`StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: "{% $su|m([1]) %}"\n`, '$sum')
    expect(hoverAt(text('$states|'))).toBeDefined()
    expect(hoverAt(text('1 + |2'))).toBeUndefined()
  })
})
