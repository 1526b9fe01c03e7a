import { expect, test } from 'vitest'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'

await loadYaml()

const at = 'us-east-1:123456789012'

/** A resource `R`, what is asked of it, and what it is in a local run. */
test.each<[resource: string, asked: string, value: string]>([
  ['{ Type: AWS::Serverless::Function }', '!GetAtt R.Arn', `arn:aws:lambda:${at}:function:R`],
  ['{ Type: AWS::Lambda::Function, Properties: { FunctionName: f } }', '!GetAtt [R, Arn]', `arn:aws:lambda:${at}:function:f`],
  ['{ Type: AWS::Lambda::Function, Properties: { FunctionName: !Sub "${Stage}-f" } }', '!Ref R', 'test-f'],
  ['{ Type: AWS::Lambda::Function, Properties: { FunctionName: !ImportValue Name } }', '!Ref R', 'R'],
  ['{ Type: AWS::Serverless::StateMachine, Properties: { Name: m } }', '!Ref R', `arn:aws:states:${at}:stateMachine:m`],
  ['{ Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: m } }', '!GetAtt R.Name', 'm'],
  ['{ Type: AWS::StepFunctions::Activity }', '!Ref R', `arn:aws:states:${at}:activity:R`],
  ['{ Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }', '!Ref R', 'orders'],
  ['{ Type: AWS::Serverless::SimpleTable }', '!GetAtt R.Arn', `arn:aws:dynamodb:${at}:table/R`],
  ['{ Type: AWS::SQS::Queue, Properties: { QueueName: q } }', '!Ref R', 'https://sqs.us-east-1.amazonaws.com/123456789012/q'],
  ['{ Type: AWS::SQS::Queue }', '!GetAtt R.Arn', `arn:aws:sqs:${at}:R`],
  ['{ Type: AWS::SNS::Topic }', '!Ref R', `arn:aws:sns:${at}:R`],
  ['{ Type: AWS::S3::Bucket }', '!Ref R', 'r'],
  ['{ Type: AWS::S3::Bucket, Properties: { BucketName: b } }', '!GetAtt R.Arn', 'arn:aws:s3:::b'],
  ['{ Type: AWS::Events::EventBus, Properties: { Name: bus } }', '!GetAtt R.Arn', `arn:aws:events:${at}:event-bus/bus`],
  ['{ Type: AWS::Events::Connection }', '!GetAtt R.Arn', `arn:aws:events:${at}:connection/R/00000000-0000-4000-8000-000000000000`],
  ['{ Type: AWS::Logs::LogGroup }', '!GetAtt R.Arn', '${R.Arn}'],
  ['{ Type: AWS::SQS::Queue }', '!GetAtt R.Other', '${R.Other}'],
])('%s: %s is %s', (resource, asked, value) => {
  const text = `Parameters: { Stage: { Default: test } }
Resources:
  R: ${resource}
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, X: ${asked} }
  N:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: n.asl.json, DefinitionSubstitutions: { X: ${asked} } }
`
  const { definitions, template } = parseDocument(text, kindOf('template.yaml', text), { running: true })
  expect(toJson(definitions[0]!.root)).toEqual({ StartAt: 'A', X: value })
  expect(template!.files[0]!.values.get('X')).toBe(value.startsWith('$') ? undefined : value)
})
