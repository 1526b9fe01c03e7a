import type { Json } from '../core/base/json'
import { any, anyObject, count, flag, list, number, object, oneOf, type Schema, text } from './jsonSchema'

const from1 = (description: string): Schema => count(description, 1)

/** A problem of a file. `file`: absent in what is said of a definition without a file. */
export const diagnosticSchema = (file: 'file' | 'file?' = 'file'): Schema =>
  object('A problem. Lines and columns are counted from 1, in UTF-16 units.', {
    [file]: text('The file, as it was named or found.'),
    line: from1('Where it begins.'),
    column: from1('Where it begins.'),
    endLine: from1('Where it ends.'),
    endColumn: from1('The column behind its last character.'),
    severity: oneOf('How much it matters.', 'error', 'warning', 'information', 'hint'),
    code: text('The rule: docs/rules has a page for each.'),
    message: text('What is wrong, in a sentence.'),
  })

const statuses = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const

/** What came of an execution. */
export const executionMembers = {
  status: oneOf('How the execution ended. INVALID: the definition has errors, and nothing has run.', ...statuses, 'INVALID'),
  'output?': any('There where the status is SUCCEEDED.'),
  'error?': text("The error's name."),
  'cause?': text("The error's cause."),
  'diagnostics?': list(diagnosticSchema(), 'What is wrong with the definition, where the status is INVALID.'),
}

/** The response of TestState. */
export const testStateSchema: Schema = object('The response of the API action TestState.', {
  status: oneOf(
    'INVALID: the request was refused; error is the exception of the API.',
    'SUCCEEDED',
    'FAILED',
    'RETRIABLE',
    'CAUGHT_ERROR',
    'INVALID',
  ),
  'output?': text('A text of JSON.'),
  'error?': text("The error's name."),
  'cause?': text("The error's cause."),
  'nextState?': text('The state that would come next.'),
  'inspectionData?': anyObject('The data flow by stages, as texts of JSON. Absent at level INFO.'),
})

const failure = object('One difference between what is expected and what came, or why a case could not run.', {
  what: text('What is different, as it is called in expect; or file, case, definition, input, mocks.'),
  'path?': text('Where in the value, such as $.total.'),
  'expected?': any('Absent: there is to be nothing.'),
  'actual?': any('Absent: there is nothing.'),
  message: text('What is different, in a sentence.'),
  'line?': from1('In the file that is wrong.'),
  'column?': from1('In the file that is wrong.'),
})

/** What tests have come to. */
export const testReportSchema: Schema = object('What the tests have come to.', {
  passed: count('Cases that have passed.'),
  failed: count('Cases that have failed, and files that are wrong.'),
  skipped: count('Cases that say that they are left out.'),
  cases: list(
    object('A case that has run.', {
      file: text('The test file or mock file, from the working folder.'),
      name: text('The name of the case.'),
      definition: text('The definition, from the working folder; empty where the file names none.'),
      status: oneOf('What came of it.', 'passed', 'failed'),
      milliseconds: number('Real time.'),
      failures: list(failure, 'Empty where it has passed.'),
    }),
  ),
})

const share = object('How much of something the tests reach.', {
  total: count('How much there is.'),
  reached: count('How much of it the tests reach.'),
  percent: { ...number('100 where there is nothing to reach. Cut after two digits.'), maximum: 100 },
})

const coverageSummary = object('How much the tests reach.', {
  states: share,
  transitions: { ...share, description: 'Next, rules of a choice, defaults and Catchers.' },
  retriers: share,
  conditionals: { ...share, description: 'Both ways of each.' },
})

const missing = object('What no test reaches.', {
  what: oneOf('What it is.', 'state', 'way', 'conditional'),
  state: text('The state.'),
  'kind?': text('Of a way: Next, Choice, Default, Catch, Retry, Then or Else.'),
  'index?': count('Of a way: among those of its kind.'),
  'target?': text('Of a way: the state that it leads to.'),
  line: from1('Where it stands.'),
  column: from1('Where it stands.'),
})

/** The members of an object's schema. */
const membersOf = (schema: Schema) => schema.properties as { readonly [name: string]: Schema }

const covered = object('What the tests reach of a definition.', {
  file: text('From the working folder.'),
  'stateMachine?': text('Of a template: the logical id.'),
  summary: coverageSummary,
  states: list(
    object('A state.', {
      name: text('Its name.'),
      path: list({ type: ['string', 'integer'] }, "Steps from the definition's root."),
      line: from1('Where it stands.'),
      column: from1('Where it stands.'),
      entered: count('How often it was entered.'),
      branches: list(
        object('A way that it may go on.', {
          kind: text('Next, Choice, Default, Catch, Retry, Then or Else.'),
          index: count('Among those of its kind.'),
          'target?': text('The state that it leads to.'),
          line: from1('Where it stands.'),
          column: from1('Where it stands.'),
          count: count('How often it was taken.'),
        }),
      ),
      'unexplained?': count('Attempts of which nobody knows the Retrier.'),
    }),
  ),
  notReached: list(missing),
})

/** What `stepthrough test --coverage json` writes. */
const coverageSchema = object('What the tests reach.', { summary: coverageSummary, definitions: list(covered) })

/** The same for an agent: only how much, and what is missing. */
export const coverageOutline: Schema = object('What the tests reach, where coverage was asked for.', {
  summary: coverageSummary,
  notReached: list({ ...missing, properties: { file: text('The definition.'), ...membersOf(missing) } }),
})

const divergence = object('Where what runs now parts from what is recorded.', {
  'event?': any('The id of the recorded event.'),
  message: text('What is different, in a sentence.'),
})

const replayed = object('What a replay has come to.', {
  agrees: flag('Whether what has run now is what is recorded.'),
  events: count('Events that have come as recorded.'),
  recorded: count('Events that are recorded.'),
  status: oneOf('Of the execution as it has run now.', 'RUNNING', ...statuses),
  'output?': executionMembers['output?'],
  'error?': executionMembers['error?'],
  'cause?': executionMembers['cause?'],
  'divergence?': divergence,
})

const refused = object('The definition has errors, and nothing has run.', {
  status: oneOf('Always INVALID.', 'INVALID'),
  diagnostics: list(diagnosticSchema(), 'What is wrong with it.'),
})

/** What is printed where a command was called wrongly, of every command. */
const usageError = object('The command was called wrongly, or a file cannot be read; the exit code is 2.', {
  usageError: { ...list(text('What is wrong, in a sentence.')), minItems: 1 },
})

/** What each command prints with `--json`, by the name of the command. */
export const outputSchemas: { readonly [command: string]: Schema } = {
  validate: list(diagnosticSchema(), 'The problems of all files; empty where nothing is wrong.'),
  run: object('What came of the execution.', executionMembers),
  replay: { anyOf: [replayed, refused] },
  test: testReportSchema,
  'test-state': testStateSchema,
}

const titles: { readonly [name: string]: string } = {
  coverage: 'stepthrough test --coverage json',
  'usage-error': 'stepthrough: wrong usage',
}

/** The JSON Schemas (draft 7) of what the commands print with `--json`, by the names of their files. */
export const schemaFiles = (): { readonly [name: string]: Json } =>
  Object.fromEntries(
    [...Object.entries(outputSchemas), ['coverage', coverageSchema] as const, ['usage-error', usageError] as const].map(
      ([name, schema]) => [
        `cli/${name}.schema.json`,
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          title: titles[name] ?? `stepthrough ${name} --json`,
          ...schema,
        },
      ],
    ),
  )
