import type { DocumentKind } from '../../core/model/document'

const json: DocumentKind = { format: 'json', content: 'definition' }
const yaml: DocumentKind = { format: 'yaml', content: 'definition' }
const template: DocumentKind = { format: 'yaml', content: 'template' }
const jsonTemplate: DocumentKind = { format: 'json', content: 'template' }

const order = `{
  "Comment": "Takes an order",
  "StartAt": "Create order",
  "States": {
    "Create order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "\${CreateOrder}", "Payload.$": "$", "At.$": "States.Format('{} at {}', $.id, $$.State.EnteredTime)" },
      "ResultSelector": { "order.$": "$.Payload.order" },
      "ResultPath": "$.created",
      "Retry": [ { "ErrorEquals": [ "Lambda.TooManyRequestsException" ], "IntervalSeconds": 1 }, { "ErrorEquals": [ "States.ALL" ] } ],
      "Catch": [ { "ErrorEquals": [ "States.ALL" ], "ResultPath": "$.error", "Next": "Failed" } ],
      "Next": "Paid?"
    },
    "Paid?": {
      "Type": "Choice",
      "Choices": [ { "And": [ { "Variable": "$.created.order.paid", "BooleanEquals": true }, { "Not": { "Variable": "$.hold", "IsPresent": true } } ], "Next": "Ship" } ],
      "Default": "Wait"
    },
    "Wait": { "Type": "Wait", "Seconds": 60, "Next": "Paid?" },
    "Ship": {
      "Type": "Map",
      "ItemsPath": "$.created.order.lines",
      "ItemSelector": { "line.$": "$$.Map.Item.Value" },
      "MaxConcurrency": 3,
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "INLINE" },
        "StartAt": "Pack",
        "States": { "Pack": { "Type": "Pass", "InputPath": "$.line", "End": true } }
      },
      "Assign": { "shipped.$": "$" },
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Mail", "States": { "Mail": { "Type": "Pass", "Parameters": { "n.$": "States.ArrayLength($shipped)" }, "End": true } } },
        { "StartAt": "Log", "States": { "Log": { "Type": "Succeed" } } }
      ],
      "End": true
    },
    "Failed": { "Type": "Fail", "ErrorPath": "$.error.Error", "Cause": "\\u00e9 \\"quoted\\"" }
  }
}
`

const jsonata = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Sum",
  "States": {
    "Sum": {
      "Type": "Pass",
      "Assign": { "total": "{% $sum($states.input.lines.(price * quantity)) %}", "names": "{% $states.input.lines ~> $map(function($l, $i) { $l.name & $string($i) }) %}" },
      "Output": { "lines": [ { "price": 1, "quantity": 2 } ], "when": "{% $now() %}" },
      "Next": "Call"
    },
    "Call": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:getItem",
      "Arguments": { "TableName": "orders", "Key": { "id": { "S": "{% $states.input.id ? $states.input.id : 'none' %}" } } },
      "Output": "{% $states.result.Item %}",
      "Catch": [ { "ErrorEquals": [ "States.ALL" ], "Output": "{% $states.errorOutput.Cause %}", "Next": "Pick" } ],
      "Next": "Pick"
    },
    "Pick": { "Type": "Choice", "Choices": [ { "Condition": "{% $total > 10 and /a+/i %}", "Next": "Done" } ], "Default": "Done" },
    "Done": { "Type": "Succeed" }
  }
}
`

const blocks = `# A machine in YAML
Comment: 'It''s an order'
StartAt: First
States:
  First: &pass
    Type: Pass
    Result: { a: [ 1, "two", { b: null } ] }
    ResultPath: $.first
    Next: "Second"
  Second:
    Type: Task
    Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
    Parameters:
      QueueUrl: \${Queue}
      MessageBody:
        token.$: $$.Task.Token
        text.$: States.Format('{}', $.first.a[0])
    Retry:
      - ErrorEquals:
          - States.Timeout
        MaxAttempts: 2
    Next: Third
  Third:
    Type: Pass
    QueryLanguage: JSONata
    Output: |-
      {% (
        $x := $states.input.first;
        $x.a
      ) %}
    End: true
  Copy:
    <<: *pass
    Comment: >
      folded
      text
`

const sam = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: A
        States:
          A:
            Type: Task
            Resource: !GetAtt Function.Arn
            Next: B
          B:
            Type: Succeed
  Other:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {
          "StartAt": "X",
          "States": {
            "X": { "Type": "Task", "Resource": "\${Function.Arn}", "ResultPath": "$.x", "Next": "Y" },
            "Y": { "Type": "Pass", "InputPath": "$.x", "End": true }
          }
        }
`

const cloudFormation = `{
  "Resources": {
    "Machine": {
      "Type": "AWS::StepFunctions::StateMachine",
      "Properties": {
        "DefinitionString": "{\\"StartAt\\": \\"A\\", \\"States\\": {\\"A\\": {\\"Type\\": \\"Pass\\", \\"Result\\": {\\"k\\": 1}, \\"Next\\": \\"B\\"}, \\"B\\": {\\"Type\\": \\"Pass\\", \\"InputPath\\": \\"$.k\\", \\"End\\": true}}}"
      }
    }
  }
}
`

/** Definitions of all languages and in templates, for tests that change them. */
export const definitions: readonly { readonly name: string; readonly kind: DocumentKind; readonly text: string }[] = [
  { name: 'order', kind: json, text: order },
  { name: 'jsonata', kind: json, text: jsonata },
  { name: 'one line', kind: json, text: JSON.stringify(JSON.parse(order)) },
  { name: 'windows', kind: json, text: jsonata.replaceAll('\n', '\r\n') },
  { name: 'yaml', kind: yaml, text: blocks },
  { name: 'json read as yaml', kind: yaml, text: order },
  { name: 'sam', kind: template, text: sam },
  { name: 'cloudformation', kind: jsonTemplate, text: cloudFormation },
]
