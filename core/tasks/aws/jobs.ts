import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { readText } from './readText'
import type { Action } from './service'

/** How it is known that a job (.sync) has ended. Members are named as Step Functions names them. */
export interface Job {
  /** The action that describes it, of the same service. */
  readonly describe: string
  /** Its parameters, of the start's response and the task's parameters. */
  readonly ask: (started: Json, parameters: Json) => JsonObject
  /** Where the job is within the description: names and indices with dots between. */
  readonly path: string
  /** The member in which it is handed on; absent: it is handed on itself. */
  readonly as?: string
  /** What it has come to. */
  readonly state: (job: Json) => 'running' | 'succeeded' | 'failed'
  /** A job that there is no more has succeeded: it deletes something. */
  readonly gone?: true
}

/** The value at a path of names and indices; null where there is none. */
function at(value: Json, path: string): Json {
  let found: Json = value
  for (const step of path === '' ? [] : path.split('.')) {
    if (isArray(found)) found = found[Number(step)] ?? null
    else found = isObject(found) ? (member(found, step) ?? null) : null
  }
  return found
}

const words = (text: string): readonly string[] => text.split(' ')

/** From a row of texts: `ask` says `Parameter=path` of the start's response, or of the parameters where the path begins with `$.`. */
function job(describe: string, ask: string, found: string, status: string, succeeded: string, failed: string): Job {
  const asked = words(ask).map((each) => each.split('=') as [string, string])
  const list = (name: string): boolean => name.endsWith('[]')
  return {
    describe,
    ask: (started, parameters) =>
      Object.fromEntries(
        asked.map(([name, path]) => {
          const value = path.startsWith('$.') ? at(parameters, path.slice(2)) : at(started, path)
          return list(name) ? [name.slice(0, -2), [value]] : [name, value]
        }),
      ),
    path: found,
    state: (value) => {
      const is = at(value, status)
      if (typeof is !== 'string') return 'running'
      return words(succeeded).includes(is) ? 'succeeded' : words(failed).includes(is) ? 'failed' : 'running'
    },
  }
}

/** A task of ECS has succeeded where all its containers have ended with 0. Source: Developer Guide, "Run Amazon ECS or Fargate tasks". */
const ecsTask: Job = {
  ...job('describeTasks', 'Cluster=$.Cluster Tasks[]=Tasks.0.TaskArn', 'Tasks.0', 'LastStatus', 'STOPPED', ''),
  state(task) {
    if (at(task, 'LastStatus') !== 'STOPPED') return 'running'
    const containers = at(task, 'Containers')
    return isArray(containers) && containers.every((container) => at(container, 'ExitCode') === 0) ? 'succeeded' : 'failed'
  },
}

const build = (describe: string, id: string, found: string, status: string, name: string): Job => {
  const row = job(describe, `Ids[]=${id}`, found, status, 'SUCCEEDED', 'FAILED FAULT STOPPED TIMED_OUT')
  return { ...row, as: name, state: (value) => row.state(at(value, name)) }
}
const buildBatch = build('batchGetBuildBatches', 'BuildBatch.Id', 'BuildBatches.0', 'BuildBatchStatus', 'BuildBatch')

const sageMaker = (kind: string): Job =>
  job(`describe${kind}Job`, `${kind}JobName=$.${kind}JobName`, '', `${kind}JobStatus`, 'Completed', 'Failed Stopped')

const emrApplication = (state: string): Job =>
  job('getApplication', 'ApplicationId=$.ApplicationId', 'Application', 'State', state, state === 'TERMINATED' ? '' : 'TERMINATED')

/** Optimised integrations that wait for a job. Sources: Developer Guide, the page of each service; the services' API references. */
const jobs: Readonly<Record<string, Job>> = {
  'states:startExecution': job('describeExecution', 'ExecutionArn=ExecutionArn', '', 'Status', 'SUCCEEDED', 'FAILED TIMED_OUT ABORTED'),
  'athena:startQueryExecution': job(
    'getQueryExecution',
    'QueryExecutionId=QueryExecutionId',
    '',
    'QueryExecution.Status.State',
    'SUCCEEDED',
    'FAILED CANCELLED',
  ),
  'batch:submitJob': job('describeJobs', 'Jobs[]=JobId', 'Jobs.0', 'Status', 'SUCCEEDED', 'FAILED'),
  'bedrock:createModelCustomizationJob': job(
    'getModelCustomizationJob',
    'JobIdentifier=JobArn',
    '',
    'Status',
    'Completed',
    'Failed Stopped',
  ),
  'codebuild:startBuild': build('batchGetBuilds', 'Build.Id', 'Builds.0', 'BuildStatus', 'Build'),
  'codebuild:startBuildBatch': buildBatch,
  'codebuild:retryBuildBatch': buildBatch,
  'databrew:startJobRun': job('describeJobRun', 'Name=$.Name RunId=RunId', '', 'State', 'SUCCEEDED', 'FAILED STOPPED TIMEOUT'),
  'ecs:runTask': ecsTask,
  'eks:createCluster': job('describeCluster', 'Name=$.Name', '', 'Cluster.Status', 'ACTIVE', 'FAILED'),
  'eks:deleteCluster': { ...job('describeCluster', 'Name=$.Name', '', 'Cluster.Status', '', 'FAILED'), gone: true },
  'eks:createNodegroup': job(
    'describeNodegroup',
    'ClusterName=$.ClusterName NodegroupName=$.NodegroupName',
    '',
    'Nodegroup.Status',
    'ACTIVE',
    'CREATE_FAILED',
  ),
  'eks:deleteNodegroup': {
    ...job('describeNodegroup', 'ClusterName=$.ClusterName NodegroupName=$.NodegroupName', '', 'Nodegroup.Status', '', 'DELETE_FAILED'),
    gone: true,
  },
  'eks:createFargateProfile': job(
    'describeFargateProfile',
    'ClusterName=$.ClusterName FargateProfileName=$.FargateProfileName',
    '',
    'FargateProfile.Status',
    'ACTIVE',
    'CREATE_FAILED',
  ),
  'eks:deleteFargateProfile': {
    ...job(
      'describeFargateProfile',
      'ClusterName=$.ClusterName FargateProfileName=$.FargateProfileName',
      '',
      'FargateProfile.Status',
      '',
      'DELETE_FAILED',
    ),
    gone: true,
  },
  'emr-containers:startJobRun': job(
    'describeJobRun',
    'Id=Id VirtualClusterId=$.VirtualClusterId',
    'JobRun',
    'State',
    'COMPLETED',
    'FAILED CANCELLED',
  ),
  'emr-containers:deleteVirtualCluster': job('describeVirtualCluster', 'Id=$.Id', 'VirtualCluster', 'State', 'TERMINATED', 'ARRESTED'),
  'emr-serverless:createApplication': job('getApplication', 'ApplicationId=ApplicationId', 'Application', 'State', 'CREATED', 'TERMINATED'),
  'emr-serverless:startApplication': emrApplication('STARTED'),
  'emr-serverless:stopApplication': emrApplication('STOPPED'),
  'emr-serverless:deleteApplication': emrApplication('TERMINATED'),
  'emr-serverless:startJobRun': job(
    'getJobRun',
    'ApplicationId=$.ApplicationId JobRunId=JobRunId',
    'JobRun',
    'State',
    'SUCCESS',
    'FAILED CANCELLED',
  ),
  'emr-serverless:cancelJobRun': job(
    'getJobRun',
    'ApplicationId=$.ApplicationId JobRunId=$.JobRunId',
    'JobRun',
    'State',
    'CANCELLED',
    'FAILED SUCCESS',
  ),
  'glue:startJobRun': job(
    'getJobRun',
    'JobName=$.JobName RunId=JobRunId',
    'JobRun',
    'JobRunState',
    'SUCCEEDED',
    'FAILED STOPPED TIMEOUT ERROR EXPIRED',
  ),
  'mediaconvert:createJob': job('getJob', 'Id=Job.Id', '', 'Job.Status', 'COMPLETE', 'ERROR CANCELED'),
  'sagemaker:createHyperParameterTuningJob': sageMaker('HyperParameterTuning'),
  'sagemaker:createLabelingJob': sageMaker('Labeling'),
  'sagemaker:createProcessingJob': sageMaker('Processing'),
  'sagemaker:createTrainingJob': sageMaker('Training'),
  'sagemaker:createTransformJob': sageMaker('Transform'),
}

/** The job that an action starts; undefined where it waits for none. */
export const jobOf = ({ title, optimised }: Pick<Action, 'title' | 'optimised'>): Job | undefined =>
  optimised && Object.hasOwn(jobs, title) ? jobs[title] : undefined

/** The job within a description: what the task hands on. */
export function jobIn({ path, as }: Pick<Job, 'path' | 'as'>, description: Json): Json {
  const found = at(description, path)
  return as === undefined ? found : { [as]: found }
}

/** What a task hands on of a job that has succeeded: of a nested execution's `.sync:2` its Input and Output are JSON. */
export function jobResult({ version2 }: Action, found: Json): Json {
  if (!version2 || !isObject(found)) return found
  const read = (name: string) => {
    const text = member(found, name)
    return typeof text === 'string' ? { [name]: readText(text) } : {}
  }
  return { ...found, ...read('Input'), ...read('Output') }
}
