/**
 * `stepthrough.json`, read: who answers the tasks of the state machines in its folder and below. Keys are as they are written; a member that is
 * missing in the file is absent or empty here. Docs: docs/tasks.md.
 */
export interface Config {
  /** By a function's name, ARN, qualified ARN or a glob of one of these. */
  readonly functions: Entries<FunctionEntry>
  /** Undefined: no AWS service is asked, unless the environment names an endpoint. */
  readonly aws: AwsEntry | undefined
  /** By the name of an EventBridge connection, its ARN or a glob. */
  readonly connections: Entries<ConnectionEntry>
  /** By the beginning of an HTTP task's URL: what stands in its place. The longest beginning counts. */
  readonly http: Entries<string>
  /** By a state machine's name, ARN or a glob: the definition's file, from the config file's folder. */
  readonly stateMachines: Entries<string>
  /** By an activity's name, ARN or a glob: the address on this computer at which its workers poll GetActivityTask. */
  readonly activities: Entries<string>
  /** A mock file, from the config file's folder. */
  readonly mockConfig: string | undefined
}

/** Entries by the keys that are written in the file. */
export type Entries<T> = ReadonlyMap<string, T>

/** How a Lambda function runs here: one of `handler`, `command` and `endpoint`. */
export interface FunctionEntry {
  /** Its name, where the key is none: a template's function behind a substitution, `${CreateOrderArn}`. */
  readonly name?: string
  /** `folder/file.export`, or `folder.module.function` of Python, from `folder`. */
  readonly handler?: string
  /** The folder that the handler is in (LAMBDA_TASK_ROOT): that of the config file, or of the template's CodeUri. An absolute path. */
  readonly folder: string
  /** The text of its one file, `index`, where that stands in a template; `folder` is then the template's. */
  readonly code?: string
  /** `nodejs`, `python`, or Lambda's own such as `nodejs22.x`. Absent: told from the handler's file. */
  readonly runtime?: string
  /** A program that speaks the Lambda Runtime API, and its arguments. */
  readonly command?: readonly string[]
  /** The address of a Lambda Invoke endpoint. */
  readonly endpoint?: string
  readonly environment: Readonly<Record<string, string>>
  /** Seconds. Absent: 3, as in Lambda. */
  readonly timeout?: number
  /** The folders of its layers, absolute: what stands in a later one comes first. */
  readonly layers?: readonly string[]
  /** Megabytes, of which a function is only told. Absent: 128, as in Lambda. */
  readonly memorySize?: number
}

/** Where AWS services are: that it is there switches the calls on. */
export interface AwsEntry {
  readonly region?: string
  readonly profile?: string
  /** Of all services that have none of their own. */
  readonly endpoint?: string
  /** By the service's name in Resource ARNs: `dynamodb`, `sqs`, `events`, `states`. */
  readonly services: Entries<{ readonly endpoint?: string; readonly region?: string }>
}

/** What a connection adds to the HTTP calls that are made with it. `${NAME}` in a value is read from the environment when it is needed. */
export interface ConnectionEntry {
  readonly headers: Readonly<Record<string, string>>
  readonly queryParameters: Readonly<Record<string, string>>
  readonly bodyParameters: Readonly<Record<string, string>>
}

/** That of a folder without a file. */
export const noConfig: Config = {
  functions: new Map(),
  aws: undefined,
  connections: new Map(),
  http: new Map(),
  stateMachines: new Map(),
  activities: new Map(),
  mockConfig: undefined,
}
