/**
 * What a Task's Resource can be, and the optimised integrations with their patterns and API parameters.
 * Source: AWS Step Functions Developer Guide, "Integrating optimized services" and the page of each service.
 */

/** The suffixes that a Resource may have. Source: Developer Guide, "Service integration patterns". */
export const patterns = ['', '.sync', '.sync:2', '.waitForTaskToken'] as const
/** The suffix of a Resource: none is "request response". */
export type Pattern = (typeof patterns)[number]

/** An optimised integration: an action that `arn:aws:states:::SERVICE:ACTION` names, with `.sync` and its like behind it. */
export interface Integration {
  readonly service: string
  /** In camelCase, as in a Resource. */
  readonly action: string
  /** Those that it has: '' is request response. */
  readonly patterns: readonly Pattern[]
  /** API parameters, in PascalCase, without which AWS refuses the definition. */
  readonly required: readonly string[]
  /** AWS looks for the required parameters again when the task begins: recorded. What of the others is not known. */
  readonly checked?: true
  /** API parameters whose values are lists of texts by name, which it looks at then too. */
  readonly lists?: readonly string[]
  /** All API parameters that AWS takes; undefined where this table does not know them all. */
  readonly parameters: readonly string[] | undefined
}

const all = (required: string, optional = ''): Pick<Integration, 'required' | 'parameters'> => ({
  required: words(required),
  parameters: [...words(required), ...words(optional)],
})
const some = (required = ''): Pick<Integration, 'required' | 'parameters'> => ({ required: words(required), parameters: undefined })
const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

const request: readonly Pattern[] = ['']
const sync: readonly Pattern[] = ['', '.sync']
const callback: readonly Pattern[] = ['', '.waitForTaskToken']
const every: readonly Pattern[] = ['', '.sync', '.waitForTaskToken']

type Parameters = Pick<Integration, 'required' | 'parameters' | 'lists' | 'checked'>
type Row = readonly [action: string, patterns: readonly Pattern[], parameters: Parameters]

const dynamo =
  'ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure'

const services: Readonly<Record<string, readonly Row[]>> = {
  apigateway: [
    [
      'invoke',
      callback,
      {
        ...all('ApiEndpoint Method', 'Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType'),
        lists: ['Headers', 'QueryParameters'],
      },
    ],
  ],
  athena: [
    ['startQueryExecution', sync, some('QueryString')],
    ['stopQueryExecution', request, all('QueryExecutionId')],
    ['getQueryExecution', request, all('QueryExecutionId')],
    ['getQueryResults', request, all('QueryExecutionId', 'MaxResults NextToken')],
  ],
  batch: [['submitJob', sync, some('JobName JobQueue JobDefinition')]],
  bedrock: [
    ['invokeModel', every, some('ModelId')],
    ['createModelCustomizationJob', sync, some('JobName')],
  ],
  codebuild: [
    ['startBuild', sync, some('ProjectName')],
    ['stopBuild', request, all('Id')],
    ['batchDeleteBuilds', request, all('Ids')],
    ['batchGetReports', request, all('ReportArns')],
    ['startBuildBatch', sync, some('ProjectName')],
    ['stopBuildBatch', request, all('Id')],
    ['retryBuildBatch', sync, some()],
    ['deleteBuildBatch', request, all('Id')],
  ],
  databrew: [['startJobRun', sync, all('Name')]],
  dynamodb: [
    [
      'getItem',
      request,
      all('TableName Key', 'AttributesToGet ConsistentRead ExpressionAttributeNames ProjectionExpression ReturnConsumedCapacity'),
    ],
    ['putItem', request, all('TableName Item', dynamo)],
    ['updateItem', request, all('TableName Key', `${dynamo} AttributeUpdates UpdateExpression`)],
    ['deleteItem', request, all('TableName Key', dynamo)],
  ],
  ecs: [['runTask', every, some('TaskDefinition')]],
  eks: [
    ['createCluster', sync, some('Name ResourcesVpcConfig RoleArn')],
    ['deleteCluster', sync, all('Name')],
    ['createNodegroup', sync, some('ClusterName NodegroupName')],
    ['deleteNodegroup', sync, all('ClusterName NodegroupName')],
    ['createFargateProfile', sync, some('ClusterName FargateProfileName')],
    ['deleteFargateProfile', sync, all('ClusterName FargateProfileName')],
    ['runJob', every, some('ClusterName Job')],
    ['call', callback, some('ClusterName Method Path')],
  ],
  elasticmapreduce: [
    ['createCluster', sync, some('Name')],
    ['setClusterTerminationProtection', request, some('ClusterId')],
    ['terminateCluster', sync, some('ClusterId')],
    ['addStep', sync, some('ClusterId Step')],
    ['cancelStep', request, some('ClusterId StepId')],
    ['modifyInstanceFleetByName', request, some('ClusterId')],
    ['modifyInstanceGroupByName', request, some('ClusterId')],
  ],
  'emr-containers': [
    ['createVirtualCluster', request, some('Name ContainerProvider')],
    ['deleteVirtualCluster', sync, some('Id')],
    ['startJobRun', sync, some('VirtualClusterId')],
  ],
  'emr-serverless': [
    ['createApplication', sync, some()],
    ['startApplication', sync, some('ApplicationId')],
    ['stopApplication', sync, some('ApplicationId')],
    ['deleteApplication', sync, some('ApplicationId')],
    ['startJobRun', sync, some('ApplicationId')],
    ['cancelJobRun', sync, some('ApplicationId JobRunId')],
  ],
  events: [['putEvents', callback, all('Entries', 'EndpointId')]],
  glue: [['startJobRun', sync, some('JobName')]],
  http: [['invoke', request, all('ApiEndpoint Method', 'InvocationConfig Authentication Headers QueryParameters RequestBody Transform')]],
  lambda: [
    ['invoke', callback, all('FunctionName', 'ClientContext InvocationType LogType Payload Qualifier TenantId DurableExecutionName')],
  ],
  mediaconvert: [['createJob', sync, some('Role')]],
  sagemaker: [
    ['createEndpoint', request, some('EndpointConfigName EndpointName')],
    ['createEndpointConfig', request, some('EndpointConfigName ProductionVariants')],
    ['createHyperParameterTuningJob', sync, some('HyperParameterTuningJobName HyperParameterTuningJobConfig')],
    ['createLabelingJob', sync, some('LabelingJobName')],
    ['createModel', request, some('ExecutionRoleArn ModelName')],
    ['createProcessingJob', sync, some('ProcessingJobName')],
    ['createTrainingJob', sync, some('TrainingJobName')],
    ['createTransformJob', sync, some('TransformJobName')],
    ['updateEndpoint', request, some('EndpointConfigName EndpointName')],
  ],
  sns: [
    [
      'publish',
      callback,
      all('Message', 'MessageAttributes MessageDeduplicationId MessageGroupId MessageStructure PhoneNumber Subject TargetArn TopicArn'),
    ],
  ],
  sqs: [
    [
      'sendMessage',
      callback,
      all('QueueUrl MessageBody', 'DelaySeconds MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes'),
    ],
  ],
  states: [
    ['startExecution', ['', '.sync', '.sync:2', '.waitForTaskToken'], all('StateMachineArn', 'Input Name TraceHeader AssociateWithParent')],
  ],
}

/** What an ItemReader's Resource can name, as `service:action`: it is no task. Source: Developer Guide, "ItemReader (Map)". */
export const itemReaderActions: readonly string[] = ['s3:getObject', 's3:listObjectsV2']
/** The same of a ResultWriter's Resource. Source: Developer Guide, "ResultWriter (Map)". */
export const resultWriterActions: readonly string[] = ['s3:putObject']

const checked: ReadonlySet<string> = new Set(
  words(
    'apigateway:invoke batch:submitJob dynamodb:deleteItem dynamodb:getItem dynamodb:putItem dynamodb:updateItem ecs:runTask events:putEvents lambda:invoke sqs:sendMessage states:startExecution',
  ),
)

/** All optimised integrations. What AWS has added since is in no row: who finds none cannot be sure that there is none. */
export const integrations: readonly Integration[] = Object.entries(services).flatMap(([service, rows]) =>
  rows.map(([action, supported, parameters]) => ({
    service,
    action,
    patterns: supported,
    ...parameters,
    ...(checked.has(`${service}:${action}`) && { checked: true as const }),
  })),
)

const byName = new Map(integrations.map((row) => [`${row.service}:${row.action}`, row]))

/** The integration by the names in a Resource, where case counts; undefined where this table has none. */
export const integrationOf = (service: string, action: string): Integration | undefined => byName.get(`${service}:${action}`)

/** Actions of one optimised service, in camelCase; undefined where there is no such service. */
export const actionsOf = (service: string): readonly string[] | undefined =>
  Object.hasOwn(services, service) ? services[service]!.map(([action]) => action) : undefined

/** Optimised services that have another name in AWS's SDKs. */
const sdkNames: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  elasticmapreduce: 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
}

/** The service of an optimised integration as `aws-sdk:SERVICE` names it. */
export const sdkServiceOf = (service: string): string => (Object.hasOwn(sdkNames, service) ? sdkNames[service]! : service)

/** All names that a service has in Resources, by the one that `aws-sdk:SERVICE` has: `sfn` is also `states`. */
export const namesOfService = (sdkName: string): readonly string[] => [
  ...Object.keys(sdkNames).filter((name) => sdkNames[name] === sdkName),
  sdkName,
]

/** The names of the services in the Resources of optimised integrations, sorted. */
export const optimisedServices: readonly string[] = Object.keys(services)
