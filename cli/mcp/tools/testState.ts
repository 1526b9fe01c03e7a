import type { Json } from '../../../core/base/json'
import { type TestStateRequest, testState } from '../../../library'
import { any, anyObject, oneOf, text } from '../../jsonSchema'
import { testStateSchema } from '../../schemas'
import { cut, shortText } from '../shown'
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
      ...(output !== undefined && { output: shortText(output) }),
      ...(inspectionData && {
        inspectionData: Object.fromEntries(Object.entries(inspectionData).map(([stage, value]) => [stage, cut(value as Json)])),
      }),
    }
  },
}
