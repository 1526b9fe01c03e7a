import type { Json } from '../../../core/base/json'
import { type TestStateRequest, testState } from '../../../library'
import { any, anyObject, oneOf, text } from '../../jsonSchema'
import { testStateSchema } from '../../schemas'
import { short } from '../shown'
import type { Tool } from '../tool'
import { answerMembers, sourceMembers } from './source'

export const testStateTool: Tool = {
  name: 'test_state',
  title: 'Test one state',
  description:
    'Tests one state as the AWS API action TestState does, on this computer: the output, the next state, or which Retrier or Catcher takes the error. With inspectionLevel DEBUG it shows the data after each stage of the data flow, which tells what an expression does. A task needs a mock: {"result": value} or {"errorOutput": {"error", "cause"}}.',
  input: {
    ...sourceMembers,
    'stateName?': text('The state in the state machine. Without it the definition is that of a single state.'),
    'input?': any("The state's input. Default {}."),
    'inspectionLevel?': oneOf('How much of the data flow is shown. Default INFO.', 'INFO', 'DEBUG', 'TRACE'),
    'mock?': anyObject(
      'What the service answers: {result} or {errorOutput: {error, cause}}, and fieldValidationMode (STRICT, PRESENT, NONE).',
    ),
    'stateConfiguration?': anyObject(
      'Where the state stands in its run: {retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData}.',
    ),
    ...answerMembers,
  },
  output: testStateSchema,
  runs: true,
  call: async (given, { limits }) => {
    const { output, inspectionData, ...rest } = await testState({ ...given, ...limits } as unknown as TestStateRequest)
    return {
      ...rest,
      ...(output !== undefined && { output: cutText(output) }),
      ...(inspectionData && {
        inspectionData: Object.fromEntries(Object.entries(inspectionData).map(([stage, value]) => [stage, cutStage(value as Json)])),
      }),
    }
  },
}

const most = 8_000

/** A text of JSON is cut as a text: one that is cut is no JSON any more, and ends in `…`. */
const cutText = (text: string): string => (text.length > most ? `${text.slice(0, most)}…` : text)

const cutStage = (value: Json): Json => (typeof value === 'string' ? cutText(value) : short(value))
