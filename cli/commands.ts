import { levels } from '../core/base/problem'
import { definitionNames } from '../core/model/fileNames'
import type { Command, Option } from './command'
import { coverageOptions } from './test/coverageOptions'
import { reporterNames } from './test/reporters/names'

const allowRemote: Option = {
  name: 'allow-remote',
  help: 'Lets tasks call what is not on this computer: AWS, an endpoint, an HTTP API.',
}

/** Who answers tasks for real. */
const whoAnswers: readonly Option[] = [
  {
    name: 'config',
    value: 'FILE|none',
    help: 'The stepthrough.json that says who answers tasks; default: the nearest one, in the folder of FILE or above.',
  },
  allowRemote,
]

/** What a program reads. */
const json = (help: string): Option => ({ name: 'json', help })

/** Every command of the program. */
export const commands: readonly Command[] = [
  {
    name: 'validate',
    summary:
      'Checks definitions (JSON and YAML) and the definitions inside SAM, CloudFormation, CDK and Serverless templates and Terraform files.',
    operands: 'FILE...',
    options: [
      json('The same as --format json.'),
      { name: 'format', value: 'FORMAT', choices: ['pretty', 'json', 'sarif'], help: 'How problems are written; default pretty.' },
      {
        name: 'severity',
        value: 'CODE=LEVEL',
        multiple: true,
        help: `Changes the severity of a rule: ${levels.join(', ')}.`,
      },
      {
        name: 'type',
        value: 'TYPE',
        choices: ['STANDARD', 'EXPRESS'],
        help: 'The type that the state machines will have; default STANDARD.',
      },
    ],
    notes: [
      `A folder stands for what is in it: definitions (${definitionNames}), templates and Terraform files with a state machine, mock files, test files and stepthrough.json.`,
      'json is an array of {file, line, column, endLine, endColumn, severity, code, message}, counted from 1.',
      'The exit code is 1 where there is an error; warnings do not fail.',
    ],
    load: () => import('./validate'),
  },
  {
    name: 'run',
    summary: 'Runs a state machine on this computer and prints its output.',
    operands: 'FILE',
    options: [
      { name: 'input', value: 'JSON|@FILE', help: "The execution's input; default {}." },
      { name: 'mock-config', value: 'FILE', help: 'A MockConfigFile.json of Step Functions Local that answers the tasks.' },
      { name: 'test-case', value: 'NAME', help: 'The test case in it, or in the mockConfig of stepthrough.json.' },
      {
        name: 'state-machine-name',
        value: 'NAME',
        help: "The machine's name in the mock file and the context object; default: the only one there. Of a template: the logical id.",
      },
      ...whoAnswers,
      { name: 'unmocked', value: 'HOW', choices: ['fail', 'echo'], help: 'What a task without an answer does; default fail.' },
      {
        name: 'history',
        value: 'FILE|-',
        help: 'Writes the history in the form of GetExecutionHistory; - is the standard output, and the result then goes to stderr.',
      },
      {
        name: 'report',
        value: 'FILE.html',
        help: 'Writes one page that shows the run: its graph, its states over time, its events and their data.',
      },
      {
        name: 'redrive',
        value: 'RUN',
        help: 'Goes on with a saved run that has not succeeded, from its states that have not; the good results are kept.',
      },
      {
        name: 'save',
        value: 'DIR',
        help: 'Saves the run in a new file of DIR, while it runs: stepthrough replay reads it, and so does a debugger.',
      },
      {
        name: 'redact',
        value: 'PATTERN',
        help: 'Leaves out of the saved run the values of members whose key contains PATTERN, in upper or lower case.',
        multiple: true,
      },
      json('Prints {status, output, error, cause} instead of the output alone.'),
      { name: 'type', value: 'TYPE', choices: ['STANDARD', 'EXPRESS'], help: 'The type of the state machine; default STANDARD.' },
      { name: 'time', value: 'virtual|real|SCALE', help: 'Whether waiting takes time: virtual (default) none, 0.01 a hundredth.' },
      { name: 'name', value: 'NAME', help: "The execution's name." },
      { name: 'start-time', value: 'ISO', help: 'What the clock shows at the start, e.g. 2026-01-31T12:00:00Z.' },
      { name: 'seed', value: 'N', help: 'The seed of the random functions; two runs with one seed are the same.' },
      { name: 'variables', value: 'JSON|@FILE', help: 'Variables to begin with.' },
      { name: 'context', value: 'JSON|@FILE', help: 'More of the context object.' },
    ],
    load: () => import('./run'),
  },
  {
    name: 'test',
    summary: 'Runs the tests of state machines: the cases of *.asl.test.json and *.asl.test.yaml, and the test cases of mock files.',
    operands: '[FILE|DIR|GLOB...]',
    options: [
      json('The same as --reporter json.'),
      { name: 'update', help: 'Writes the outputs that differ into the test files, whose layout and comments stay, and runs the tests.' },
      { name: 'watch', help: 'Stays, and runs what is affected whenever files change.' },
      { name: 'filter', value: 'TEXT', help: 'Only cases whose name contains TEXT, in upper or lower case.' },
      {
        name: 'reporter',
        value: 'REPORTER',
        choices: reporterNames,
        multiple: true,
        help: 'How the results are written; default pretty. Several at once: all but one need --output.',
      },
      {
        name: 'output',
        value: 'FILE',
        multiple: true,
        help: 'The file that the --reporter before it writes, in the place of the standard output.',
      },
      {
        name: 'config',
        value: 'FILE|none',
        help: 'The stepthrough.json that says who answers tasks, in the place of those of the test files.',
      },
      ...coverageOptions,
      {
        name: 'contract',
        value: 'strict|present',
        choices: ['strict', 'present'],
        alone: 'strict',
        help: 'Also holds what mocks return against what the APIs of their tasks answer: strict (default) wants all that is always there and nothing unknown, present checks what is there.',
      },
      {
        name: 'aws',
        help: "Also asks AWS's TestState, or the endpoint of Step Functions that is configured, about each state that a case enters, with the same mocks.",
      },
      allowRemote,
    ],
    notes: [
      'A folder stands for the test files and mock files in it; without any, the working folder. Folders of packages and builds (node_modules, dist, coverage and others) are left out. A definition, a template or a mock file stands for the tests that name it.',
      "A test case of a mock file beside a definition is a test by its own name: its input is the definition's NAME.input.json, else {}, and it has to succeed, unless a case of a test file uses it.",
      'json prints {passed, failed, skipped, cases: [{file, name, definition, status, milliseconds, failures: [{what, path, expected, actual, message}]}]}.',
      'The exit code is 0 where all tests have passed, 1 where one has failed, and 2 for wrong usage or where there is no test.',
    ],
    load: () => import('./test/test'),
  },
  {
    name: 'replay',
    summary: 'Runs a recorded execution again, offline, and says where it does not agree with what is recorded.',
    operands: 'RUN|HISTORY',
    options: [
      { name: 'definition', value: 'FILE', help: 'The definition that is to fit; a saved run has its own.' },
      { name: 'state-machine-name', value: 'NAME', help: "The machine's name in the context object. Of a template: the logical id." },
      { name: 'execution', value: 'NAME|ARN', help: 'Which execution is meant, where a log has several.' },
      { name: 'until', value: 'EVENT', help: 'Compares the events up to the one with this id, and no more.' },
      json('Prints {agrees, events, recorded, status, output, error, cause, divergence}.'),
      { name: 'report', value: 'FILE.html', help: 'Writes one page that shows the run, and what is different.' },
    ],
    notes: [
      'RUN is a run that was saved (stepthrough run --save DIR).',
      'HISTORY is what aws stepfunctions get-execution-history prints, the export of the console, or the log of an Express execution as CloudWatch Logs gives it (filter-log-events, get-log-events, a query of Logs Insights as JSON or CSV, JSON lines); or a folder with such files.',
      'The exit code is 0 where what runs now agrees with what is recorded, and 1 where it does not.',
    ],
    load: () => import('./replay'),
  },
  {
    name: 'test-state',
    summary: 'Tests one state as the API action TestState does, and prints its response.',
    operands: 'FILE',
    options: [
      {
        name: 'state-name',
        value: 'NAME',
        help: 'The state in the state machine; without it FILE holds the definition of a single state.',
      },
      { name: 'input', value: 'JSON|@FILE', help: "The state's input; default {}." },
      {
        name: 'inspection-level',
        value: 'LEVEL',
        choices: ['INFO', 'DEBUG', 'TRACE'],
        help: 'How much of the data flow is shown; default INFO. TRACE: also the request and response of an HTTP task.',
      },
      { name: 'reveal-secrets', help: 'Shows of that request also what its connection has added.' },
      {
        name: 'mock',
        value: 'JSON|@FILE',
        help: 'What a service answers: {result} or {errorOutput: {error, cause}}, and fieldValidationMode.',
      },
      { name: 'variables', value: 'JSON|@FILE', help: 'The variables that the state sees.' },
      { name: 'context', value: 'JSON|@FILE', help: 'The context object.' },
      {
        name: 'state-configuration',
        value: 'JSON|@FILE',
        help: '{retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData}',
      },
      ...whoAnswers,
      { name: 'unmocked', value: 'HOW', choices: ['fail', 'echo'], help: 'What a task without an answer does; default fail.' },
      { name: 'seed', value: 'N', help: 'The seed of the random functions.' },
      json('Prints JSON also where the request is refused: {status: "INVALID", error, cause}.'),
    ],
    notes: ['The response has status, output, error, cause, nextState and inspectionData. The exit code is 1 where the status is FAILED.'],
    load: () => import('./testState'),
  },
  {
    name: 'mcp',
    summary:
      'Serves validate, run, test, test-state and the history of runs as tools for agents, over the standard input and output (Model Context Protocol).',
    operands: '',
    options: [
      { name: 'root', value: 'DIR', multiple: true, help: 'A folder whose files may be read, too; default: the working folder alone.' },
      {
        name: 'config',
        value: 'FILE',
        help: 'The stepthrough.json that says who answers tasks without a mock. Its functions are code, and run; default: nobody answers them.',
      },
      allowRemote,
    ],
    notes: [
      'Without --config no definition, however hostile, can run code, call anything or write a file.',
      'It ends when its client closes the standard input.',
    ],
    load: () => import('./mcp/mcp'),
  },
]
