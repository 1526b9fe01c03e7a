import type { HclBlock } from '../../syntax/hcl/types'
import type { Given } from '../resourceValues'

/** What a type of resource, of data or of module gives. */
export type Row =
  | {
      /** The same in CloudFormation. */
      readonly type: string
      /** The attribute with its name. */
      readonly name: string
      readonly attributes: Readonly<Record<string, Given>>
    }
  | { /** Names of where a local run is, as CloudFormation has them. */ readonly gives: Readonly<Record<string, string>> }

const named = (type: string, attributes: Readonly<Record<string, Given>>, name = 'name'): Row => ({ type, name, attributes })

/** Source: the documentation of Terraform's AWS provider, "Attribute Reference" of each. */
const rows: Readonly<Record<string, Row>> = {
  aws_lambda_function: named('AWS::Lambda::Function', { arn: 'arn', id: 'name', function_name: 'name' }, 'function_name'),
  aws_sfn_state_machine: named('AWS::StepFunctions::StateMachine', { arn: 'arn', id: 'arn', name: 'name' }),
  aws_sfn_activity: named('AWS::StepFunctions::Activity', { arn: 'arn', id: 'arn', name: 'name' }),
  aws_dynamodb_table: named('AWS::DynamoDB::Table', { arn: 'arn', id: 'name', name: 'name' }),
  aws_sqs_queue: named('AWS::SQS::Queue', { arn: 'arn', id: 'url', url: 'url', name: 'name' }),
  aws_sns_topic: named('AWS::SNS::Topic', { arn: 'arn', id: 'arn', name: 'name' }),
  aws_s3_bucket: named('AWS::S3::Bucket', { arn: 'arn', id: 'name', bucket: 'name' }, 'bucket'),
  aws_cloudwatch_event_bus: named('AWS::Events::EventBus', { arn: 'arn', id: 'name', name: 'name' }),
  aws_cloudwatch_event_connection: named('AWS::Events::Connection', { arn: 'arn', id: 'name', name: 'name' }),
  aws_region: { gives: { id: 'AWS::Region', name: 'AWS::Region', region: 'AWS::Region' } },
  aws_caller_identity: { gives: { account_id: 'AWS::AccountId', id: 'AWS::AccountId' } },
  aws_partition: { gives: { partition: 'AWS::Partition', dns_suffix: 'AWS::URLSuffix', id: 'AWS::Partition' } },
}

/** Modules of the Terraform registry, by what their source contains. Source: the documentation of each, "Outputs". */
const modules: readonly (readonly [source: string, row: Row])[] = [
  [
    'terraform-aws-modules/lambda/',
    named('AWS::Lambda::Function', { lambda_function_arn: 'arn', lambda_function_name: 'name' }, 'function_name'),
  ],
  [
    'terraform-aws-modules/step-functions/',
    named('AWS::StepFunctions::StateMachine', { state_machine_arn: 'arn', state_machine_id: 'arn' }),
  ],
  ['terraform-aws-modules/dynamodb-table/', named('AWS::DynamoDB::Table', { dynamodb_table_arn: 'arn', dynamodb_table_id: 'name' })],
  ['terraform-aws-modules/sqs/', named('AWS::SQS::Queue', { queue_arn: 'arn', queue_id: 'url', queue_url: 'url', queue_name: 'name' })],
  ['terraform-aws-modules/sns/', named('AWS::SNS::Topic', { topic_arn: 'arn', topic_id: 'arn', topic_name: 'name' })],
]

/** The row of a block; undefined where there is none. */
export function rowOf({ type, labels, attributes }: HclBlock): Row | undefined {
  if (type !== 'module') return Object.hasOwn(rows, labels[0]!.text) ? rows[labels[0]!.text] : undefined
  const source = attributes.get('source')
  const [part] = source?.kind === 'template' ? source.parts : []
  return part?.kind === 'text' ? modules.find(([words]) => part.value.includes(words))?.[1] : undefined
}

/** Whether a block makes one of this CloudFormation type. */
export const makes = (block: HclBlock, type: string): boolean => {
  const row = rowOf(block)
  return row !== undefined && 'type' in row && row.type === type && block.type !== 'data'
}
