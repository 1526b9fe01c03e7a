import type { Json } from '../../../core/base/json'
import { type RunRequest, type RunResult, run } from '../../../library'
import { logOf } from '../../../library/result'
import { any, anyObject, count, list, number, object, oneOf, text } from '../../jsonSchema'
import { executionMembers } from '../../schemas'
import { fitting, isLong, short } from '../shown'
import type { Tool } from '../tool'
import { answerMembers, noteMember, sourceMembers } from './source'

/** Names of states that an answer has. */
const mostStates = 500

export const runTool: Tool = {
  name: 'run',
  title: 'Run a state machine',
  description:
    'Runs a Step Functions state machine on this computer to its end, with AWS\'s semantics and history. Tasks are answered by `mocks` (by state name: {"Return": value} or {"Throw": {"Error", "Cause"}}, or by attempt: {"0": ..., "1-2": ...}) or by a test case of a mock file. Waits and retries take no time. Gives status, output or error, and the states that were entered. A failed execution is a result, not an error of the tool. Look at its events with `history`.',
  input: {
    ...sourceMembers,
    'input?': any("The execution's input. Default {}."),
    'inputFile?': text('A file with the input, in its place.'),
    'mocks?': {
      type: 'object',
      additionalProperties: { type: 'object' },
      description: 'Answers of tasks by the names of their states. They come before those of the test case.',
    },
    'mockConfig?': text('A MockConfigFile.json.'),
    'testCase?': text('The test case in it.'),
    'stateMachineName?': text("The machine's name in the mock file. Of a template: the logical id."),
    'type?': oneOf('Default STANDARD.', 'STANDARD', 'EXPRESS'),
    'name?': text("The execution's name."),
    'startTime?': text('What the clock shows at the start, such as 2026-01-31T12:00:00Z.'),
    ...answerMembers,
  },
  output: object('What came of the execution.', {
    runId: text('For history.'),
    ...executionMembers,
    'outputText?': text('In the place of an output that is too long: the beginning of its text.'),
    duration: number("Seconds on the execution's clock."),
    path: list(text('A state.'), 'The states of the top level in the order in which they were entered.'),
    visits: anyObject('How often each state was entered, those of branches and iterations too.'),
    events: count('How many events the history has.'),
    'note?': noteMember,
  }),
  runs: true,
  call: async (given, { limits, runsCode, runs }, signal) => {
    const result = await run({ ...given, ...limits, readOnly: !runsCode, signal } as unknown as RunRequest)
    return { runId: runs.add(result), ...shownResult(result, signal) }
  },
}

function shownResult(result: RunResult, signal: AbortSignal) {
  const { status, output, error, cause, duration, path, visits } = result
  const { rows: diagnostics, left } = fitting(result.diagnostics)
  const names = Object.entries(visits)
  const notes = [
    ...(signal.aborted ? ['The run was ended because it took too long.'] : []),
    ...(output !== undefined && isLong(output) ? ['The output is long: outputText has its beginning.'] : []),
    ...(left > 0 ? [`${left} more diagnostics are not in the list.`] : []),
    ...(path.length > mostStates ? [`The path has the first ${mostStates} of ${path.length} states.`] : []),
    ...(names.length > mostStates ? [`The visits are those of the first ${mostStates} of ${names.length} states.`] : []),
  ]
  return {
    status,
    ...(output !== undefined && (isLong(output) ? { outputText: String(short(output)) } : { output })),
    ...(error !== undefined && { error: short(error) }),
    ...(cause !== undefined && { cause: short(cause) as Json }),
    ...(diagnostics.length > 0 && { diagnostics }),
    duration,
    path: path.slice(0, mostStates),
    visits: Object.fromEntries(names.slice(0, mostStates)),
    events: logOf(result)?.length ?? 0,
    ...(notes.length > 0 && { note: notes.join(' ') }),
  }
}
