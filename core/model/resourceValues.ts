import type { Member, Node } from '../syntax/node'
import { valueAt } from './machine'

/** Where the deployment is not known, it is where a local run is: as the ARNs of its context object say. */
export const localRun: ReadonlyMap<string, string> = new Map([
  ['AWS::Region', 'us-east-1'],
  ['AWS::AccountId', '123456789012'],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
])

/** What `Ref` and `Fn::GetAtt` give of a resource: its name, its ARN, its URL. */
export type Given = 'name' | 'arn' | 'url'

interface Row {
  /** The property that gives the name; without it the logical id is the name. */
  readonly property: string
  /** The ARN behind the partition; `{at}` is REGION:ACCOUNT, `{name}` the name. */
  readonly arn: string
  readonly ref: Given
  readonly attributes: Readonly<Record<string, Given>>
}

const machine = { arn: 'states:{at}:stateMachine:{name}', ref: 'arn', attributes: { Arn: 'arn', Name: 'name' } } as const
const lambda = { property: 'FunctionName', arn: 'lambda:{at}:function:{name}', ref: 'name', attributes: { Arn: 'arn' } } as const
const table = { property: 'TableName', arn: 'dynamodb:{at}:table/{name}', ref: 'name', attributes: { Arn: 'arn' } } as const

/** Source: CloudFormation Template Reference and AWS SAM, "Return values" of each type. */
const rows: Readonly<Record<string, Row>> = {
  'AWS::Serverless::Function': lambda,
  'AWS::Lambda::Function': lambda,
  'AWS::Serverless::StateMachine': { property: 'Name', ...machine },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', ...machine },
  'AWS::StepFunctions::Activity': {
    property: 'Name',
    arn: 'states:{at}:activity:{name}',
    ref: 'arn',
    attributes: { Arn: 'arn', Name: 'name' },
  },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Serverless::SimpleTable': table,
  'AWS::SQS::Queue': {
    property: 'QueueName',
    arn: 'sqs:{at}:{name}',
    ref: 'url',
    attributes: { Arn: 'arn', QueueName: 'name', QueueUrl: 'url' },
  },
  'AWS::SNS::Topic': { property: 'TopicName', arn: 'sns:{at}:{name}', ref: 'arn', attributes: { TopicArn: 'arn', TopicName: 'name' } },
  'AWS::S3::Bucket': { property: 'BucketName', arn: 's3:::{name}', ref: 'name', attributes: { Arn: 'arn' } },
  'AWS::Events::EventBus': { property: 'Name', arn: 'events:{at}:event-bus/{name}', ref: 'name', attributes: { Arn: 'arn', Name: 'name' } },
  'AWS::Events::Connection': {
    property: 'Name',
    arn: 'events:{at}:connection/{name}/00000000-0000-4000-8000-000000000000',
    ref: 'name',
    attributes: { Arn: 'arn' },
  },
}

/** Reads a value as a text, where it can be told. */
type TextOf = (node: Node) => string | undefined

/**
 * What a resource's names stand for in a local run: `LogicalId` is what Ref gives, `LogicalId.Arn` what Fn::GetAtt gives. None for a type whose
 * values nobody knows before the deployment. `values`: region and account.
 */
export function resourceValues(
  { key, value }: Member,
  values: ReadonlyMap<string, string>,
  textOf: TextOf,
): [name: string, value: string][] {
  const type = valueAt(value, 'Type')
  const row = type?.kind === 'string' && Object.hasOwn(rows, type.value) ? rows[type.value] : undefined
  if (row === undefined) return []
  const property = valueAt(valueAt(value, 'Properties'), row.property)
  const name = (property && textOf(property)) ?? (row.arn.startsWith('s3:') ? key.value.toLowerCase() : key.value)
  const given = givenOf(row, name, values)
  return [
    [key.value, given[row.ref]],
    ...Object.entries(row.attributes).map(([attribute, what]): [string, string] => [`${key.value}.${attribute}`, given[what]]),
  ]
}

/** The same for a function of serverless.yml, by one of its ids. */
export const functionValues = (id: string, name: string, values: ReadonlyMap<string, string>): [name: string, value: string][] => [
  [id, name],
  [`${id}.Arn`, givenOf(lambda, name, values).arn],
]

/** What a resource of a CloudFormation type gives in a local run where it has this name: also for those whom other tools make. */
export const resourceGives = (type: keyof typeof rows, name: string): Readonly<Record<Given, string>> =>
  givenOf(rows[type]!, type === 'AWS::S3::Bucket' ? name.toLowerCase() : name, localRun)

function givenOf({ arn }: Pick<Row, 'arn'>, name: string, values: ReadonlyMap<string, string>): Readonly<Record<Given, string>> {
  const region = values.get('AWS::Region')
  const account = values.get('AWS::AccountId')
  return {
    name,
    arn: `arn:${values.get('AWS::Partition')}:${arn.replace('{at}', `${region}:${account}`).replace('{name}', () => name)}`,
    url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  }
}
