/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/** How an execution ended. Source: Step Functions API reference, DescribeExecution. */
export type ExecutionStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** What a state machine is: a file, or the definition itself, as an object or its JSON text. */
export type DefinitionSource =
  | {
      /** A definition in JSON or YAML, or a SAM, CloudFormation or Serverless template with a state machine. A relative path begins at `cwd`. */
      readonly file: string | URL
      readonly definition?: undefined
    }
  | { readonly definition: string | object; readonly file?: undefined }

/** Who answers tasks for real. */
export interface WhoAnswers {
  /** The folder that relative paths begin at. Default: the working folder. */
  readonly cwd?: string | URL | undefined
  /** The `stepthrough.json` that says who answers tasks; `false`: nobody but mocks, whatever the environment says. Default: the nearest, in the definition's folder or above. Its functions are code, and run. */
  readonly config?: string | URL | false | undefined
  /** Lets tasks call what is not on this computer: AWS, an endpoint, an HTTP API. Default false. */
  readonly allowRemote?: boolean | undefined
  /** No file is read that is outside of these folders, wherever links lead: for definitions of strangers. Default: all files are. */
  readonly within?: string | URL | readonly (string | URL)[] | undefined
  /** Hears of each line that a function has printed. Default: nobody does. */
  readonly print?: ((from: string, line: string) => void) | undefined
}

/** One answer of a task, as in a MockConfigFile.json. `duration`: seconds on the execution's clock until it is there. */
export type MockAnswer =
  | { readonly Return: unknown; readonly duration?: number | undefined }
  | { readonly Throw: { readonly Error: string; readonly Cause?: string | undefined }; readonly duration?: number | undefined }

/** What a function that stands for a task is told beside the task's input. */
export interface MockCall {
  /** The state's name. */
  readonly state: string
  /** The Resource of the task. */
  readonly resource: string
  /** 0 for the first attempt, 1 for the first retry. */
  readonly attempt: number
  /** How many calls the state has made before, in all visits and attempts. */
  readonly before: number
  /** Of a task that waits for a callback. */
  readonly taskToken: string | undefined
}

/**
 * Stands for a task: gives its result, or throws a `TaskError`. May be a mock function of the test framework. It may name a narrower type of its input, which
 * nobody checks: `({ amount }: { amount: number }) => ...`.
 */
export type MockFunction = { ask(input: Json, call: MockCall): unknown }['ask']

/** The answers of a state: one for all attempts, one for each attempt (`{"0": ..., "1-2": ...}`), or a function. */
export type Mock = MockAnswer | { readonly [attempts: string]: MockAnswer } | MockFunction

/** What `run` is asked. */
export type RunRequest = DefinitionSource & WhoAnswers & RunOptions

/** Options of a run: those of `stepthrough run`, in camelCase. */
export interface RunOptions {
  /** The execution's input, any JSON value. Default `{}`. */
  readonly input?: unknown
  /** A file with the input, in its place. */
  readonly inputFile?: string | URL | undefined
  /** Answers of tasks by the names of their states. They come before those of the test case. */
  readonly mocks?: { readonly [state: string]: Mock } | undefined
  /** A MockConfigFile.json of Step Functions Local, as a file or an object. Default: that of `stepthrough.json`. */
  readonly mockConfig?: string | URL | object | undefined
  /** The test case in it. */
  readonly testCase?: string | undefined
  /** The machine's name in the mock file and the context object. Of a template: the logical id. */
  readonly stateMachineName?: string | undefined
  /** What a task without an answer does: the run ends, or the task's result is its input. Default `fail`. */
  readonly unmocked?: 'fail' | 'echo' | undefined
  /** Default: what the template says, else STANDARD. */
  readonly type?: 'STANDARD' | 'EXPRESS' | undefined
  /** Whether waiting takes time: `virtual` (default) none, 0.01 a hundredth, `real` all of it. */
  readonly time?: 'virtual' | 'real' | number | undefined
  /** The execution's name. */
  readonly name?: string | undefined
  /** What the clock shows at the start: `2026-01-31T12:00:00Z`, or milliseconds since the epoch. */
  readonly startTime?: string | number | Date | undefined
  /** The seed of the random functions. Two runs with one seed are the same. */
  readonly seed?: string | number | undefined
  /** Variables to begin with. */
  readonly variables?: object | undefined
  /** More of the context object. */
  readonly context?: object | undefined
  /** Writes nothing: what a distributed Map exports to a bucket, whose folder is beside the definition, is dropped. Default false. */
  readonly readOnly?: boolean | undefined
  /** Ends the run: its status is ABORTED then. */
  readonly signal?: AbortSignal | undefined
}

/** An event of the history in the shape of GetExecutionHistory, with a member of details such as `taskFailedEventDetails`. Source: API reference, HistoryEvent. */
export interface HistoryEvent {
  readonly id: number
  /** 0: there is none. */
  readonly previousEventId: number
  /** ISO 8601, on the execution's clock. */
  readonly timestamp: string
  readonly type: string
  /** The state that it belongs to; absent in those of the execution itself. */
  readonly state?: string
  /** Who answered the task that the event ends: `mock`, a function, a service. */
  readonly answeredBy?: unknown
  readonly [details: string]: unknown
}

/** What came of a run. */
export interface RunResult<Output = Json> {
  /** INVALID: the definition has errors, for which AWS would not create the state machine; nothing has run. */
  readonly status: ExecutionStatus | 'INVALID'
  /** There where the status is SUCCEEDED. */
  readonly output?: Output
  readonly error?: string
  readonly cause?: string
  /** What is wrong with the definition. Empty unless the status is INVALID. */
  readonly diagnostics: readonly Diagnostic[]
  /** Seconds on the execution's clock. */
  readonly duration: number
  /** The states of the top level in the order in which they were entered. */
  readonly path: readonly string[]
  /** How often each state was entered, those of branches and iterations too, as in `visits` of a test file. */
  readonly visits: { readonly [state: string]: number }
  /** What each call of a state's task has received, in order, retries too. */
  readonly calls: { readonly [state: string]: readonly Json[] }
  /** The variables of the top level at the end. */
  readonly variables: JsonObject
  /** All events. They are made when they are first asked for. */
  readonly history: readonly HistoryEvent[]
}

/** Severities in the words of editors, the gravest first. */
export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** What is wrong, and where. Lines and columns are counted from 1, in UTF-16 units; the end is the column behind the last character. */
export interface Diagnostic {
  /** As it was named; absent where the definition was given itself. */
  readonly file?: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: Severity
  /** The rule; docs/rules has a page for each. */
  readonly code: string
  /** One sentence. */
  readonly message: string
}

/** What `validate` is asked. */
export type ValidateRequest = (
  | {
      /** Definitions, templates, mock files and test files; a folder stands for what of these is in it. */
      readonly files: string | URL | readonly (string | URL)[]
      readonly definition?: undefined
    }
  | { readonly definition: string | object; readonly files?: undefined }
) & {
  /** The folder that relative paths begin at. Default: the working folder. */
  readonly cwd?: string | URL | undefined
  /** No file is read that is outside of these folders, wherever links lead. Default: all files are. */
  readonly within?: string | URL | readonly (string | URL)[] | undefined
  /** Other severities of rules, by their codes; `off` silences one. */
  readonly severity?: { readonly [code: string]: Severity | 'off' } | undefined
  /** The type that the state machines will have. Default STANDARD. */
  readonly type?: 'STANDARD' | 'EXPRESS' | undefined
}

/** What `testState` is asked: the request of the API action TestState, with JSON values in the place of their texts. Source: API reference, TestState. */
export type TestStateRequest = DefinitionSource & WhoAnswers & TestStateOptions

/** Options of TestState. */
export interface TestStateOptions {
  /** The state in the state machine. Without it the definition is that of a single state. */
  readonly stateName?: string | undefined
  /** The state's input, any JSON value. Default `{}`. */
  readonly input?: unknown
  /** How much of the data flow is shown. Default INFO. TRACE: also the request and response of an HTTP task. */
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE' | undefined
  /** Shows of that request also what its connection has added. */
  readonly revealSecrets?: boolean | undefined
  /** What a service answers: a result, any JSON value, or an error. */
  readonly mock?:
    | {
        readonly result?: unknown
        readonly errorOutput?: { readonly error?: string; readonly cause?: string }
        /** How a result is held against the API of the resource. Default STRICT. */
        readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE'
      }
    | undefined
  /** The variables that the state sees. */
  readonly variables?: object | undefined
  /** The context object. */
  readonly context?: object | undefined
  /** Where the state stands in its run. */
  readonly stateConfiguration?:
    | {
        readonly retrierRetryCount?: number
        readonly errorCausedByState?: string
        readonly mapIterationFailureCount?: number
        readonly mapItemReaderData?: string
      }
    | undefined
  /** What a task without an answer does. Default `fail`. */
  readonly unmocked?: 'fail' | 'echo' | undefined
  /** The seed of the random functions. */
  readonly seed?: string | number | undefined
}

/** The response of TestState. Payloads are texts of JSON, as the API gives them. Source: API reference, TestState. */
export interface TestStateResponse {
  /** INVALID: the request was refused, `error` is the API's exception, such as InvalidDefinition or ValidationException, and `cause` its message. */
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR' | 'INVALID'
  /** A text of JSON; absent where the state has failed or would retry. */
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  /** Absent where the state ends its machine, has failed or would retry. */
  readonly nextState?: string
  /** Stages of the data flow by name, as texts of JSON. Absent at level INFO. */
  readonly inspectionData?: { readonly [stage: string]: unknown }
}

/** What `test` is asked. */
export interface TestRequest extends WhoAnswers {
  /** Test files, mock files, definitions (for the tests that name them), folders and globs. Default: the folder `cwd`. */
  readonly files?: string | URL | readonly (string | URL)[] | undefined
  /** Only cases whose name contains it, in upper or lower case. */
  readonly filter?: string | undefined
  /** Also counts what the tests reach of definitions, those of named folders that no test touches too. Default false. */
  readonly coverage?: boolean | undefined
  /** Also holds what mocks return against what the APIs of their tasks answer: `strict` wants all that is always there and nothing unknown, `present` checks what is there. */
  readonly contract?: 'strict' | 'present' | undefined
  /** Also asks TestState about each state that a case enters: that of AWS, with `allowRemote`, or of the endpoint of Step Functions that is configured. */
  readonly aws?: boolean | undefined
  /** Writes nothing, as `run` with `readOnly`. Default false. */
  readonly readOnly?: boolean | undefined
  /** Ends what runs: cases that have not ended are not in the report. */
  readonly signal?: AbortSignal | undefined
}

/** What the tests have come to: what `stepthrough test --reporter json` prints. */
export interface TestReport {
  readonly passed: number
  readonly failed: number
  /** Cases with `"skip": true`. */
  readonly skipped: number
  /** Those that have run, in the order of files and of the cases in them. */
  readonly cases: readonly TestedCase[]
  /** Where `coverage` was asked for: what coverage.json of the command line has. */
  readonly coverage?: TestCoverage
}

/** How much of something the tests reach. */
export interface CoverageShare {
  readonly total: number
  readonly reached: number
  /** 100 where there is nothing to reach. */
  readonly percent: number
}

/** Next, Choice Rules, Default and Catchers are transitions; conditionals those of JSONata expressions. */
export interface CoverageSummary {
  readonly states: CoverageShare
  readonly transitions: CoverageShare
  readonly retriers: CoverageShare
  readonly conditionals: CoverageShare
}

/** What the tests reach, in all and of each definition. */
export interface TestCoverage {
  readonly summary: CoverageSummary
  readonly definitions: readonly CoveredDefinition[]
}

/** What the tests reach of a definition. Lines and columns are counted from 1. */
export interface CoveredDefinition {
  readonly file: string
  /** Of a template: the logical id. */
  readonly stateMachine?: string
  readonly summary: CoverageSummary
  readonly states: readonly {
    readonly name: string
    /** Steps from the definition's root. */
    readonly path: readonly (string | number)[]
    readonly line: number
    readonly column: number
    readonly entered: number
    readonly branches: readonly {
      /** Next, Choice, Default, Catch, Retry, Then or Else. */
      readonly kind: string
      readonly index: number
      readonly target?: string
      readonly line: number
      readonly column: number
      readonly count: number
    }[]
    /** Attempts of which nobody knows the Retrier. */
    readonly unexplained?: number
  }[]
  readonly notReached: readonly {
    /** `state`, `way` or `conditional`. */
    readonly what: string
    readonly state: string
    readonly kind?: string
    readonly index?: number
    readonly target?: string
    readonly line: number
    readonly column: number
  }[]
}

/** A case that has run. Files are named from `cwd`. */
export interface TestedCase {
  readonly file: string
  readonly name: string
  /** Empty where the file names none. */
  readonly definition: string
  readonly status: 'passed' | 'failed'
  /** Of real time. */
  readonly milliseconds: number
  /** Empty where it has passed. */
  readonly failures: readonly TestFailure[]
}

/** One difference between what is expected and what came, or why a case could not run. */
export interface TestFailure {
  /** `output`, `status`, `calls`... as in `expect`, or `file`, `case`, `definition`, `input`, `mocks` for what could not be run. */
  readonly what: string
  /** Where in the value, as a JSONPath. */
  readonly path?: string
  /** Absent: there is to be nothing. */
  readonly expected?: Json
  /** Absent: there is nothing. */
  readonly actual?: Json
  /** A sentence. */
  readonly message: string
  /** In the file that is wrong, from 1. */
  readonly line?: number
  readonly column?: number
}
