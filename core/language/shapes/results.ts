import { any, arrayOf, number, object, type Shape, string } from './shape'

/**
 * What a Task's result looks like, where it does not depend on the caller. Source: the API references of the services and the
 * Developer Guide, "Integrating optimized services".
 */
const execution = {
  ExecutionArn: string,
  Name: string,
  StartDate: number,
  StateMachineArn: string,
  Status: string,
  StopDate: number,
}

const rows: Readonly<Record<string, Shape>> = {
  'lambda:invoke': object({
    ExecutedVersion: string,
    Payload: any,
    SdkHttpMetadata: object({ HttpStatusCode: number, HttpHeaders: any }),
    SdkResponseMetadata: object({ RequestId: string }),
    StatusCode: number,
  }),
  'sns:publish': object({ MessageId: string, SequenceNumber: string }),
  'sqs:sendMessage': object({ MD5OfMessageBody: string, MD5OfMessageAttributes: string, MessageId: string, SequenceNumber: string }),
  'events:putEvents': object({ Entries: arrayOf(object({ EventId: string })), FailedEntryCount: number }),
  'dynamodb:getItem': object({ Item: any }),
  'dynamodb:putItem': object({ Attributes: any }),
  'dynamodb:updateItem': object({ Attributes: any }),
  'dynamodb:deleteItem': object({ Attributes: any }),
  'states:startExecution': object({ ExecutionArn: string, StartDate: string }),
  'states:startExecution.sync': object({ ...execution, Input: string, Output: string }),
  'states:startExecution.sync:2': object({ ...execution, Input: any, Output: any }),
  'athena:startQueryExecution': object({ QueryExecutionId: string }),
  'athena:startQueryExecution.sync': object({
    QueryExecution: object({
      QueryExecutionId: string,
      Query: string,
      Status: object({ State: string }),
      ResultConfiguration: object({ OutputLocation: string }),
    }),
  }),
  'athena:getQueryResults': object({ ResultSet: object({ Rows: arrayOf(object({ Data: arrayOf(object({ VarCharValue: string })) })) }) }),
  'batch:submitJob': object({ JobArn: string, JobId: string, JobName: string }),
  'glue:startJobRun': object({ JobRunId: string }),
  'ecs:runTask': object({ Tasks: arrayOf(object({ TaskArn: string, ClusterArn: string, LastStatus: string })), Failures: any }),
  'codebuild:startBuild': object({ Build: object({ Arn: string, Id: string, BuildStatus: string }) }),
  'bedrock:invokeModel': object({ Body: any, ContentType: string }),
  'http:invoke': object({ Headers: any, ResponseBody: any, StatusCode: number, StatusText: string }),
  'apigateway:invoke': object({ Headers: any, ResponseBody: any, StatusCode: number, StatusText: string }),
}

/** What a Catcher gets: the Error Output. Source: ASL spec, "Error Output". */
export const errorOutput: Shape = object({ Error: string, Cause: string })

/** The result of a Task by `service:action` and pattern (`.sync`); undefined where it is not known. */
export function resultOf(service: string, action: string, pattern: string): Shape | undefined {
  const name = `${service}:${action}${pattern}`
  return Object.hasOwn(rows, name) ? rows[name] : undefined
}
