/**
 * The context object: `$$` in JSONPath, `$states.context` in JSONata. Source: AWS Step Functions Developer Guide, "Accessing execution
 * data from the Context object".
 */
interface ContextMember {
  readonly path: readonly string[]
  readonly type: 'object' | 'string' | 'number' | 'any'
  readonly doc: string
  /** Only there inside of a Map's iteration. */
  readonly map?: true
}

const row = (path: string, type: ContextMember['type'], doc: string): ContextMember => ({ path: path.split('.'), type, doc })

/**
 * The members of the context object, each behind the object that holds it. `path` has the names behind `$$`: what Execution.Input and
 * Map.Item.Value hold is the user's, and in no row.
 */
export const contextMembers: readonly ContextMember[] = [
  row('Execution', 'object', 'The execution that runs.'),
  row('Execution.Id', 'string', 'The ARN of the execution.'),
  row('Execution.Input', 'any', 'The input of the whole execution, whatever the states have made of it since.'),
  row('Execution.Name', 'string', 'The name of the execution.'),
  row('Execution.RoleArn', 'string', 'The ARN of the IAM role that the execution assumes.'),
  row('Execution.StartTime', 'string', 'When the execution began, in ISO 8601.'),
  row('Execution.RedriveCount', 'number', 'How often the execution was redriven; there only after a redrive.'),
  row('Execution.RedriveTime', 'string', 'When it was last redriven, in ISO 8601; there only after a redrive.'),
  row('State', 'object', 'The state that runs.'),
  row('State.EnteredTime', 'string', 'When the state was entered, in ISO 8601.'),
  row('State.Name', 'string', 'The name of the state.'),
  row('State.RetryCount', 'number', 'How often the state was retried; 0 at its first attempt.'),
  row('StateMachine', 'object', 'The state machine that runs.'),
  row('StateMachine.Id', 'string', 'The ARN of the state machine.'),
  row('StateMachine.Name', 'string', 'The name of the state machine.'),
  row('Task', 'object', 'There only in a Task whose Resource ends in .waitForTaskToken.'),
  row('Task.Token', 'string', 'The token with which SendTaskSuccess or SendTaskFailure answers this task.'),
  { ...row('Map', 'object', 'The iteration of the Map state.'), map: true },
  { ...row('Map.Item', 'object', 'The item of this iteration.'), map: true },
  { ...row('Map.Item.Index', 'number', 'The index of the item, from 0.'), map: true },
  { ...row('Map.Item.Key', 'string', 'The name of the member, where a distributed Map goes through a JSON object.'), map: true },
  {
    ...row(
      'Map.Item.Source',
      'string',
      'Where the item came from: `STATE_DATA`, or `S3://bucket/key` of its object; `S3://bucket` for a listing.',
    ),
    map: true,
  },
  { ...row('Map.Item.Value', 'any', 'The item itself.'), map: true },
]

/** The members of `$states`. Source: ASL specification, "Reserved Variable: $states". */
export const statesMembers: readonly { readonly name: string; readonly doc: string }[] = [
  { name: 'input', doc: 'The raw input of the state.' },
  { name: 'result', doc: 'The result of the task, the branches or the iterations; in Output and Assign.' },
  { name: 'errorOutput', doc: 'The error output, with Error and Cause; in the Output and Assign of a Catcher.' },
  { name: 'context', doc: 'The context object.' },
]

/**
 * The names that may follow `$states.` somewhere. Which of them are there depends on the field: `sees` in the rows of core/model/dataflow.
 */
export const statesNames: readonly string[] = statesMembers.map(({ name }) => name)
