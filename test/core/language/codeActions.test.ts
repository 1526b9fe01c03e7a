import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { codeActions, fixes } from '../../../core/language/features/codeActions'
import { applyEdits, contextOf, open } from '../../support/editor'

/** The actions where the text between `⟦` and `⟧` is selected; on the whole text where nothing is. */
function actionsOf(marked: string) {
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  const text = marked.replace(/[⟦⟧]/g, '')
  const document = open(text)
  const range = start === -1 ? { offset: 0, length: 0 } : { offset: start, length: end - start }
  const problems = analyse(document).filter((p) => start === -1 || (p.offset <= end && p.offset + p.length >= start))
  return { text, actions: codeActions({ uri: 'file:///a.asl.json', document }, range, problems, contextOf()), problems }
}

/** The text after the action of that title. */
function check(marked: string, title: string, after: string) {
  const { text, actions, problems } = actionsOf(marked)
  const action = actions.find((a) => a.title === title)
  expect(action, `${title} among [${actions.map((a) => a.title).join(' | ')}] for ${problems.map((p) => p.code)}`).toBeDefined()
  expect(applyEdits(text, action!.edits)).toBe(after)
}

const machine = (a: string) => `{
  "StartAt": "A",
  "States": {
    "A": {
      ${a}
    },
    "Done": {
      "Type": "Succeed"
    }
  }
}`
const yaml = (a: string) => `StartAt: A
States:
  A:
    ${a}
  Done:
    Type: Succeed
`

describe('names', () => {
  test('the nearest state', () => {
    check(machine('"Type": "Pass",\n      "Next": "Dnoe"'), "Change to 'Done'", machine('"Type": "Pass",\n      "Next": "Done"'))
    check(yaml('Type: Pass\n    Next: Dnoe'), "Change to 'Done'", yaml('Type: Pass\n    Next: Done'))
    check(yaml("Type: Pass\n    Next: 'Dnoe'"), "Change to 'Done'", yaml("Type: Pass\n    Next: 'Done'"))
  })

  test('$parse instead of $eval', () => {
    const eval_ = (name: string) =>
      machine(
        `"Type": "Pass",\n      "QueryLanguage": "JSONata",\n      "Output": "{% $${name}($states.input.a) %}",\n      "Next": "Done"`,
      )
    check(eval_('eval').replace('$eval', '⟦$eval⟧'), "Change to '$parse'", eval_('parse'))
  })

  test('the nearest field, and taking it out', () => {
    check(
      machine('"Type": "Pass",\n      "Comnent": "x",\n      "Next": "Done"'),
      "Change to 'Comment'",
      machine('"Type": "Pass",\n      "Comment": "x",\n      "Next": "Done"'),
    )
    check(
      machine('"Type": "Pass",\n      "Xyzzy": { "a": [ 1 ] },\n      "Next": "Done"'),
      "Remove the field 'Xyzzy'",
      machine('"Type": "Pass",\n      "Next": "Done"'),
    )
    check(
      machine('"Type": "Pass",\n      "Next": "Done",\n      "Xyzzy": 1'),
      "Remove the field 'Xyzzy'",
      machine('"Type": "Pass",\n      "Next": "Done"'),
    )
    check(
      yaml('Type: Pass\n    Xyzzy:\n      a: 1\n      b: 2\n    Next: Done'),
      "Remove the field 'Xyzzy'",
      yaml('Type: Pass\n    Next: Done'),
    )
    check(yaml('Type: Pass\n    Next: Done\n    Xyzzy: 1 # why'), "Remove the field 'Xyzzy'", yaml('Type: Pass\n    Next: Done'))
  })

  test('an enum value, an error name, a variable, a JSONata function', () => {
    check(machine('"Type": "Pas",\n      "Next": "Done"'), "Change to 'Pass'", machine('"Type": "Pass",\n      "Next": "Done"'))
    const task = (error: string) =>
      machine(
        `"Type": "Task",\n      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",\n      "Retry": [ { "ErrorEquals": [ "${error}" ] } ],\n      "Next": "Done"`,
      )
    check(task('States.Timeuot'), "Change to 'States.Timeout'", task('States.Timeout'))
    const jsonata = (output: string) =>
      machine(`"Type": "Pass",\n      "QueryLanguage": "JSONata",\n      "Output": "{% ${output} %}",\n      "Next": "Done"`)
    check(jsonata('$lenght($states.input)'), "Change to '$length'", jsonata('$length($states.input)'))
    check(jsonata('$states.inptu.a'), "Change to 'input'", jsonata('$states.input.a'))
    const context = (path: string) => machine(`"Type": "Pass",\n      "InputPath": "${path}",\n      "Next": "Done"`)
    check(context('$$.Execution.Nmae'), "Change to 'Name'", context('$$.Execution.Name'))
  })
})

describe('states', () => {
  test('create the one that is missing', () => {
    check(
      machine('"Type": "Pass",\n      "Next": "Elsewhere"'),
      "Create the state 'Elsewhere'",
      machine('"Type": "Pass",\n      "Next": "Elsewhere"\n    },\n    "Elsewhere": {\n      "Type": "Pass",\n      "End": true'),
    )
    check(
      yaml('Type: Pass\n    Next: Elsewhere'),
      "Create the state 'Elsewhere'",
      yaml('Type: Pass\n    Next: Elsewhere\n  Elsewhere:\n    Type: Pass\n    End: true'),
    )
    check(
      '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B c"}}}',
      "Create the state 'B c'",
      '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B c"}, "B c": { "Type": "Pass", "End": true }}}',
    )
  })

  test('add Next or End', () => {
    check(machine('"Type": "Pass"'), 'Add "Next": "Done"', machine('"Type": "Pass",\n      "Next": "Done"'))
    check(machine('"Type": "Pass"'), 'Add "End": true', machine('"Type": "Pass",\n      "End": true'))
    check(machine('"Type": "Pass",\n      "End": false'), 'Add "End": true', machine('"Type": "Pass",\n      "End": true'))
    check(machine('"Type": "Pass",\n      "End": false'), 'Add "Next": "Done"', machine('"Type": "Pass",\n      "Next": "Done"'))
    check(yaml('Type: Pass'), 'Add "Next": "Done"', yaml('Type: Pass\n    Next: Done'))
    check(
      yaml('Type: Pass\n    Result:\n      - 1\n      - 2 # two'),
      'Add "End": true',
      yaml('Type: Pass\n    Result:\n      - 1\n      - 2 # two\n    End: true'),
    )
    check(
      '{"StartAt":"A","States":{"A":{"Type":"Pass"}}}',
      'Add "End": true',
      '{"StartAt":"A","States":{"A":{"Type":"Pass", "End": true}}}',
    )
  })

  test('remove an unreachable one', () => {
    const text = '{\n  "StartAt": "A",\n  "States": {\n    "A": {\n      "Type": "Succeed"\n    }'
    check(`${text},\n    "B": {\n      "Type": "Succeed"\n    }\n  }\n}`, "Remove the unreachable state 'B'", `${text}\n  }\n}`)
    check(
      'StartAt: A\nStates:\n  B:\n    Type: Succeed\n  A:\n    Type: Succeed\n',
      "Remove the unreachable state 'B'",
      'StartAt: A\nStates:\n  A:\n    Type: Succeed\n',
    )
    check(
      'StartAt: A\nStates:\n  A:\n    Type: Succeed\n  B:\n    Type: Succeed\n',
      "Remove the unreachable state 'B'",
      'StartAt: A\nStates:\n  A:\n    Type: Succeed\n',
    )
  })
})

describe('fields', () => {
  test('Iterator is ItemProcessor, Parameters of a Map are ItemSelector', () => {
    const map = (selector: string, processor: string) =>
      machine(
        `"Type": "Map",\n      "${selector}": { "a": 1 },\n      "${processor}": { "StartAt": "I", "States": { "I": { "Type": "Succeed" } } },\n      "Next": "Done"`,
      )
    check(map('ItemSelector', 'Iterator'), 'Rename Iterator to ItemProcessor', map('ItemSelector', 'ItemProcessor'))
    check(map('Parameters', 'ItemProcessor'), 'Rename Parameters to ItemSelector', map('ItemSelector', 'ItemProcessor'))
    check(
      yaml('Type: Map\n    Iterator:\n      StartAt: I\n      States: { I: { Type: Succeed } }\n    Next: Done'),
      'Rename Iterator to ItemProcessor',
      yaml('Type: Map\n    ItemProcessor:\n      StartAt: I\n      States: { I: { Type: Succeed } }\n    Next: Done'),
    )
  })

  test('add `.$` to a name whose value is a path', () => {
    const text = (key: string) => machine(`"Type": "Pass",\n      "Parameters": { "${key}": "$.a" },\n      "Next": "Done"`)
    check(text('x'), "Rename to 'x.$'", text('x.$'))
    check(
      yaml('Type: Pass\n    Parameters:\n      x: $.a\n    Next: Done'),
      "Rename to 'x.$'",
      yaml('Type: Pass\n    Parameters:\n      x.$: $.a\n    Next: Done'),
    )
  })

  test('a path in a field that has a twin for paths', () => {
    const text = (key: string) => machine(`"Type": "Wait",\n      "${key}": "$.t",\n      "Next": "Done"`)
    check(text('Timestamp'), 'Rename Timestamp to TimestampPath', text('TimestampPath'))
  })

  test('the required ones', () => {
    check(
      machine('"Type": "Task",\n      "Next": "Done"'),
      'Add Resource',
      machine('"Type": "Task",\n      "Next": "Done",\n      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:NAME"'),
    )
    check('{ "States": {} }', 'Add StartAt', '{ "States": {}, "StartAt": "Start" }')
    check(yaml('Type: Wait\n    Next: Done'), 'Add Seconds', yaml('Type: Wait\n    Next: Done\n    Seconds: 10'))
    const get = (rest: string) =>
      machine(`"Type": "Task",\n      "Resource": "arn:aws:states:::dynamodb:getItem",${rest}\n      "Next": "Done"`)
    check(
      get(''),
      'Add Parameters with TableName, Key',
      get('\n      "Parameters": {\n        "TableName": "",\n        "Key": ""\n      },'),
    )
    check(
      get('\n      "Parameters": {\n        "Key": {}\n      },'),
      'Add TableName',
      get('\n      "Parameters": {\n        "Key": {},\n        "TableName": ""\n      },'),
    )
  })

  test('a path in a JSONata state', () => {
    const text = (output: string) =>
      machine(`"Type": "Pass",\n      "QueryLanguage": "JSONata",\n      "Output": "${output}",\n      "Next": "Done"`)
    check(text('$.a.b'), "Change to '{% $states.input.a.b %}'", text('{% $states.input.a.b %}'))
    check(
      text('$.a[*].b'),
      "Change to '{% [$map($states.input.a, function($v) { $v.b })[]] %}'",
      text('{% [$map($states.input.a, function($v) { $v.b })[]] %}'),
    )
    check(text('States.ArrayLength($.a)'), "Change to '{% $count($states.input.a) %}'", text('{% $count($states.input.a) %}'))
    check(text('{% $states.input'), "Change to '{% $states.input %}'", text('{% $states.input %}'))
  })

  test.each(['Seconds', 'Timestamp'])('an expression without its delimiters where a text is wrong: %s', (field) => {
    const text = (value: string) =>
      machine(`"Type": "Wait",\n      "QueryLanguage": "JSONata",\n      "${field}": "${value}",\n      "Next": "Done"`)
    check(text('$states.input.a'), "Change to '{% $states.input.a %}'", text('{% $states.input.a %}'))
  })
})

describe('States.ALL', () => {
  const task = (retry: string) =>
    machine(
      `"Type": "Task",\n      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",\n      "Retry": [\n${retry}\n      ],\n      "Next": "Done"`,
    )
  const all = '        {\n          "ErrorEquals": [ "States.ALL" ]\n        }'
  const other = '        {\n          "ErrorEquals": [ "E" ],\n          "MaxAttempts": 5\n        }'

  test('moves to the end', () => {
    check(task(`${all},\n${other}`), 'Move States.ALL to the end', task(`${other},\n${all}`))
    const lines = (a: string, b: string) =>
      yaml(
        `Type: Task\n    Resource: arn:aws:lambda:us-east-1:123456789012:function:f\n    Retry:\n      - ${a}\n      - ${b}\n    Next: Done`,
      )
    check(
      lines('ErrorEquals: [ States.ALL ]', 'ErrorEquals: [ E ]\n        MaxAttempts: 5'),
      'Move States.ALL to the end',
      lines('ErrorEquals: [ E ]\n        MaxAttempts: 5', 'ErrorEquals: [ States.ALL ]'),
    )
  })

  test('stands alone', () => {
    const one = (names: string) => task(`        {\n          "ErrorEquals": ${names}\n        }`)
    check(one('[ "States.ALL", "E" ]'), 'Keep States.ALL only', one('[ "States.ALL" ]'))
  })
})

describe('syntax', () => {
  test('commas and comments', () => {
    check(
      '{ "StartAt": "A" "States": { "A": { "Type": "Succeed" } } }',
      'Add a comma',
      '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
    )
    check(
      '{ "StartAt": "A", "States": { "A": { "Type": "Succeed", } } }',
      'Remove the comma',
      '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
    )
  })
})

describe('fix all', () => {
  test('mends at once what is safe to mend', () => {
    check(
      '{ "StartAt": "M", "States": { "M": { "Type": "Map", "Iterator": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Parameters": { "x": "$.a" }, "End": true } } }, "End": true, } } }',
      'Fix all that can be fixed safely',
      '{ "StartAt": "M", "States": { "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "Parameters": { "x.$": "$.a" }, "End": true } } }, "End": true } } }',
    )
  })
})

describe('extract', () => {
  const text = (first: string, middle: string) => `{
  "StartAt": "${first}",
  "States": {
${middle},
    "Done": {
      "Type": "Succeed"
    }
  }
}`
  const two = (next: string) => `"A": {
      "Type": "Pass",
      "Next": "B"
    },
    "B": {
      "Type": "Pass",
      ${next}
    }`

  test('into a branch of a Parallel: what comes before and behind is linked to it', () => {
    const inner = two('"End": true').replaceAll('\n', '\n        ')
    check(
      text('A', `    ⟦${two('"Next": "Done"')}⟧`),
      'Extract into a branch of a Parallel: 2 states',
      text(
        'Parallel',
        `    "Parallel": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "A",
          "States": {
            ${inner}
          }
        }
      ],
      "OutputPath": "$[0]",
      "Next": "Done"
    }`,
      ),
    )
  })

  test('into a Map, in YAML', () => {
    check(
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n  ⟦B:\n    Type: Pass⟧\n    Next: Done\n  Done:\n    Type: Succeed\n',
      "Extract into a Map: 'B'",
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: Map\n  Map:\n    Type: Map\n    ItemProcessor:\n      StartAt: B\n      States:\n        B:\n          Type: Pass\n          End: true\n    Next: Done\n  Done:\n    Type: Succeed\n',
    )
  })

  test('with the indentation that the text has', () => {
    const four = machine('"Type": "Pass"').replaceAll('  ', '    ')
    check(
      four.replace('"Type": "Pass"', '"Type": "Pass",\n            "Next": "X"'),
      "Create the state 'X'",
      four.replace(
        '"Type": "Pass"',
        '"Type": "Pass",\n            "Next": "X"\n        },\n        "X": {\n            "Type": "Pass",\n            "End": true',
      ),
    )
  })

  test('on one line', () => {
    check(
      '{"StartAt":"A","States":{⟦"A":{"Type":"Pass","End":true}⟧}}',
      "Extract into a Map: 'A'",
      '{"StartAt":"Map","States":{"Map": { "Type": "Map", "ItemProcessor": { "StartAt": "A", "States": { "A":{"Type":"Pass","End":true} } }, "End": true }}}',
    )
  })

  test.each([
    [
      '"C": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsPresent": true, "Next": "Done" } ], "Default": "C" }',
      'A Choice or a Catcher in the selection leads out of it.',
    ],
    [
      '"C": { "Type": "Pass", "Next": "Done" }, "D": { "Type": "Pass", "End": true }',
      'Some of the selected states end the machine, others go on.',
    ],
  ])('not where it would change the flow: %s', (states, reason) => {
    const { actions } = actionsOf(text('C', `⟦${states}⟧`))
    expect(actions.filter((a) => a.kind === 'refactor.extract').map((a) => a.disabled)).toEqual([reason, reason])
  })

  test('not where a variable would be lost', () => {
    const { actions } = actionsOf(
      text('C', '⟦"C": { "Type": "Pass", "Assign": { "v": 1 }, "Next": "R" }⟧, "R": { "Type": "Pass", "InputPath": "$v", "Next": "Done" }'),
    )
    expect(actions.find((a) => a.kind === 'refactor.extract')?.disabled).toContain('$v')
  })
})

describe('conversion to JSONata', () => {
  test('a state: what stays the same keeps its text', () => {
    check(
      machine(
        '⟦"Type": "Task"⟧,\n      "Resource":   "arn:aws:states:::sqs:sendMessage",\n      "Parameters": {\n        "QueueUrl": "u",\n        "MessageBody.$": "$.text"\n      },\n      "Retry": [ { "ErrorEquals": [ "States.ALL" ] } ],\n      "Next": "Done"',
      ),
      "Convert 'A' to JSONata",
      machine(
        '"Type": "Task",\n      "QueryLanguage": "JSONata",\n      "Resource": "arn:aws:states:::sqs:sendMessage",\n      "Arguments": {\n        "QueueUrl": "u",\n        "MessageBody": "{% $states.input.text %}"\n      },\n      "Retry": [ { "ErrorEquals": [ "States.ALL" ] } ],\n      "Next": "Done"',
      ),
    )
  })

  test('a state in YAML', () => {
    check(
      yaml('⟦Type: Wait⟧\n    SecondsPath: $.s\n    Next: Done # then'),
      "Convert 'A' to JSONata",
      yaml('Type: Wait\n    QueryLanguage: JSONata\n    Seconds: "{% $states.input.s %}"\n    Next: Done # then'),
    )
  })

  test('the whole machine, from outside of its states', () => {
    check(
      '{ "StartAt⟦⟧": "A", "States": { "A": { "Type": "Wait", "SecondsPath": "$.s", "End": true } } }',
      'Convert the state machine to JSONata',
      '{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Wait", "Seconds": "{% $states.input.s %}", "End": true } } }',
    )
  })

  test('a value that only the template knows stays; a path that it knows is a reason not to', () => {
    check(
      '{ "StartAt": "A", "States": { "A": { "Type": "Wait⟦⟧", "Seconds": ${Seconds}, "End": true } } }',
      "Convert 'A' to JSONata",
      '{ "StartAt": "A", "States": { "A": { "Type": "Wait", "QueryLanguage": "JSONata", "Seconds": ${Seconds}, "End": true } } }',
    )
    const { actions } = actionsOf('{ "StartAt": "A", "States": { "A": { "Type": "Wait⟦⟧", "SecondsPath": "$.${Name}", "End": true } } }')
    expect(actions.find((a) => a.kind === 'refactor.rewrite')?.disabled).toContain('template')
  })
})

test('after a fix the problem is gone', () => {
  const broken = [
    machine('"Type": "Pass",\n      "Next": "Elsewhere"'),
    machine('"Type": "Pass"'),
    machine('"Type": "Task",\n      "Resource": "arn:aws:states:::sqs:sendMessage.sync",\n      "Next": "Done"'),
    machine('"Type": "Pass",\n      "Assign": { "v": 1 },\n      "Next": "Done"'),
    yaml('Type: Pass\n    Next: Elsewhere'),
    yaml('Type: Pass\n    Nxet: Done'),
  ]
  for (const text of broken) {
    const { actions } = actionsOf(text)
    const quick = actions.filter((a) => a.kind === 'quickfix')
    expect(quick.length, text).toBeGreaterThan(0)
    for (const action of quick) {
      const after = analyse(open(applyEdits(text, action.edits)))
      const [problem] = action.problems!
      expect(
        after.filter((p) => p.code === problem!.code && p.message === problem!.message),
        `${action.title}\n${applyEdits(text, action.edits)}`,
      ).toEqual([])
    }
  }
})

test('every fix is for a code that a rule has', async () => {
  const { allRules } = await import('../../../core/analysis/rules')
  const codes = new Set(allRules.map(({ code }) => code))
  for (const fix of fixes) for (const code of fix.codes) expect(codes, code).toContain(code)
})
