import { beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { analyse } from '../../../core/analysis/analyse'
import type { Problem, Severity } from '../../../core/base/problem'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { definitionOf, problemsOf, type Sketch } from './check'

/** What has to hold; a definition for which it does not; one for which it does; and the member that is at fault, as text. */
type Row = readonly [rule: string, code: string, wrong: Sketch, right: Sketch, marked?: string]

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:F'
const task = (more: object) => ({ Type: 'Task', Resource: lambda, End: true, ...more })
const pass = (more: object = {}) => ({ Type: 'Pass', End: true, ...more })
const jsonata = (state: object) => ({ QueryLanguage: 'JSONata', ...state })
const choice = (rule: object, more: object = {}) => ({ Type: 'Choice', Choices: [rule], Default: 'Z', ...more })
const inner = { StartAt: 'B', States: { B: pass() } }
const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...inner }
const map = (more: object) => ({ Type: 'Map', ItemProcessor: inner, End: true, ...more })
const bigMap = (more: object) => ({ Type: 'Map', ItemProcessor: distributed, End: true, ...more })
const reader = (config: object) => ({
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: config, Parameters: { Bucket: 'b', Key: 'k' } },
})
const ok = pass()

const errors: readonly Row[] = [
  ['a definition is JSON', 'INVALID_JSON_DESCRIPTION', '{"StartAt": "A", "States": {"A": {"Type": "Pass" "End": true}}}', ok],
  [
    'a definition has no comments',
    'INVALID_JSON_DESCRIPTION',
    '{"StartAt": "A", // first\n"States": {"A": {"Type": "Pass", "End": true}}}',
    ok,
  ],
  ['nothing stands behind it', 'INVALID_JSON_DESCRIPTION', '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}} x', ok],
  [
    'state names are no duplicate keys',
    'DUPLICATE_STATE_NAME',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"A":{"Type":"Pass","End":true}}}',
    ok,
  ],
  ['fields are no duplicate keys', 'DUPLICATE_KEY', '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"End":true}}}', ok],
  ['States is required', 'MISSING_FIELD', { StartAt: 'A' }, ok],
  ['StartAt is required', 'MISSING_FIELD', { States: { A: ok } }, ok],
  ['States is not empty', 'EMPTY_VALUE', { StartAt: 'A', States: {} }, ok],
  [
    'Version is a string',
    'INVALID_VALUE',
    { Version: 1.0, StartAt: 'A', States: { A: ok } },
    { Version: '1.0', StartAt: 'A', States: { A: ok } },
    '"Version": 1',
  ],
  [
    'Version is 1.0',
    'INVALID_VALUE',
    { Version: '2.0', StartAt: 'A', States: { A: ok } },
    { Version: '1.0', StartAt: 'A', States: { A: ok } },
    '"Version": "2.0"',
  ],
  [
    'Comment is a string',
    'WRONG_TYPE',
    { Comment: 1, StartAt: 'A', States: { A: ok } },
    { Comment: '', StartAt: 'A', States: { A: ok } },
    '"Comment": 1',
  ],
  [
    'TimeoutSeconds of the machine is positive',
    'OUT_OF_RANGE',
    { TimeoutSeconds: 0, StartAt: 'A', States: { A: ok } },
    { TimeoutSeconds: 1, StartAt: 'A', States: { A: ok } },
  ],
  ['Type is one of eight', 'INVALID_VALUE', { A: { Type: 'Foo', End: true } }, ok, '"Type": "Foo"'],
  ['Type is written as it is', 'INVALID_VALUE', { A: { Type: 'pass', End: true } }, ok, '"Type": "pass"'],
  [
    'names are unique over branches',
    'DUPLICATE_STATE_NAME',
    { A: { Type: 'Parallel', End: true, Branches: [inner, inner] } },
    { A: { Type: 'Parallel', End: true, Branches: [inner] } },
  ],
  ['End is a boolean', 'WRONG_TYPE', { Type: 'Pass', End: 'true' }, ok, '"End": "true"'],
  ['Next is a string', 'WRONG_TYPE', { A: { Type: 'Pass', Next: 1 }, B: ok }, ok, '"Next": 1'],
  ['Next is no list', 'WRONG_TYPE', { A: { Type: 'Pass', Next: ['B'] }, B: ok }, ok],
  ['Fail has no Next', 'UNKNOWN_FIELD', { A: { Type: 'Fail', Next: 'Z' } }, { Type: 'Fail' }, '"Next": "Z"'],
  ['Fail has no End', 'UNKNOWN_FIELD', { Type: 'Fail', End: true }, { Type: 'Fail' }, '"End": true'],
  ['Succeed has no Next', 'UNKNOWN_FIELD', { A: { Type: 'Succeed', Next: 'Z' } }, { Type: 'Succeed' }, '"Next": "Z"'],
  [
    'Choice has no Next',
    'UNKNOWN_FIELD',
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }, { Next: 'Z' }) },
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }) },
  ],
  [
    'a JSONata machine has no JSONPath state',
    'QUERY_LANGUAGE_DOWNGRADE',
    jsonata({ A: pass({ QueryLanguage: 'JSONPath' }) }),
    jsonata({ A: pass({ QueryLanguage: 'JSONata' }) }),
    '"QueryLanguage": "JSONPath"',
  ],
  [
    'ItemProcessor declares no QueryLanguage',
    'UNKNOWN_FIELD',
    { A: map({ ItemProcessor: { QueryLanguage: 'JSONata', ...inner } }) },
    { A: map({}) },
    '"QueryLanguage": "JSONata"',
  ],
  [
    'Iterator declares no QueryLanguage',
    'UNKNOWN_FIELD',
    { A: { Type: 'Map', End: true, Iterator: { QueryLanguage: 'JSONPath', ...inner } } },
    { A: map({}) },
  ],
  [
    'a branch declares no QueryLanguage',
    'UNKNOWN_FIELD',
    { A: { Type: 'Parallel', End: true, Branches: [{ QueryLanguage: 'JSONata', ...inner }] } },
    { A: map({}) },
  ],
  [
    'a branch has no Version',
    'UNKNOWN_FIELD',
    { A: { Type: 'Parallel', End: true, Branches: [{ Version: '1.0', ...inner }] } },
    { A: map({}) },
  ],
  [
    'an island is unreachable',
    'UNREACHABLE_STATE',
    { A: ok, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', Next: 'B' } },
    { A: { Type: 'Pass', Next: 'B' }, B: ok },
  ],
  [
    'an island in a branch is unreachable',
    'UNREACHABLE_STATE',
    { A: map({ ItemProcessor: { StartAt: 'B', States: { B: pass(), C: pass() } } }) },
    { A: map({}) },
    '"C": {\n            "Type": "Pass",\n            "End": true\n          }',
  ],
  [
    'no transition leads out of an ItemProcessor',
    'TRANSITION_OUT_OF_SCOPE',
    { A: map({ ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Next: 'Z' } } }, End: undefined, Next: 'Z' }) },
    { A: map({}) },
    '"Next": "Z"',
  ],
  [
    'a nested StartAt names a nested state',
    'MISSING_TRANSITION_TARGET',
    { A: map({ ItemProcessor: { StartAt: 'X', States: { B: pass() } } }) },
    { A: map({}) },
    '"StartAt": "X"',
  ],
  [
    'a nested StartAt names no outer state',
    'TRANSITION_OUT_OF_SCOPE',
    { A: map({ ItemProcessor: { StartAt: 'A', States: { B: pass() } } }) },
    { A: map({}) },
    '"StartAt": "A"',
  ],
  [
    'a Catcher leads to no outer state',
    'TRANSITION_OUT_OF_SCOPE',
    {
      A: map({
        ItemProcessor: { StartAt: 'B', States: { B: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z' }] }) } },
        End: undefined,
        Next: 'Z',
      }),
    },
    { A: map({}) },
  ],
  [
    'ErrorEquals is required in a Retrier',
    'MISSING_FIELD',
    { A: task({ Retry: [{ MaxAttempts: 1 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'] }] }) },
    '{\n          "MaxAttempts": 1\n        }',
  ],
  [
    'ErrorEquals is not empty',
    'EMPTY_VALUE',
    { A: task({ Retry: [{ ErrorEquals: [] }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'] }] }) },
    '"ErrorEquals": []',
  ],
  [
    'BackoffRate is at least 1',
    'OUT_OF_RANGE',
    { A: task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 1 }] }) },
    '"BackoffRate": 0.5',
  ],
  ['Pass has no Retry', 'UNKNOWN_FIELD', pass({ Retry: [{ ErrorEquals: ['E'] }] }), ok],
  [
    'Wait has no Catch',
    'UNKNOWN_FIELD',
    { A: { Type: 'Wait', Seconds: 1, End: true, Catch: [{ ErrorEquals: ['E'], Next: 'Z' }] } },
    { Type: 'Wait', Seconds: 1, End: true },
  ],
  [
    'a JSONata Catcher has no ResultPath',
    'OTHER_QUERY_LANGUAGE',
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], ResultPath: '$.a', Next: 'Z' }] }) }),
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z' }] }) }),
    '"ResultPath": "$.a"',
  ],
  [
    'a Retrier has no other field',
    'UNKNOWN_FIELD',
    { A: task({ Retry: [{ ErrorEquals: ['E'], Bogus: 1 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'] }] }) },
    '"Bogus": 1',
  ],
  [
    'a Catcher has no other field',
    'UNKNOWN_FIELD',
    { A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Bogus: 1 }] }) },
    { A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z' }] }) },
    '"Bogus": 1',
  ],
  [
    'MaxAttempts has an upper bound',
    'OUT_OF_RANGE',
    { A: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 100_000_000 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 99_999_999 }] }) },
  ],
  ['Pass has no Resource', 'UNKNOWN_FIELD', pass({ Resource: lambda }), ok],
  ['Resource is a string', 'WRONG_TYPE', { Type: 'Task', Resource: 1, End: true }, task({}), '"Resource": 1'],
  [
    'sqs has no .sync',
    'UNSUPPORTED_PATTERN',
    task({ Resource: 'arn:aws:states:::sqs:sendMessage.sync', Parameters: { QueueUrl: 'q', MessageBody: 'b' } }),
    task({ Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'b' } }),
  ],
  [
    'dynamodb has no callback',
    'UNSUPPORTED_PATTERN',
    task({ Resource: 'arn:aws:states:::dynamodb:getItem.waitForTaskToken', Parameters: { TableName: 't', 'Key.$': '$$.Task.Token' } }),
    task({ Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: { TableName: 't', Key: {} } }),
  ],
  [
    'the AWS SDK has no .sync',
    'UNSUPPORTED_PATTERN',
    task({ Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage.sync' }),
    task({ Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage' }),
  ],
  [
    'an action of the AWS SDK is camelCase',
    'UNKNOWN_INTEGRATION',
    task({ Resource: 'arn:aws:states:::aws-sdk:sqs:SendMessage' }),
    task({ Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessage' }),
  ],
  [
    'API parameters are PascalCase',
    'UNKNOWN_API_PARAMETER',
    task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', payload: {} } }),
    task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', Payload: {} } }),
    '"payload": {}',
  ],
  [
    'API parameters are PascalCase, also with .$',
    'UNKNOWN_API_PARAMETER',
    task({ Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: 't', Message: 'm', 'subject.$': '$.s' } }),
    task({ Resource: 'arn:aws:states:::sns:publish', Parameters: { TopicArn: 't', Message: 'm' } }),
    '"subject.$": "$.s"',
  ],
  [
    'API parameters of the AWS SDK are PascalCase',
    'UNKNOWN_API_PARAMETER',
    task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { bucket: 'b', Key: 'k' } }),
    task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } }),
    '"bucket": "b"',
  ],
  [
    'Credentials is an object',
    'WRONG_TYPE',
    task({ Credentials: 'arn:aws:iam::123456789012:role/R' }),
    task({ Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/R' } }),
  ],
  [
    'Credentials needs RoleArn',
    'MISSING_FIELD',
    task({ Credentials: {} }),
    task({ Credentials: { 'RoleArn.$': '$.r' } }),
    '"Credentials": {}',
  ],
  [
    'TimeoutSecondsPath belongs to JSONPath',
    'OTHER_QUERY_LANGUAGE',
    jsonata({ A: task({ TimeoutSecondsPath: '$.t' }) }),
    jsonata({ A: task({ TimeoutSeconds: '{% 5 %}' }) }),
    '"TimeoutSecondsPath": "$.t"',
  ],
  [
    'TimeoutSeconds is a number or an expression',
    'WRONG_TYPE',
    jsonata({ A: task({ TimeoutSeconds: '5' }) }),
    jsonata({ A: task({ TimeoutSeconds: '{% 5 %}' }) }),
    '"TimeoutSeconds": "5"',
  ],
  [
    'TimeoutSeconds is a whole expression',
    'WRONG_TYPE',
    jsonata({ A: task({ TimeoutSeconds: '{% 5' }) }),
    jsonata({ A: task({ TimeoutSeconds: '{% 5 %}' }) }),
    '"TimeoutSeconds": "{% 5"',
  ],
  ['HeartbeatSeconds is positive', 'OUT_OF_RANGE', task({ HeartbeatSeconds: 0 }), task({ HeartbeatSeconds: 1 })],
  [
    'HeartbeatSeconds is not TimeoutSeconds',
    'HEARTBEAT_TOO_LONG',
    task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
    task({ TimeoutSeconds: 5, HeartbeatSeconds: 4 }),
  ],
  [
    'a rule has an operator',
    'CHOICE_WITHOUT_OPERATOR',
    { A: choice({ Variable: '$.a', Next: 'Z' }) },
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }) },
    '{\n          "Variable": "$.a",\n          "Next": "Z"\n        }',
  ],
  [
    'a test has a Variable',
    'CHOICE_WITHOUT_OPERATOR',
    { A: choice({ NumericEquals: 1, Next: 'Z' }) },
    { A: choice({ Variable: '$.a', NumericEquals: 1, Next: 'Z' }) },
    '{\n          "NumericEquals": 1,\n          "Next": "Z"\n        }',
  ],
  [
    'a nested test has a Variable',
    'CHOICE_WITHOUT_OPERATOR',
    { A: choice({ And: [{ NumericEquals: 1 }], Next: 'Z' }) },
    { A: choice({ And: [{ Variable: '$.a', NumericEquals: 1 }], Next: 'Z' }) },
  ],
  [
    'StringEquals takes a string',
    'WRONG_TYPE',
    { A: choice({ Variable: '$.a', StringEquals: 1, Next: 'Z' }) },
    { A: choice({ Variable: '$.a', StringEquals: '1', Next: 'Z' }) },
    '"StringEquals": 1',
  ],
  [
    'a nested operator takes its type',
    'WRONG_TYPE',
    { A: choice({ Not: { Variable: '$.a', BooleanEquals: 1 }, Next: 'Z' }) },
    { A: choice({ Not: { Variable: '$.a', BooleanEquals: true }, Next: 'Z' }) },
  ],
  [
    'TimestampLessThan takes a timestamp',
    'INVALID_TIMESTAMP',
    { A: choice({ Variable: '$.a', TimestampLessThan: 'tomorrow', Next: 'Z' }) },
    { A: choice({ Variable: '$.a', TimestampLessThan: '2030-02-28T00:00:00Z', Next: 'Z' }) },
  ],
  [
    'a Path operator takes a path',
    'INVALID_PATH',
    { A: choice({ Variable: '$.a', StringEqualsPath: 'b', Next: 'Z' }) },
    { A: choice({ Variable: '$.a', StringEqualsPath: '$.b', Next: 'Z' }) },
    '"StringEqualsPath": "b"',
  ],
  [
    'a Path operator takes a string',
    'WRONG_TYPE',
    { A: choice({ Variable: '$.a', NumericEqualsPath: 5, Next: 'Z' }) },
    { A: choice({ Variable: '$.a', NumericEqualsPath: '$.b', Next: 'Z' }) },
  ],
  [
    'Or is not empty',
    'EMPTY_VALUE',
    { A: choice({ Or: [], Next: 'Z' }) },
    { A: choice({ Or: [{ Variable: '$.a', IsNull: true }], Next: 'Z' }) },
    '"Or": []',
  ],
  [
    'And is an array',
    'WRONG_TYPE',
    { A: choice({ And: { Variable: '$.a', IsNull: true }, Next: 'Z' }) },
    { A: choice({ And: [{ Variable: '$.a', IsNull: true }], Next: 'Z' }) },
  ],
  [
    'Default names a state',
    'MISSING_TRANSITION_TARGET',
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }, { Default: 'X' }) },
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }) },
    '"Default": "X"',
  ],
  [
    'Condition is a boolean or an expression',
    'WRONG_TYPE',
    jsonata({ A: choice({ Condition: 'true', Next: 'Z' }) }),
    jsonata({ A: choice({ Condition: '{% true %}', Next: 'Z' }) }),
    '"Condition": "true"',
  ],
  [
    'Condition is no number',
    'WRONG_TYPE',
    jsonata({ A: choice({ Condition: 1, Next: 'Z' }) }),
    jsonata({ A: choice({ Condition: true, Next: 'Z' }) }),
    '"Condition": 1',
  ],
  [
    'a pattern ends with no open escape',
    'OPEN_ESCAPE',
    { A: choice({ Variable: '$.a', StringMatches: 'a\\', Next: 'Z' }) },
    { A: choice({ Variable: '$.a', StringMatches: 'a\\\\\\*', Next: 'Z' }) },
  ],
  [
    'a nested rule has no Assign',
    'UNKNOWN_FIELD',
    { A: choice({ And: [{ Variable: '$.a', IsNull: true, Assign: { x: 1 } }], Next: 'Z' }) },
    { A: choice({ And: [{ Variable: '$.a', IsNull: true }], Next: 'Z', Assign: { x: 1 } }) },
    '"Assign": {\n                "x": 1\n              }',
  ],
  [
    'a nested rule has no Output',
    'UNKNOWN_FIELD',
    { A: choice({ Not: { Variable: '$.a', IsNull: true, Output: 1 }, Next: 'Z' }) },
    { A: choice({ Not: { Variable: '$.a', IsNull: true }, Next: 'Z' }) },
  ],
  [
    'a month is one of twelve',
    'INVALID_TIMESTAMP',
    { Type: 'Wait', End: true, Timestamp: '2016-13-05T21:29:29Z' },
    { Type: 'Wait', End: true, Timestamp: '2016-12-05T21:29:29Z' },
  ],
  [
    'a day is there in its month',
    'INVALID_TIMESTAMP',
    { Type: 'Wait', End: true, Timestamp: '2023-02-29T00:00:00Z' },
    { Type: 'Wait', End: true, Timestamp: '2024-02-29T00:00:00Z' },
  ],
  [
    'T and Z are capital',
    'INVALID_TIMESTAMP',
    { Type: 'Wait', End: true, Timestamp: '2016-12-05t21:29:29z' },
    { Type: 'Wait', End: true, Timestamp: '2016-12-05T21:29:29.25+01:00' },
  ],
  [
    'SecondsPath is a Reference Path',
    'NOT_A_REFERENCE_PATH',
    { Type: 'Wait', End: true, SecondsPath: '$.a[*]' },
    { Type: 'Wait', End: true, SecondsPath: "$.a[0]['b']" },
  ],
  [
    'SecondsPath begins with $',
    'INVALID_PATH',
    { Type: 'Wait', End: true, SecondsPath: 'a' },
    { Type: 'Wait', End: true, SecondsPath: '$.a' },
  ],
  [
    'TimestampPath belongs to JSONPath',
    'OTHER_QUERY_LANGUAGE',
    jsonata({ A: { Type: 'Wait', End: true, TimestampPath: '$.a' } }),
    jsonata({ A: { Type: 'Wait', End: true, Seconds: 1 } }),
  ],
  [
    'Seconds has an upper bound',
    'OUT_OF_RANGE',
    { Type: 'Wait', End: true, Seconds: 100_000_000 },
    { Type: 'Wait', End: true, Seconds: 99_999_999 },
  ],
  [
    'a JSONata Wait has one duration',
    'EXCLUSIVE_FIELDS',
    jsonata({ A: { Type: 'Wait', End: true, Seconds: 1, Timestamp: '2030-01-01T00:00:00Z' } }),
    jsonata({ A: { Type: 'Wait', End: true, Seconds: 1 } }),
  ],
  [
    'a JSONata Timestamp is one',
    'INVALID_TIMESTAMP',
    jsonata({ A: { Type: 'Wait', End: true, Timestamp: 'soon' } }),
    jsonata({ A: { Type: 'Wait', End: true, Timestamp: '{% $now() %}' } }),
  ],
  [
    'Cause and CausePath exclude each other',
    'EXCLUSIVE_FIELDS',
    { Type: 'Fail', Cause: 'c', CausePath: '$.c' },
    { Type: 'Fail', CausePath: '$.c' },
  ],
  [
    'ErrorPath gets a text from its function',
    'INTRINSIC_RESULT',
    { Type: 'Fail', ErrorPath: 'States.Array($.a)' },
    { Type: 'Fail', ErrorPath: 'States.JsonToString($.a)' },
  ],
  [
    'CausePath gets a text from its function',
    'INTRINSIC_RESULT',
    { Type: 'Fail', CausePath: 'States.ArrayLength($.a)' },
    { Type: 'Fail', CausePath: 'States.UUID()' },
  ],
  [
    'what StringToJson gives may be anything',
    'INTRINSIC_RESULT',
    { Type: 'Fail', ErrorPath: 'States.StringToJson($.a)' },
    { Type: 'Fail', ErrorPath: 'States.ArrayGetItem($.a, 0)' },
  ],
  ['Fail has no InputPath', 'UNKNOWN_FIELD', { Type: 'Fail', InputPath: '$.a' }, { Type: 'Fail' }],
  [
    'CausePath belongs to JSONPath',
    'OTHER_QUERY_LANGUAGE',
    jsonata({ A: { Type: 'Fail', CausePath: '$.e' } }),
    jsonata({ A: { Type: 'Fail', Cause: '{% $states.input.e %}' } }),
  ],
  ['Cause is a string', 'WRONG_TYPE', { Type: 'Fail', Cause: {} }, { Type: 'Fail', Cause: '' }],
  ['Succeed has no Result', 'UNKNOWN_FIELD', { Type: 'Succeed', Result: 1 }, { Type: 'Succeed' }],
  [
    'a JSONPath Succeed has no Output',
    'OTHER_QUERY_LANGUAGE',
    { Type: 'Succeed', Output: 1 },
    jsonata({ A: { Type: 'Succeed', Output: 1 } }),
    '"Output": 1',
  ],
  [
    'a branch needs StartAt',
    'MISSING_FIELD',
    { A: { Type: 'Parallel', End: true, Branches: [{ States: { B: pass() } }] } },
    { A: { Type: 'Parallel', End: true, Branches: [inner] } },
  ],
  [
    'a branch needs States',
    'MISSING_FIELD',
    { A: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'B' }] } },
    { A: { Type: 'Parallel', End: true, Branches: [inner] } },
    '{\n          "StartAt": "B"\n        }',
  ],
  [
    'Branches is an array',
    'WRONG_TYPE',
    { A: { Type: 'Parallel', End: true, Branches: inner } },
    { A: { Type: 'Parallel', End: true, Branches: [inner] } },
  ],
  [
    'a JSONPath Parallel has no Arguments',
    'OTHER_QUERY_LANGUAGE',
    { A: { Type: 'Parallel', End: true, Branches: [inner], Arguments: {} } },
    { A: { Type: 'Parallel', End: true, Branches: [inner], Parameters: {} } },
    '"Arguments": {}',
  ],
  [
    'a Map needs ItemProcessor',
    'MISSING_FIELD',
    { Type: 'Map', End: true },
    map({}),
    '"A": {\n      "Type": "Map",\n      "End": true\n    }',
  ],
  [
    'ItemProcessor and Iterator exclude each other',
    'EXCLUSIVE_FIELDS',
    { A: map({ Iterator: { StartAt: 'C', States: { C: pass() } } }) },
    { A: map({}) },
  ],
  ['ItemsPath is not null', 'WRONG_TYPE', map({ ItemsPath: null }), map({ ItemsPath: '$.a' }), '"ItemsPath": null'],
  ['MaxConcurrency is an integer', 'WRONG_TYPE', map({ MaxConcurrency: 1.5 }), map({ MaxConcurrency: 1 }), '"MaxConcurrency": 1.5'],
  [
    'MaxConcurrency excludes its path',
    'EXCLUSIVE_FIELDS',
    map({ MaxConcurrency: 1, MaxConcurrencyPath: '$.m' }),
    map({ MaxConcurrencyPath: '$.m' }),
  ],
  [
    'ToleratedFailurePercentage excludes its path',
    'EXCLUSIVE_FIELDS',
    bigMap({ ToleratedFailurePercentage: 1, ToleratedFailurePercentagePath: '$.m' }),
    bigMap({ ToleratedFailurePercentage: 0.5 }),
  ],
  [
    'ItemBatcher has a limit',
    'MISSING_FIELD',
    bigMap({ ItemBatcher: {} }),
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1 } }),
    '"ItemBatcher": {}',
  ],
  [
    'ItemBatcher has a limit beside its input',
    'MISSING_FIELD',
    bigMap({ ItemBatcher: { BatchInput: { a: 1 } } }),
    bigMap({ ItemBatcher: { MaxInputBytesPerBatchPath: '$.m' } }),
  ],
  [
    'MaxItemsPerBatch excludes its path',
    'EXCLUSIVE_FIELDS',
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: '$.m' } }),
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1 } }),
  ],
  [
    'WriterConfig needs OutputType',
    'MISSING_FIELD',
    bigMap({ ResultWriter: { WriterConfig: { Transformation: 'NONE' } } }),
    bigMap({ ResultWriter: { WriterConfig: { Transformation: 'NONE', OutputType: 'JSON' } } }),
    '"WriterConfig": {\n          "Transformation": "NONE"\n        }',
  ],
  [
    'WriterConfig needs Transformation',
    'MISSING_FIELD',
    bigMap({ ResultWriter: { WriterConfig: { OutputType: 'JSON' } } }),
    bigMap({ ResultWriter: { WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' } } }),
  ],
  [
    'ResultWriter is an object',
    'WRONG_TYPE',
    bigMap({ ResultWriter: 'arn:aws:states:::s3:putObject' }),
    bigMap({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } } }),
  ],
  ['ItemReader needs DISTRIBUTED', 'DISTRIBUTED_ONLY', map(reader({ InputType: 'JSON' })), bigMap(reader({ InputType: 'JSON' }))],
  [
    'ItemBatcher needs DISTRIBUTED',
    'DISTRIBUTED_ONLY',
    map({ ItemBatcher: { MaxItemsPerBatch: 1 } }),
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1 } }),
    '"ItemBatcher": {\n        "MaxItemsPerBatch": 1\n      }',
  ],
  [
    'ItemBatcher needs DISTRIBUTED where the Mode is INLINE',
    'DISTRIBUTED_ONLY',
    map({ ItemBatcher: { MaxItemsPerBatch: 1 }, ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...inner } }),
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1 } }),
  ],
  [
    'Mode is INLINE or DISTRIBUTED',
    'INVALID_VALUE',
    map({ ItemProcessor: { ProcessorConfig: { Mode: 'FAST' }, ...inner } }),
    map({ ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...inner } }),
    '"Mode": "FAST"',
  ],
  [
    'ExecutionType is STANDARD or EXPRESS',
    'INVALID_VALUE',
    map({ ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'FAST' }, ...inner } }),
    bigMap({}),
  ],
  ['a Label is not empty', 'INVALID_LABEL_NAME', bigMap({ Label: '' }), bigMap({ Label: 'x' })],
  ['a Label has no blank', 'INVALID_LABEL_NAME', bigMap({ Label: 'a b' }), bigMap({ Label: 'a-b_c' })],
  [
    'Items is an array or an expression',
    'WRONG_TYPE',
    jsonata({ A: map({ Items: 'x' }) }),
    jsonata({ A: map({ Items: '{% [1] %}' }) }),
    '"Items": "x"',
  ],
  ['Items is no number', 'WRONG_TYPE', jsonata({ A: map({ Items: 5 }) }), jsonata({ A: map({ Items: [1] }) })],
  [
    'MaxConcurrencyPath belongs to JSONPath',
    'OTHER_QUERY_LANGUAGE',
    jsonata({ A: map({ MaxConcurrencyPath: '$.m' }) }),
    jsonata({ A: map({ MaxConcurrency: '{% 1 %}' }) }),
    '"MaxConcurrencyPath": "$.m"',
  ],
  [
    'MaxItems is at most 100,000,000',
    'OUT_OF_RANGE',
    bigMap(reader({ InputType: 'JSON', MaxItems: 100_000_001 })),
    bigMap(reader({ InputType: 'JSON', MaxItems: 100_000_000 })),
  ],
  [
    'MaxItems is positive',
    'OUT_OF_RANGE',
    bigMap(reader({ InputType: 'JSON', MaxItems: -5 })),
    bigMap(reader({ InputType: 'JSON', MaxItems: 5 })),
  ],
  [
    'ResultPath has no wildcard',
    'NOT_A_REFERENCE_PATH',
    pass({ ResultPath: '$.a[*]' }),
    pass({ ResultPath: null }),
    '"ResultPath": "$.a[*]"',
  ],
  ['ResultPath has no descent', 'NOT_A_REFERENCE_PATH', pass({ ResultPath: '$..a' }), pass({ ResultPath: '$.a' })],
  [
    'ResultPath leads into no variable',
    'RESULT_PATH_OUTSIDE_INPUT',
    { A: pass({ Assign: { v: 1 }, End: undefined, Next: 'B' }), B: pass({ ResultPath: '$v', InputPath: '$v' }) },
    pass({ ResultPath: '$.v' }),
  ],
  [
    'a .$ value is a string',
    'INVALID_TEMPLATE_VALUE',
    pass({ Parameters: { 'a.$': 1 } }),
    pass({ Parameters: { 'a.$': '$.b' } }),
    '"a.$": 1',
  ],
  [
    'a .$ value is no object',
    'INVALID_TEMPLATE_VALUE',
    pass({ Parameters: { 'a.$': { b: 1 } } }),
    pass({ Parameters: { a: { 'b.$': '$.b' } } }),
  ],
  [
    'a filter is closed',
    'INVALID_PATH',
    pass({ Parameters: { 'a.$': '$.b[?(@.c' } }),
    pass({ Parameters: { 'a.$': '$.b[?(@.c)]' } }),
    '"a.$": "$.b[?(@.c"',
  ],
  [
    'a filter is closed by a bracket',
    'INVALID_PATH',
    pass({ Parameters: { 'a.$': '$.b[?(@.c > 1)' } }),
    pass({ Parameters: { 'a.$': '$.b[?(@.c > 1)]' } }),
  ],
  [
    'a .$ value in ResultSelector is a path',
    'INVALID_TEMPLATE_VALUE',
    task({ ResultSelector: { 'a.$': 'b' } }),
    task({ ResultSelector: { 'a.$': '$.b' } }),
    '"a.$": "b"',
  ],
  [
    'a .$ value in ItemSelector is a path',
    'INVALID_TEMPLATE_VALUE',
    map({ ItemSelector: { 'a.$': 'b' } }),
    map({ ItemSelector: { 'a.$': '$.b' } }),
    '"a.$": "b"',
  ],
  [
    'a .$ value in Credentials is a path',
    'INVALID_TEMPLATE_VALUE',
    task({ Credentials: { 'RoleArn.$': 'b' } }),
    task({ Credentials: { 'RoleArn.$': '$.b' } }),
    '"RoleArn.$": "b"',
  ],
  [
    'a .$ value of Credentials is a string',
    'INVALID_TEMPLATE_VALUE',
    task({ Credentials: { 'RoleArn.$': 5 } }),
    task({ Credentials: { 'RoleArn.$': "States.Format('{}', $.b)" } }),
  ],
  [
    'a .$ value in BatchInput is a path',
    'INVALID_TEMPLATE_VALUE',
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { 'a.$': 'b' } } }),
    bigMap({ ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { 'a.$': '$.b' } } }),
  ],
  [
    'a .$ value in the Parameters of an ItemReader is a path',
    'INVALID_TEMPLATE_VALUE',
    bigMap({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { 'Bucket.$': 'b', Key: 'k' } } }),
    bigMap(reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] })),
  ],
  [
    'a call is closed',
    'INVALID_INTRINSIC_CALL',
    pass({ Parameters: { 'a.$': "States.Format('x {}', $.b" } }),
    pass({ Parameters: { 'a.$': "States.Format('x {}', $.b)" } }),
  ],
  [
    'UUID takes nothing',
    'INTRINSIC_ARITY',
    pass({ Parameters: { 'a.$': 'States.UUID($.a)' } }),
    pass({ Parameters: { 'a.$': 'States.UUID()' } }),
  ],
  [
    'Format gets a value for each {}',
    'INTRINSIC_ARGUMENT',
    pass({ Parameters: { 'a.$': "States.Format('{} {}', $.b)" } }),
    pass({ Parameters: { 'a.$': "States.Format('{} \\{\\}', $.b)" } }),
  ],
  [
    'Format gets no value too many',
    'INTRINSIC_ARGUMENT',
    pass({ Parameters: { 'a.$': "States.Format('{}', $.b, $.c)" } }),
    pass({ Parameters: { 'a.$': "States.Format('{}', $.b)" } }),
  ],
  [
    'the size of a chunk is positive',
    'INTRINSIC_ARGUMENT',
    pass({ Parameters: { 'a.$': 'States.ArrayPartition($.a, 0)' } }),
    pass({ Parameters: { 'a.$': 'States.ArrayPartition($.a, 2)' } }),
  ],
  [
    'the size of a chunk is an integer',
    'INTRINSIC_ARGUMENT',
    pass({ Parameters: { 'a.$': "States.ArrayPartition($.a, 'x')" } }),
    pass({ Parameters: { 'a.$': 'States.ArrayPartition($.a, 2)' } }),
  ],
  [
    'a hash algorithm is known',
    'INTRINSIC_ARGUMENT',
    pass({ Parameters: { 'a.$': "States.Hash($.a, 'SHA-3')" } }),
    pass({ Parameters: { 'a.$': "States.Hash($.a, 'SHA-256')" } }),
  ],
  [
    'a function is written as it is',
    'UNKNOWN_INTRINSIC_FUNCTION',
    pass({ Parameters: { 'a.$': "States.format('{}', $.b)" } }),
    pass({ Parameters: { 'a.$': "States.Format('{}', $.b)" } }),
  ],
  [
    'Task has no Arguments in JSONPath',
    'OTHER_QUERY_LANGUAGE',
    task({ Arguments: { a: 1 } }),
    jsonata({ A: task({ Arguments: { a: 1 } }) }),
  ],
  [
    'a Condition is JSONata',
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: choice({ Condition: '{% 1 + %}', Next: 'Z' }) }),
    jsonata({ A: choice({ Condition: '{% 1 = 1 %}', Next: 'Z' }) }),
    '"Condition": "{% 1 + %}"',
  ],
  [
    'Items is JSONata',
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: map({ Items: '{% [1, %}' }) }),
    jsonata({ A: map({ Items: '{% [1] %}' }) }),
    '"Items": "{% [1, %}"',
  ],
  [
    "a Catcher's Output is JSONata",
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Output: '{% $x( %}' }] }) }),
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Output: '{% $states.errorOutput %}' }] }) }),
  ],
  [
    "a Choice Rule's Output is JSONata",
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: choice({ Condition: true, Next: 'Z', Output: { a: '{% ) %}' } }) }),
    jsonata({ A: choice({ Condition: true, Next: 'Z', Output: { a: '{% 1 %}' } }) }),
  ],
  [
    'TimeoutSeconds is JSONata',
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: task({ TimeoutSeconds: '{% 1 + %}' }) }),
    jsonata({ A: task({ TimeoutSeconds: '{% 1 + 1 %}' }) }),
  ],
  [
    'ItemSelector is JSONata',
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: map({ ItemSelector: '{% { %}' }) }),
    jsonata({ A: map({ ItemSelector: '{% {} %}' }) }),
  ],
  [
    'MaxItemsPerBatch is JSONata',
    'INVALID_JSONATA_EXPRESSION',
    jsonata({ A: bigMap({ ItemBatcher: { MaxItemsPerBatch: '{% %}' } }) }),
    jsonata({ A: bigMap({ ItemBatcher: { MaxItemsPerBatch: '{% 1 %}' } }) }),
  ],
  [
    'there is no $ at the top level',
    'UNSUPPORTED_JSONATA_EXPRESSION',
    jsonata({ A: pass({ Output: '{% $ %}' }) }),
    jsonata({ A: pass({ Output: '{% $states.input.a[$ > 1] %}' }) }),
    '"Output": "{% $ %}"',
  ],
  [
    'there is no $.a at the top level',
    'UNSUPPORTED_JSONATA_EXPRESSION',
    jsonata({ A: pass({ Output: '{% $.a %}' }) }),
    jsonata({ A: pass({ Output: '{% $states.input.(a + b) %}' }) }),
  ],
  [
    'no argument is a field name at the top level',
    'UNSUPPORTED_JSONATA_EXPRESSION',
    jsonata({ A: pass({ Output: '{% $sum(prices) %}' }) }),
    jsonata({ A: pass({ Output: '{% $sum($states.input.prices) %}' }) }),
  ],
  [
    'Arguments has no result',
    'UNKNOWN_STATES_FIELD',
    jsonata({ A: task({ Arguments: { a: '{% $states.result %}' } }) }),
    jsonata({ A: task({ Output: { a: '{% $states.result %}' } }) }),
  ],
  [
    'a Pass has no result',
    'UNKNOWN_STATES_FIELD',
    jsonata({ A: pass({ Output: '{% $states.result %}' }) }),
    jsonata({ A: pass({ Output: '{% $states.input %}' }) }),
  ],
  [
    'a Choice has no result',
    'UNKNOWN_STATES_FIELD',
    jsonata({ A: choice({ Condition: '{% $states.result.a %}', Next: 'Z' }) }),
    jsonata({ A: choice({ Condition: '{% $states.input.a %}', Next: 'Z' }) }),
  ],
  [
    'a Catcher has no result',
    'UNKNOWN_STATES_FIELD',
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Output: '{% $states.result %}' }] }) }),
    jsonata({ A: task({ Assign: { v: '{% $states.result %}' } }) }),
  ],
  [
    'only a Catcher has an errorOutput',
    'UNKNOWN_STATES_FIELD',
    jsonata({ A: task({ Output: '{% $states.errorOutput.Error %}' }) }),
    jsonata({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Assign: { e: '{% $states.errorOutput.Error %}' } }] }) }),
  ],
  [
    'JSONata has no intrinsic functions',
    'UNSUPPORTED_JSONATA_EXPRESSION',
    jsonata({ A: pass({ Output: "{% States.Format('{}', $states.input.a) %}" }) }),
    jsonata({ A: pass({ Output: '{% $states.input.a & "" %}' }) }),
  ],
  [
    'JSONata has no States.UUID',
    'UNSUPPORTED_JSONATA_EXPRESSION',
    jsonata({ A: pass({ Output: '{% States.UUID() %}' }) }),
    jsonata({ A: pass({ Output: '{% $uuid() %}' }) }),
  ],
  ['a variable begins with no digit', 'INVALID_VARIABLE_NAME', pass({ Assign: { '1a': 1 } }), pass({ Assign: { a1: 1 } }), '"1a": 1'],
  ['a variable has no blank', 'INVALID_VARIABLE_NAME', pass({ Assign: { 'a b': 1 } }), pass({ Assign: { größe: 1 } })],
  ['a variable has a name', 'INVALID_VARIABLE_NAME', pass({ Assign: { '': 1 } }), pass({ Assign: { _: 1 } })],
  [
    'states is reserved in a Choice Rule, too',
    'RESERVED_VARIABLE',
    jsonata({ A: choice({ Condition: true, Next: 'Z', Assign: { states: 1 } }) }),
    jsonata({ A: choice({ Condition: true, Next: 'Z', Assign: { state: 1 } }) }),
  ],
  [
    'a branch assigns no outer variable',
    'OUTER_VARIABLE_ASSIGNED',
    {
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'P' }),
      P: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'B', States: { B: pass({ Assign: { v: 2 } }) } }] },
    },
    {
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'P' }),
      P: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'B', States: { B: pass({ Assign: { w: 2 } }) } }] },
    },
    '"v": 2',
  ],
  [
    'a Catcher in an iteration assigns no outer variable',
    'OUTER_VARIABLE_ASSIGNED',
    {
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'M' }),
      M: map({
        ItemProcessor: { StartAt: 'B', States: { B: task({ Catch: [{ ErrorEquals: ['E'], Assign: { v: 2 }, Next: 'C' }] }), C: pass() } },
      }),
    },
    ok,
  ],
  [
    'a branch reads no variable of another',
    'VARIABLE_OUT_OF_SCOPE',
    jsonata({
      A: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'B', States: { B: pass({ Assign: { v: 1 } }) } },
          { StartAt: 'C', States: { C: pass({ Output: '{% $v %}' }) } },
        ],
      },
    }),
    jsonata({
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'B' }),
      B: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'C', States: { C: pass({ Output: '{% $v %}' }) } }] },
    }),
    '"Output": "{% $v %}"',
  ],
  [
    'also in JSONPath',
    'VARIABLE_OUT_OF_SCOPE',
    {
      A: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'B', States: { B: pass({ Assign: { v: 1 } }) } },
          { StartAt: 'C', States: { C: pass({ InputPath: '$v' }) } },
        ],
      },
    },
    ok,
  ],
  [
    'a distributed Map reads no outer variable',
    'DISTRIBUTED_MAP_VARIABLE',
    jsonata({
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'M' }),
      M: bigMap({ ItemProcessor: { ...distributed, States: { B: pass({ Output: '{% $v %}' }) } } }),
    }),
    jsonata({ A: pass({ Assign: { v: 1 }, End: undefined, Next: 'M' }), M: bigMap({ ItemSelector: { v: '{% $v %}' } }) }),
    '"Output": "{% $v %}"',
  ],
  [
    'also in JSONPath',
    'DISTRIBUTED_MAP_VARIABLE',
    {
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'M' }),
      M: bigMap({ ItemProcessor: { ...distributed, States: { B: pass({ Parameters: { 'a.$': '$v' } }) } } }),
    },
    {
      A: pass({ Assign: { v: 1 }, End: undefined, Next: 'M' }),
      M: map({ ItemProcessor: { ...inner, States: { B: pass({ Parameters: { 'a.$': '$v' } }) } } }),
    },
  ],
]

const warnings: readonly Row[] = [
  [
    'MaxDelaySeconds is greater than IntervalSeconds',
    'MAX_DELAY_TOO_SHORT',
    { A: task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 10, MaxDelaySeconds: 5 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 5, MaxDelaySeconds: 10 }] }) },
  ],
  [
    'MaxDelaySeconds is greater than the default of IntervalSeconds',
    'MAX_DELAY_TOO_SHORT',
    { A: task({ Retry: [{ ErrorEquals: ['E'], MaxDelaySeconds: 1 }] }) },
    { A: task({ Retry: [{ ErrorEquals: ['E'], MaxDelaySeconds: 2 }] }) },
  ],
  [
    'an error is caught once',
    'SHADOWED_ERROR',
    {
      A: task({
        Catch: [
          { ErrorEquals: ['E'], Next: 'Z' },
          { ErrorEquals: ['F', 'E'], Next: 'Z' },
        ],
      }),
    },
    {
      A: task({
        Catch: [
          { ErrorEquals: ['E'], Next: 'Z' },
          { ErrorEquals: ['F'], Next: 'Z' },
        ],
      }),
    },
  ],
  [
    'a predefined error is known',
    'UNKNOWN_ERROR_NAME',
    { A: task({ Catch: [{ ErrorEquals: ['States.Foo'], Next: 'Z' }] }) },
    { A: task({ Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Z' }] }) },
  ],
  [
    'the error of an HTTP task names its status',
    'UNKNOWN_ERROR_NAME',
    { A: task({ Catch: [{ ErrorEquals: ['States.Http.StatusCode.gone'], Next: 'Z' }] }) },
    { A: task({ Catch: [{ ErrorEquals: ['States.Http.StatusCode.410', 'States.ReferencePathConflict'], Next: 'Z' }] }) },
  ],
  ['a path stands behind .$', 'NO_DOLLAR', pass({ Parameters: { a: '$.b' } }), pass({ Parameters: { 'a.$': '$.b' } }), '"a": "$.b"'],
  [
    'a context path stands behind .$',
    'NO_DOLLAR',
    task({ Parameters: { a: { b: ['$$.Execution.Id'] } } }),
    task({ Parameters: { a: { b: ['x'] } } }),
  ],
  [
    'a call stands behind .$ in an array, too',
    'NO_DOLLAR',
    pass({ Parameters: { a: ['States.UUID()'] } }),
    pass({ Parameters: { 'a.$': 'States.Array(States.UUID())' } }),
  ],
  ['a call in a Result is static', 'PASS_RESULT_IS_STATIC', pass({ Result: { a: ['States.UUID()'] } }), pass({ Result: { a: 1 } })],
  ['a field that ends in Path takes a path', 'NO_PATH', { Type: 'Fail', Error: '$.e' }, { Type: 'Fail', ErrorPath: '$.e' }],
  [
    'a task hands its token on',
    'MISSING_TASK_TOKEN',
    task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters: { FunctionName: 'f', 'Payload.$': '$' } }),
    task({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: { 't.$': '$$.Task.Token' } },
    }),
  ],
  [
    'a JSONata task hands its token on',
    'MISSING_TASK_TOKEN',
    jsonata({
      A: task({
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
      }),
    }),
    jsonata({
      A: task({
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f', Payload: { t: '{% $states.context.Task.Token %}' } },
      }),
    }),
  ],
  [
    'a Choice has a Default',
    'CHOICE_WITHOUT_DEFAULT',
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }, { Default: undefined }) },
    { A: choice({ Variable: '$.a', IsNull: true, Next: 'Z' }) },
  ],
  [
    'no rule is there twice',
    'DUPLICATE_CHOICE',
    {
      A: {
        Type: 'Choice',
        Default: 'Z',
        Choices: [
          { Variable: '$.a', IsNull: true, Next: 'Z' },
          { IsNull: true, Variable: '$.a', Next: 'Z', Comment: 'again' },
        ],
      },
    },
    {
      A: {
        Type: 'Choice',
        Default: 'Z',
        Choices: [
          { Variable: '$.a', IsNull: true, Next: 'Z' },
          { Variable: '$.a', IsNull: false, Next: 'Z' },
        ],
      },
    },
  ],
  [
    'no rule is there twice, in whatever order',
    'DUPLICATE_CHOICE',
    {
      A: {
        Type: 'Choice',
        Default: 'Z',
        Choices: [
          {
            And: [
              { Variable: '$.a', NumericLessThan: 0.1 },
              { NumericGreaterThan: 0.7, Variable: '$.b' },
            ],
            Next: 'Z',
          },
          {
            Next: 'Z',
            And: [
              { NumericLessThan: 0.1, Variable: '$.a' },
              { Variable: '$.b', NumericGreaterThan: 0.7 },
            ],
          },
        ],
      },
    },
    { A: choice({ And: [{ Variable: '$.a', NumericLessThan: 0.1 }], Next: 'Z' }) },
  ],
  [
    'no Condition is there twice',
    'DUPLICATE_CHOICE',
    jsonata({
      A: {
        Type: 'Choice',
        Default: 'Z',
        Choices: [
          { Condition: '{% $states.input.a %}', Next: 'Z' },
          { Condition: '{% $states.input.a %}', Next: 'Z' },
        ],
      },
    }),
    jsonata({ A: choice({ Condition: '{% $states.input.a %}', Next: 'Z' }) }),
  ],
  [
    'a function gets its arguments',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $sum() %}' }) }),
    jsonata({ A: pass({ Output: '{% $sum([1]) %}' }) }),
  ],
  [
    'a function gets no argument too many',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $sum([1], 2) %}' }) }),
    jsonata({ A: pass({ Output: '{% [1] ~> $sum() %}' }) }),
  ],
  [
    '$uuid takes nothing',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $uuid(1) %}' }) }),
    jsonata({ A: pass({ Output: '{% $uuid() %}' }) }),
  ],
  [
    '$range takes three',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $range(1, 2) %}' }) }),
    jsonata({ A: pass({ Output: '{% $range(1, 9, 2) %}' }) }),
  ],
  [
    '$partition takes two',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $partition([1]) %}' }) }),
    jsonata({ A: pass({ Output: '{% $partition([1], 1) %}' }) }),
  ],
  [
    '$substring takes two or three',
    'JSONATA_ARITY',
    jsonata({ A: pass({ Output: '{% $substring("a") %}' }) }),
    jsonata({ A: pass({ Output: '{% $substring("a", 1) %}' }) }),
  ],
  [
    'an expression ends with %}',
    'JSONATA_DELIMITERS',
    jsonata({ A: pass({ Output: { a: '{% 1 }' } }) }),
    jsonata({ A: pass({ Output: { a: '{% 1 %}' } }) }),
  ],
  [
    'a path in Output is a text',
    'JSONPATH_IN_JSONATA',
    jsonata({ A: pass({ Output: { a: '$.b' } }) }),
    jsonata({ A: pass({ Output: { a: 'b' } }) }),
  ],
  [
    'a variable is assigned before it is read',
    'VARIABLE_NOT_ASSIGNED_YET',
    jsonata({ A: pass({ Output: '{% $v %}', End: undefined, Next: 'B' }), B: pass({ Assign: { v: 1 } }) }),
    jsonata({ A: pass({ Assign: { v: 1 }, End: undefined, Next: 'B' }), B: pass({ Output: '{% $v %}' }) }),
    '"Output": "{% $v %}"',
  ],
  [
    'also in JSONPath',
    'VARIABLE_NOT_ASSIGNED_YET',
    { A: pass({ InputPath: '$v', End: undefined, Next: 'B' }), B: pass({ Assign: { v: 1 } }) },
    { A: pass({ Assign: { v: 1 }, End: undefined, Next: 'B' }), B: pass({ InputPath: '$v' }) },
  ],
  [
    'a Catcher comes past no Assign of its state',
    'VARIABLE_NOT_ASSIGNED_YET',
    jsonata({ A: task({ Assign: { v: 1 }, Catch: [{ ErrorEquals: ['E'], Next: 'C' }] }), C: pass({ Output: '{% $v %}' }) }),
    jsonata({
      A: task({ Assign: { v: 1 }, Catch: [{ ErrorEquals: ['E'], Assign: { w: 1 }, Next: 'C' }] }),
      C: pass({ Output: '{% $w %}' }),
    }),
  ],
  [
    'a loop reads what it has assigned',
    'VARIABLE_MAYBE_UNASSIGNED',
    jsonata({
      A: choice({ Condition: '{% $exists($v) %}', Next: 'Z' }, { Default: 'B' }),
      B: pass({ Assign: { v: 1 }, End: undefined, Next: 'A' }),
    }),
    jsonata({
      S: pass({ Assign: { v: 0 }, End: undefined, Next: 'A' }),
      A: choice({ Condition: '{% $exists($v) %}', Next: 'Z' }, { Default: 'B' }),
      B: pass({ Assign: { v: 1 }, End: undefined, Next: 'A' }),
    }),
  ],
  [
    'a variable in an intrinsic call is assigned',
    'UNDEFINED_VARIABLE',
    pass({ Parameters: { 'a.$': "States.Format('{}', $nope)" } }),
    pass({ Parameters: { 'a.$': "States.Format('{}', $.nope)" } }),
  ],
  [
    'a variable in a filter is assigned',
    'UNDEFINED_VARIABLE',
    pass({ Parameters: { 'a.$': '$.b[?(@.c == $nope)]' } }),
    pass({ Parameters: { 'a.$': '$.b[?(@.c == 1)]' } }),
  ],
  [
    'the context object is known',
    'UNKNOWN_CONTEXT_FIELD',
    jsonata({ A: pass({ Output: '{% $states.context.Exection.Id %}' }) }),
    jsonata({ A: pass({ Output: '{% $states.context.Execution.Input.anything %}' }) }),
  ],
  [
    'the context object of an InputPath is known',
    'UNKNOWN_CONTEXT_FIELD',
    pass({ InputPath: '$$.State.Nme' }),
    pass({ InputPath: '$$.State.Name' }),
  ],
  [
    'Map.Item is there in a Map alone',
    'MAP_CONTEXT_OUTSIDE_MAP',
    jsonata({ A: pass({ Output: '{% $states.context.Map.Item.Value %}' }) }),
    jsonata({ A: map({ ItemSelector: '{% $states.context.Map.Item.Value %}' }) }),
  ],
  [
    'nor by the child executions of a distributed Map',
    'MAP_CONTEXT_OUTSIDE_MAP',
    { A: { ...bigMap({}), ItemProcessor: { ...distributed, States: { B: pass({ Parameters: { 'a.$': '$$.Map.Item.Value' } }) } } } },
    { A: { ...map({}), ItemProcessor: { ...inner, States: { B: pass({ Parameters: { 'a.$': '$$.Map.Item.Value' } }) } } } },
  ],
  [
    'an inventory has no InputType',
    'READER_CONFIG',
    { A: bigMap(reader({ ManifestType: 'S3_INVENTORY', InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })) },
    { A: bigMap(reader({ ManifestType: 'S3_INVENTORY' })) },
  ],
  [
    'LOAD_AND_FLATTEN reads a listing',
    'READER_CONFIG',
    { A: bigMap(reader({ Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSON' })) },
    { A: bigMap(reader({ Transformation: 'NONE', InputType: 'JSON' })) },
  ],
  [
    'the data files of Athena have no headers',
    'READER_CONFIG',
    { A: bigMap(reader({ ManifestType: 'ATHENA_DATA', InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })) },
    { A: bigMap(reader({ ManifestType: 'ATHENA_DATA', InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] })) },
  ],
  [
    'what is known only after the deployment is not judged',
    'READER_CONFIG',
    { A: bigMap(reader({ ManifestType: 'ATHENA_DATA' })) },
    { A: bigMap(reader({ ManifestType: 'ATHENA_DATA', InputType: '${Type}' })) },
  ],
  [
    'States.Runtime is not caught',
    'UNRETRIABLE_ERROR',
    { A: task({ Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'Z' }] }) },
    { A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }] }) },
  ],
]

const hints: readonly Row[] = [
  [
    'a Catcher assigns what is read',
    'UNUSED_VARIABLE',
    { A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z', Assign: { v: 1 } }] }) },
    { A: task({}) },
  ],
  [
    'ItemSelector is the newer name',
    'DEPRECATED_FIELD',
    map({ Parameters: { a: 1 } }),
    map({ ItemSelector: { a: 1 } }),
    '"Parameters": {\n        "a": 1\n      }',
  ],
]

test.each([
  [
    'a target that only the deployment knows may be any state',
    '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"${Target}"},"B":{"Type":"Pass","End":true}}}',
  ],
  ['a number that only the deployment knows', '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":${Seconds},"End":true}}}'],
  ['an end that only the deployment knows', '{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1,"End":${End}}}}'],
  ['a resource that only the deployment knows', '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Fn}","End":true}}}'],
])('%s', (_what, text) => {
  expect(problemsOf(text)).toEqual([])
})

const rank: Readonly<Record<Severity, number>> = { hint: 0, information: 1, warning: 2, error: 3 }

const counted = (problems: readonly Problem[], least: Severity) => problems.filter(({ severity }) => rank[severity] >= rank[least])

function check(least: Severity, [, code, wrong, right, marked]: Row): void {
  expect(counted(problemsOf(right), least), definitionOf(right)).toEqual([])
  const found = counted(problemsOf(wrong), least).filter((problem) => problem.code === code)
  expect(found, definitionOf(wrong)).not.toEqual([])
  if (marked === undefined) return
  const text = definitionOf(wrong)
  const places = [...text.matchAll(new RegExp(marked.replace(/[$()*+.?[\]\\^{|}]/g, '\\$&'), 'g'))].map(({ index }) => index)
  const isInside = (offset: number, length: number) => places.some((at) => offset >= at && offset + length <= at + marked.length)
  expect(
    found.some(({ offset, length }) => isInside(offset, length)),
    `${marked} in ${text}: ${JSON.stringify(found)}`,
  ).toBe(true)
}

/** The same in YAML, where the texts are JSON. */
function checkYaml(least: Severity, [, code, wrong, right]: Row): void {
  if (typeof wrong === 'string') return
  const inYaml = (sketch: Sketch) => {
    const text = stringify(JSON.parse(definitionOf(sketch)))
    return counted(analyse(parseDocument(text, { format: 'yaml', content: 'definition' })), least)
  }
  expect(inYaml(right)).toEqual([])
  expect(inYaml(wrong).map((problem) => problem.code)).toContain(code)
}

beforeAll(loadYaml)

describe.each([
  ['refused', 'error', errors],
  ['warned of', 'information', warnings],
  ['hinted at', 'hint', hints],
] as const)('what is %s', (_word, least, rows) => {
  for (const row of rows) {
    test(`${row[0]}: ${row[1]}`, () => check(least, row))
    test(`${row[0]}: ${row[1]}, in YAML`, () => checkYaml(least, row))
  }
})
