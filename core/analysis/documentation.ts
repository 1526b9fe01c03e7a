import type { DefinitionRuleCode } from './rules/index'

/** States by their names, the first of which is the start; a whole definition, where it has StartAt; or a text as it is. */
export type Example = string | Readonly<Record<string, unknown>>

/** What a rule's page says beside the rule's row. */
interface Documentation {
  readonly why: string
  readonly wrong: Example
  readonly right: Example
  /** What the example is read as, where it is no standard definition in JSON. */
  readonly format?: 'yaml'
  readonly type?: 'EXPRESS'
  /** The names that a template declares under DefinitionSubstitutions. */
  readonly substitutions?: readonly string[]
}

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:Charge'
const task = (more: object = {}) => ({ Type: 'Task', Resource: lambda, ...more, End: true })
const pass = (more: object = {}) => ({ Type: 'Pass', ...more, End: true })
const done = { Type: 'Succeed' }
const jsonata = (state: object) => ({ QueryLanguage: 'JSONata', ...state })
const machine = (state: object) => ({ StartAt: 'Inner', States: { Inner: state } })
const map = (more: object, processor: object = machine(pass())) => ({ Type: 'Map', ...more, ItemProcessor: processor, End: true })
const distributed = (state: object = pass()) => ({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...machine(state) })
const choice = (rule: object, more: object = {}) => ({ Choose: { Type: 'Choice', Choices: [rule], Default: 'Done', ...more }, Done: done })
const isPaid = { Variable: '$.paid', BooleanEquals: true, Next: 'Done' }

/** Why each rule is there, with an example that breaks it and one that keeps it. The pages in docs/rules are made of it, and tests run it. */
export const documentation: Readonly<Record<DefinitionRuleCode, Documentation>> = {
  INVALID_JSON_DESCRIPTION: {
    why: 'AWS reads the definition with a strict JSON reader and refuses anything else.',
    wrong: '{ "StartAt": "Greet", "States": { "Greet": { "Type": "Pass", "End": true, } } }',
    right: { Greet: pass() },
  },
  INVALID_YAML: {
    why: 'A definition in YAML is turned into JSON before it is deployed; a text that YAML cannot read has no meaning.',
    wrong: 'StartAt: Greet\nStates: [\n',
    right: 'StartAt: Greet\nStates:\n  Greet:\n    Type: Pass\n    End: true\n',
    format: 'yaml',
  },
  NOT_AN_OBJECT: {
    why: 'A state machine is described by the fields of an object: StartAt, States and others.',
    wrong: '[]',
    right: { Greet: pass() },
  },
  DEFINITION_TOO_LARGE: {
    why: 'CreateStateMachine refuses longer definitions. Parts of a large one can become state machines of their own that a Task starts.',
    wrong: `{ "Comment": "${'x'.repeat(1_048_576)}", "StartAt": "Greet", "States": { "Greet": { "Type": "Pass", "End": true } } }`,
    right: { Greet: pass() },
  },
  TEXT_NOT_CHECKED: {
    why: 'AWS takes definitions of one MiB. Of a text that is twice as large only the syntax is checked, so that the editor stays quick.',
    wrong: `{ "Comment": "${'x'.repeat(2_097_152)}", "StartAt": "Greet", "States": { "Greet": { "Type": "Pass", "End": true } } }`,
    right: { Greet: pass() },
  },
  DUPLICATE_KEY: {
    why: 'JSON readers take one of the two, most of them the last, so that the other one has no effect.',
    wrong: '{ "StartAt": "Greet", "States": { "Greet": { "Type": "Pass", "Comment": "one", "Comment": "two", "End": true } } }',
    right: { Greet: pass({ Comment: 'one' }) },
  },
  UNDECLARED_SUBSTITUTION: {
    why: 'CloudFormation leaves a name that it does not know as it is, and the state machine gets the text `${Name}`.',
    wrong: { Charge: task({ Resource: '${ChargeFunctionArn}' }) },
    right: { Charge: task({ Resource: '${ChargeArn}' }) },
    substitutions: ['ChargeArn'],
  },
  UNUSED_SUBSTITUTION: {
    why: 'A substitution that nobody uses is left over, or its name is misspelt in the definition.',
    wrong: { Charge: task() },
    right: { Charge: task({ Resource: '${ChargeArn}' }) },
    substitutions: ['ChargeArn'],
  },
  UNKNOWN_FIELD: {
    why: 'AWS refuses a field that does not belong to the state, mostly a misspelt one or one of another state type.',
    wrong: { Greet: pass({ Reslut: 'Hello' }) },
    right: { Greet: pass({ Result: 'Hello' }) },
  },
  OTHER_QUERY_LANGUAGE: {
    why: 'JSONPath and JSONata have fields of their own. The states in a Map or Parallel have the language of the whole machine, not that of the state around them.',
    wrong: { Greet: pass({ Output: 'Hello' }) },
    right: { Greet: pass({ QueryLanguage: 'JSONata', Output: 'Hello' }) },
  },
  QUERY_LANGUAGE_DOWNGRADE: {
    why: 'A machine is moved from JSONPath to JSONata state by state, never back: once the whole machine says JSONata, all its states are JSONata.',
    wrong: jsonata({ Greet: pass({ QueryLanguage: 'JSONPath' }) }),
    right: jsonata({ Greet: pass() }),
  },
  MISSING_FIELD: {
    why: 'AWS refuses a definition in which a required field is missing.',
    wrong: { Charge: { Type: 'Task', End: true } },
    right: { Charge: task() },
  },
  EXCLUSIVE_FIELDS: {
    why: 'Two fields that give the same value contradict each other.',
    wrong: { Pause: { Type: 'Wait', Seconds: 10, SecondsPath: '$.delay', End: true } },
    right: { Pause: { Type: 'Wait', SecondsPath: '$.delay', End: true } },
  },
  WRONG_TYPE: {
    why: 'AWS refuses a value of another type, also a number in quotes.',
    wrong: { Charge: task({ TimeoutSeconds: '30' }) },
    right: { Charge: task({ TimeoutSeconds: 30 }) },
  },
  OUT_OF_RANGE: {
    why: 'AWS refuses a number outside of the bounds.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['States.TaskFailed'], BackoffRate: 0.5 }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['States.TaskFailed'], BackoffRate: 1.5 }] }) },
  },
  INVALID_VALUE: {
    why: 'The list of values is fixed, and upper and lower case count.',
    wrong: { Greet: pass({ QueryLanguage: 'jsonata' }) },
    right: { Greet: pass({ QueryLanguage: 'JSONata' }) },
  },
  EMPTY_VALUE: {
    why: 'A Parallel without branches, a Choice without rules, or a Retrier for no error would do nothing.',
    wrong: { Both: { Type: 'Parallel', Branches: [], End: true } },
    right: { Both: { Type: 'Parallel', Branches: [machine(pass())], End: true } },
  },
  INVALID_TIMESTAMP: {
    why: 'AWS refuses a timestamp that is written in any other way.',
    wrong: { Pause: { Type: 'Wait', Timestamp: '2030-01-31 12:00', End: true } },
    right: { Pause: { Type: 'Wait', Timestamp: '2030-01-31T12:00:00Z', End: true } },
  },
  DEPRECATED_FIELD: {
    why: 'The old name still works, but newer features, such as the distributed mode, are described for the newer name.',
    wrong: { Each: { Type: 'Map', Iterator: machine(pass()), End: true } },
    right: { Each: map({}) },
  },
  MISSING_TRANSITION_TARGET: {
    why: 'AWS refuses a transition to a state that is not there. Names are compared to the letter, upper and lower case included.',
    wrong: { Greet: { Type: 'Pass', Next: 'done' }, Done: done },
    right: { Greet: { Type: 'Pass', Next: 'Done' }, Done: done },
  },
  TRANSITION_OUT_OF_SCOPE: {
    why: 'A branch and an iteration run on their own: they end with End, Succeed or Fail, and the state around them goes on.',
    wrong: { Each: { ...map({}, machine({ Type: 'Pass', Next: 'Done' })), End: undefined, Next: 'Done' }, Done: done },
    right: { Each: { ...map({}), End: undefined, Next: 'Done' }, Done: done },
  },
  UNREACHABLE_STATE: {
    why: 'AWS refuses a state that no path from StartAt leads to. States that lead only to each other are not reached either.',
    wrong: { Greet: pass(), Part: { Type: 'Pass', Next: 'Again' }, Again: { Type: 'Pass', Next: 'Part' } },
    right: { Greet: { Type: 'Pass', Next: 'Part' }, Part: pass() },
  },
  MISSING_END_STATE: {
    why: 'A machine in which every state leads to another one can never end.',
    wrong: { Ping: { Type: 'Pass', Next: 'Pong' }, Pong: { Type: 'Pass', Next: 'Ping' } },
    right: { Ping: { Type: 'Pass', Next: 'Pong' }, Pong: pass() },
  },
  MISSING_TRANSITION: {
    why: 'A state that is neither last nor has a next one leaves open what comes after it.',
    wrong: { Greet: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Pass' }, Never: done },
    right: { Greet: { Type: 'Pass', Next: 'Done' }, Done: pass() },
  },
  DUPLICATE_STATE_NAME: {
    why: "An execution's history and the console tell states apart by their names alone, also those of branches and iterations.",
    wrong: { Inner: map({}) },
    right: { Outer: map({}) },
  },
  INVALID_STATE_NAME: {
    why: 'AWS refuses longer names.',
    wrong: { ['Long '.repeat(17)]: pass() },
    right: { Short: pass() },
  },
  STATES_ALL_NOT_ALONE: {
    why: 'States.ALL matches every error, so that other names beside it have no effect.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['States.ALL', 'Declined'] }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['States.ALL'] }] }) },
  },
  STATES_ALL_NOT_LAST: {
    why: 'Retriers and Catchers are tried in their order, so that none behind States.ALL is ever taken.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['Declined'], MaxAttempts: 0 }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['Declined'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }] }) },
  },
  UNKNOWN_ERROR_NAME: {
    why: 'Names of your own must not begin with "States.", and a misspelt predefined name never matches.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['States.TimeOut'] }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['States.Timeout'] }] }) },
  },
  UNRETRIABLE_ERROR: {
    why: 'A state that fails with States.Runtime has met something that no second attempt can mend, such as a path that finds nothing.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['States.Runtime'] }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['States.TaskFailed'] }] }) },
  },
  SHADOWED_ERROR: {
    why: 'Only the first Retrier that matches counts; the second one for the same name has no effect.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['Busy'] }, { ErrorEquals: ['Busy'], MaxAttempts: 9 }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 9 }] }) },
  },
  MAX_DELAY_TOO_SHORT: {
    why: 'The interval begins at IntervalSeconds and grows up to MaxDelaySeconds.',
    wrong: { Charge: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, MaxDelaySeconds: 10 }] }) },
    right: { Charge: task({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, MaxDelaySeconds: 60 }] }) },
  },
  CHOICE_WITHOUT_OPERATOR: {
    why: 'A rule that tests nothing is never true.',
    wrong: choice({ Variable: '$.paid', Next: 'Done' }),
    right: choice(isPaid),
  },
  CHOICE_WITH_MANY_OPERATORS: {
    why: 'Several tests are joined with And or Or; two in one rule would leave open how.',
    wrong: choice({ Variable: '$.total', NumericGreaterThan: 1, NumericLessThan: 9, Next: 'Done' }),
    right: choice({
      And: [
        { Variable: '$.total', NumericGreaterThan: 1 },
        { Variable: '$.total', NumericLessThan: 9 },
      ],
      Next: 'Done',
    }),
  },
  UNKNOWN_OPERATOR: {
    why: 'There is no operator for "not equal": Not takes a rule, and is true where the rule is not.',
    wrong: choice({ Variable: '$.total', NumericNotEquals: 0, Next: 'Done' }),
    right: choice({ Not: { Variable: '$.total', NumericEquals: 0 }, Next: 'Done' }),
  },
  OPEN_ESCAPE: {
    why: 'A backslash makes the character after it an ordinary one. Before any other character than * and \\ it is an error when the state runs.',
    wrong: choice({ Variable: '$.name', StringMatches: 'log\\', Next: 'Done' }),
    right: choice({ Variable: '$.name', StringMatches: 'log\\\\*', Next: 'Done' }),
  },
  CHOICE_WITHOUT_DEFAULT: {
    why: 'Inputs that nobody thought of come sooner or later, and fail the execution.',
    wrong: choice(isPaid, { Default: undefined }),
    right: choice(isPaid),
  },
  DUPLICATE_CHOICE: {
    why: 'Rules are tried in their order; a second rule with the same test is never taken.',
    wrong: { Choose: { Type: 'Choice', Choices: [isPaid, { ...isPaid, Next: 'Choose' }], Default: 'Done' }, Done: done },
    right: choice(isPaid),
  },
  INVALID_RESOURCE: {
    why: 'A name alone does not say what it names. The ARN of a Lambda function stands in the console, and a template has it as a substitution.',
    wrong: { Charge: task({ Resource: 'Charge' }) },
    right: { Charge: task() },
  },
  UNKNOWN_INTEGRATION: {
    why: 'Only some actions have an optimised integration. All others are called through the AWS SDK integration: `aws-sdk:service:action`.',
    wrong: { Read: task({ Resource: 'arn:aws:states:::dynamodb:query' }) },
    right: { Read: task({ Resource: 'arn:aws:states:::aws-sdk:dynamodb:query', Parameters: { TableName: 'Orders' } }) },
  },
  UNSUPPORTED_PATTERN: {
    why: 'A pattern that an integration does not have is refused. Not every service can tell when a job has ended.',
    wrong: { Send: task({ Resource: 'arn:aws:states:::sqs:sendMessage.sync', Parameters: { QueueUrl: 'q', MessageBody: 'm' } }) },
    right: { Send: task({ Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' } }) },
  },
  MISSING_API_PARAMETER: {
    why: 'AWS checks the parameters of optimised integrations when the state machine is created.',
    wrong: { Charge: task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { Payload: {} } }) },
    right: { Charge: task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'Charge', Payload: {} } }) },
  },
  UNKNOWN_API_PARAMETER: {
    why: 'Step Functions writes parameters in PascalCase, also where the service itself does not.',
    wrong: { Read: task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { bucket: 'b', Key: 'k' } }) },
    right: { Read: task({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } }) },
  },
  MISSING_TASK_TOKEN: {
    why: 'Whoever is to answer the task needs its token for SendTaskSuccess.',
    wrong: {
      Ask: task({
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: { order: 1 } },
      }),
    },
    right: {
      Ask: task({
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token' } },
      }),
    },
  },
  HEARTBEAT_TOO_LONG: {
    why: 'A heartbeat that may come later than the timeout is never waited for.',
    wrong: { Charge: task({ TimeoutSeconds: 60, HeartbeatSeconds: 90 }) },
    right: { Charge: task({ TimeoutSeconds: 60, HeartbeatSeconds: 20 }) },
  },
  EXPRESS_UNSUPPORTED: {
    why: 'Express executions are short and do not wait for jobs, callbacks or workers.',
    wrong: { Start: task({ Resource: 'arn:aws:states:::states:startExecution.sync', Parameters: { StateMachineArn: 'arn' } }) },
    right: { Start: task({ Resource: 'arn:aws:states:::states:startExecution', Parameters: { StateMachineArn: 'arn' } }) },
    type: 'EXPRESS',
  },
  DISTRIBUTED_ONLY: {
    why: 'A Map in the mode INLINE goes through an array of its input; reading items from S3 and batching are for child executions.',
    wrong: { Each: map({ ItemBatcher: { MaxItemsPerBatch: 10 } }) },
    right: { Each: map({ ItemBatcher: { MaxItemsPerBatch: 10 } }, distributed()) },
  },
  INVALID_LABEL_NAME: {
    why: 'The Label becomes a part of ARNs.',
    wrong: { Each: map({ Label: 'all orders' }, distributed()) },
    right: { Each: map({ Label: 'AllOrders' }, distributed()) },
  },
  READER_CONFIG: {
    why: 'Otherwise the ItemReader fails with States.ItemReaderFailed, or another program than this one may read something else. LOAD_AND_FLATTEN reads the objects that s3:listObjectsV2 lists, and needs their InputType; the manifest of an S3 inventory has none.',
    wrong: {
      Each: map(
        {
          ItemReader: {
            Resource: 'arn:aws:states:::s3:listObjectsV2',
            ReaderConfig: { Transformation: 'LOAD_AND_FLATTEN' },
            Parameters: { Bucket: 'orders' },
          },
        },
        distributed(),
      ),
    },
    right: {
      Each: map(
        {
          ItemReader: {
            Resource: 'arn:aws:states:::s3:listObjectsV2',
            ReaderConfig: { Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSON' },
            Parameters: { Bucket: 'orders' },
          },
        },
        distributed(),
      ),
    },
  },
  DUPLICATE_LABEL_NAME: {
    why: 'The Label tells the Map Runs of a definition apart.',
    wrong: {
      Each: { ...map({ Label: 'Orders' }, distributed()), End: undefined, Next: 'Again' },
      Again: map({ Label: 'Orders' }, { ...distributed(), StartAt: 'Other', States: { Other: pass() } }),
    },
    right: {
      Each: { ...map({ Label: 'Orders' }, distributed()), End: undefined, Next: 'Again' },
      Again: map({ Label: 'Refunds' }, { ...distributed(), StartAt: 'Other', States: { Other: pass() } }),
    },
  },
  INVALID_PATH: {
    why: 'A path that cannot be read selects nothing; AWS refuses it.',
    wrong: { Greet: pass({ InputPath: '$.order[' }) },
    right: { Greet: pass({ InputPath: '$.order[0]' }) },
  },
  NOT_A_REFERENCE_PATH: {
    why: 'ResultPath, ItemsPath, SecondsPath and the like need one place, and a path with a wildcard may name many.',
    wrong: { Charge: task({ ResultPath: '$.orders[*].charge' }) },
    right: { Charge: task({ ResultPath: '$.orders[0].charge' }) },
  },
  RESULT_PATH_OUTSIDE_INPUT: {
    why: 'The context object cannot be written to, and variables are set by Assign.',
    wrong: { Charge: task({ ResultPath: '$$.Charge' }) },
    right: { Charge: task({ ResultPath: '$.charge' }) },
  },
  INVALID_TEMPLATE_VALUE: {
    why: 'The `.$` says that the value is to be evaluated. A plain value stands in a field without it.',
    wrong: { Greet: pass({ Parameters: { 'greeting.$': 'Hello' } }) },
    right: { Greet: pass({ Parameters: { greeting: 'Hello', 'name.$': '$.name' } }) },
  },
  DUPLICATE_TEMPLATE_FIELD: {
    why: 'The `.$` is taken off the name when the value is evaluated, so that the two would be one.',
    wrong: { Greet: pass({ Parameters: { name: 'you', 'name.$': '$.name' } }) },
    right: { Greet: pass({ Parameters: { 'name.$': '$.name' } }) },
  },
  INVALID_INTRINSIC_CALL: {
    why: "AWS refuses a call that it cannot read. In a text, \\' \\{ \\} and \\\\ stand for the character itself.",
    wrong: { Greet: pass({ Parameters: { 'text.$': "States.Format('Hello {}, $.name)" } }) },
    right: { Greet: pass({ Parameters: { 'text.$': "States.Format('Hello {}', $.name)" } }) },
  },
  UNKNOWN_INTRINSIC_FUNCTION: {
    why: 'The list of intrinsic functions is fixed, and upper and lower case count.',
    wrong: { Greet: pass({ Parameters: { 'text.$': "States.Concat('Hello ', $.name)" } }) },
    right: { Greet: pass({ Parameters: { 'text.$': "States.Format('Hello {}', $.name)" } }) },
  },
  INTRINSIC_ARITY: {
    why: 'A missing or superfluous argument fails the state with States.IntrinsicFailure.',
    wrong: { Count: pass({ Parameters: { 'next.$': 'States.MathAdd($.count)' } }) },
    right: { Count: pass({ Parameters: { 'next.$': 'States.MathAdd($.count, 1)' } }) },
  },
  INTRINSIC_ARGUMENT: {
    why: 'An argument of the wrong type fails the state with States.IntrinsicFailure, as does another number of {} than of values in States.Format.',
    wrong: { Count: pass({ Parameters: { 'next.$': "States.MathAdd($.count, 'one')" } }) },
    right: { Count: pass({ Parameters: { 'next.$': 'States.MathAdd($.count, 1)' } }) },
  },
  INTRINSIC_NESTING: {
    why: 'AWS sets this limit. A Pass state before can make a part of the value.',
    wrong: { List: pass({ Parameters: { 'list.$': `${'States.Array('.repeat(11)}1${')'.repeat(11)}` } }) },
    right: { List: pass({ Parameters: { 'list.$': 'States.Array(States.Array(1))' } }) },
  },
  INTRINSIC_RESULT: {
    why: "An error's name and cause are texts.",
    wrong: { Stop: { Type: 'Fail', CausePath: 'States.Array($.reason)' } },
    right: { Stop: { Type: 'Fail', CausePath: 'States.JsonToString($.reason)' } },
  },
  NO_DOLLAR: {
    why: 'Without `.$` at the end of the name the state hands on the text `$.name`, not the name.',
    wrong: { Greet: pass({ Parameters: { name: '$.name' } }) },
    right: { Greet: pass({ Parameters: { 'name.$': '$.name' } }) },
  },
  JSONATA_IN_JSONPATH: {
    why: 'The query language is JSONPath where neither the state nor the whole machine says JSONata.',
    wrong: { Greet: pass({ Parameters: { name: '{% $states.input.name %}' } }) },
    right: { Greet: pass({ QueryLanguage: 'JSONata', Output: { name: '{% $states.input.name %}' } }) },
  },
  NO_PATH: {
    why: 'Error, Cause and the operators of a Choice Rule take the value as it is; their twins that end in Path evaluate it.',
    wrong: choice({ Variable: '$.name', StringEquals: '$.other', Next: 'Done' }),
    right: choice({ Variable: '$.name', StringEqualsPath: '$.other', Next: 'Done' }),
  },
  PASS_RESULT_IS_STATIC: {
    why: 'Result stands for the output of a task that is not there yet. Parameters makes a value out of the input.',
    wrong: { Greet: pass({ Result: { 'name.$': '$.name' } }) },
    right: { Greet: pass({ Parameters: { 'name.$': '$.name' } }) },
  },
  UNKNOWN_CONTEXT_FIELD: {
    why: 'A path to a field that the context object does not have fails the state when it runs.',
    wrong: { Note: pass({ Parameters: { 'id.$': '$$.Execution.ID' } }) },
    right: { Note: pass({ Parameters: { 'id.$': '$$.Execution.Id' } }) },
  },
  NEGATIVE_INDEX: {
    why: 'One user found that AWS finds nothing with an index from the end, though its own simulator does. A local run finds the item.',
    wrong: { Last: pass({ Parameters: { 'sku.$': '$.lines[-1].sku' } }) },
    right: { Last: pass({ Parameters: { 'sku.$': '$.lines[(@.length-1)].sku' } }) },
  },
  MAP_CONTEXT_OUTSIDE_MAP: {
    why: 'Elsewhere there is no item, and the state fails. Child executions of a distributed Map have a context object of their own: hand the item on in the ItemSelector.',
    wrong: { Note: pass({ Parameters: { 'item.$': '$$.Map.Item.Value' } }) },
    right: { Each: map({ ItemSelector: { 'item.$': '$$.Map.Item.Value' } }) },
  },
  INVALID_JSONATA_EXPRESSION: {
    why: 'AWS reads all expressions when the state machine is created, and refuses those that it cannot read, and empty ones.',
    wrong: jsonata({ Add: pass({ Output: '{% $states.input.a + %}' }) }),
    right: jsonata({ Add: pass({ Output: '{% $states.input.a + 1 %}' }) }),
  },
  UNSUPPORTED_JSONATA_EXPRESSION: {
    why: 'Expressions have no context item at the top level: the input is $states.input. Inside of a path, a filter or a function, field names and $ mean what they always do.',
    wrong: jsonata({ Add: pass({ Output: '{% $sum(prices) %}' }) }),
    right: jsonata({ Add: pass({ Output: '{% $sum($states.input.items.price) %}' }) }),
  },
  UNSUPPORTED_JSONATA_FUNCTION: {
    why: 'AWS does not run expressions that come as data: such a call is an error of the run, T1006, which a Catcher can take.',
    wrong: jsonata({ Read: pass({ Output: '{% $eval($states.input.text) %}' }) }),
    right: jsonata({ Read: pass({ Output: '{% $parse($states.input.text) %}' }) }),
  },
  UNKNOWN_STATES_FIELD: {
    why: 'There is no result before the task has run, and none in a Pass state; there is an error in a Catcher alone.',
    wrong: jsonata({ Charge: task({ Arguments: { order: '{% $states.result %}' } }) }),
    right: jsonata({ Charge: task({ Arguments: { order: '{% $states.input %}' }, Output: '{% $states.result %}' }) }),
  },
  UNKNOWN_JSONATA_FUNCTION: {
    why: 'A call of a function that is not there fails the state with States.QueryEvaluationError.',
    wrong: jsonata({ Shout: pass({ Output: '{% $upper($states.input.name) %}' }) }),
    right: jsonata({ Shout: pass({ Output: '{% $uppercase($states.input.name) %}' }) }),
  },
  JSONATA_ARITY: {
    why: 'A call with too few or too many arguments fails the state with States.QueryEvaluationError.',
    wrong: jsonata({ Count: pass({ Output: '{% $range(1, 9) %}' }) }),
    right: jsonata({ Count: pass({ Output: '{% $range(1, 9, 2) %}' }) }),
  },
  JSONATA_DELIMITERS: {
    why: 'A text with only one of the two, with neither, or with a blank before or behind them, is not evaluated.',
    wrong: jsonata({ Greet: pass({ Output: '{% $states.input.name }' }) }),
    right: jsonata({ Greet: pass({ Output: '{% $states.input.name %}' }) }),
  },
  JSONPATH_IN_JSONATA: {
    why: 'Such texts are often left over when a state was moved from JSONPath to JSONata.',
    wrong: jsonata({ Greet: pass({ Output: { name: '$.name' } }) }),
    right: jsonata({ Greet: pass({ Output: { name: '{% $states.input.name %}' } }) }),
  },
  INVALID_VARIABLE_NAME: {
    why: 'A name with other characters could not be told from what follows it in an expression.',
    wrong: { Keep: pass({ Assign: { 'order-id': 1 } }) },
    right: { Keep: pass({ Assign: { orderId: 1 } }) },
  },
  RESERVED_VARIABLE: {
    why: '$states holds the input, the result and the context object.',
    wrong: { Keep: pass({ Assign: { states: 1 } }) },
    right: { Keep: pass({ Assign: { state: 1 } }) },
  },
  OUTER_VARIABLE_ASSIGNED: {
    why: 'Branches and iterations run at the same time. They read the variables around them, and set only their own.',
    wrong: {
      Keep: { Type: 'Pass', Assign: { total: 0 }, Next: 'Each' },
      Each: map({}, machine(pass({ Assign: { total: 1 } }))),
    },
    right: {
      Keep: { Type: 'Pass', Assign: { total: 0 }, Next: 'Each' },
      Each: map({}, machine(pass({ Assign: { part: 1 } }))),
    },
  },
  VARIABLE_OUT_OF_SCOPE: {
    why: 'What a branch or an iteration assigns is gone when it ends. Its output hands values on.',
    wrong: jsonata({
      Each: { ...map({}, machine(pass({ Assign: { part: 1 } }))), End: undefined, Next: 'Show' },
      Show: pass({ Output: '{% $part %}' }),
    }),
    right: jsonata({
      Each: { ...map({}), Assign: { parts: '{% $states.result %}' }, End: undefined, Next: 'Show' },
      Show: pass({ Output: '{% $parts %}' }),
    }),
  },
  DISTRIBUTED_MAP_VARIABLE: {
    why: 'The iterations of a distributed Map are executions of their own. ItemSelector and BatchInput hand values on to them.',
    wrong: jsonata({
      Keep: { Type: 'Pass', Assign: { rate: 2 }, Next: 'Each' },
      Each: map({}, distributed(pass({ Output: '{% $rate %}' }))),
    }),
    right: jsonata({
      Keep: { Type: 'Pass', Assign: { rate: 2 }, Next: 'Each' },
      Each: map({ ItemSelector: { rate: '{% $rate %}' } }, distributed(pass({ Output: '{% $states.input.rate %}' }))),
    }),
  },
  VARIABLE_NOT_ASSIGNED_YET: {
    why: 'All values of one Assign are evaluated before any of its variables is set, and they are there for the next state.',
    wrong: jsonata({ Keep: pass({ Assign: { one: 1, two: '{% $one + 1 %}' } }) }),
    right: jsonata({ Keep: { Type: 'Pass', Assign: { one: 1 }, Next: 'Add' }, Add: pass({ Output: '{% $one + 1 %}' }) }),
  },
  UNDEFINED_VARIABLE: {
    why: 'A variable that nobody assigns fails the state, or is nothing in JSONata.',
    wrong: { Greet: pass({ InputPath: '$customer' }) },
    right: { Keep: { Type: 'Pass', Assign: { 'customer.$': '$.customer' }, Next: 'Greet' }, Greet: pass({ InputPath: '$customer' }) },
  },
  VARIABLE_MAYBE_UNASSIGNED: {
    why: 'On the other path the variable is not there. An Assign beside Default, or before the Choice, gives it a value there, too.',
    wrong: jsonata({
      Choose: { Type: 'Choice', Choices: [{ Condition: true, Assign: { rate: 2 }, Next: 'Show' }], Default: 'Show' },
      Show: pass({ Output: '{% $rate %}' }),
    }),
    right: jsonata({
      Choose: { Type: 'Choice', Choices: [{ Condition: true, Assign: { rate: 2 }, Next: 'Show' }], Default: 'Show', Assign: { rate: 1 } },
      Show: pass({ Output: '{% $rate %}' }),
    }),
  },
  VARIABLE_CALLED: {
    why: 'JSONata looks a name up among the variables before its functions, and data cannot be called.',
    wrong: jsonata({
      Keep: { Type: 'Pass', Assign: { count: 0 }, Next: 'Show' },
      Show: pass({ Output: '{% $count($states.input.items) + $count %}' }),
    }),
    right: jsonata({
      Keep: { Type: 'Pass', Assign: { counted: 0 }, Next: 'Show' },
      Show: pass({ Output: '{% $count($states.input.items) + $counted %}' }),
    }),
  },
  UNUSED_VARIABLE: {
    why: 'It can go, or its name is misspelt where it should be read.',
    wrong: { Keep: pass({ Assign: { total: 0 } }) },
    right: { Keep: { Type: 'Pass', Assign: { total: 0 }, Next: 'Show' }, Show: pass({ InputPath: '$total' }) },
  },
}

/** The definition that an example stands for, as a text in JSON; a text stays as it is. */
export function textOf(example: Example): string {
  if (typeof example === 'string') return example
  const { QueryLanguage, ...states } = example
  const definition =
    'StartAt' in example
      ? example
      : { ...(QueryLanguage !== undefined && { QueryLanguage }), StartAt: Object.keys(states)[0], States: states }
  return JSON.stringify(definition, null, 2)
}
