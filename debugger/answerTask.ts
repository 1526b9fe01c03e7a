import type { Json } from '../core/base/json'
import type { TaskCall } from '../core/interpreter/api'
import { machineNameOf } from '../core/language/mockFiles/mockFile'
import { recordAnswer } from '../core/language/mockFiles/recordAnswer'
import { taskErrors } from '../core/language/names/taskErrors'
import { answerSkeleton } from '../core/language/shapes/taskAnswer'
import { errors } from './errors'
import type { LaunchPlan } from './launch'
import type { Programs } from './programs'
import type { CustomRequests, TaskAnswer, TaskHelp } from './protocol'

type Arguments<K extends keyof CustomRequests> = CustomRequests[K]['arguments']

/** The answer in the arguments of a request: exactly one of its forms. */
export function readAnswer(given: { output?: Json; error?: string; cause?: string; echo?: boolean }): TaskAnswer {
  const { output, error, cause, echo } = given
  if ([output, error, echo].filter((each) => each !== undefined).length !== 1 || echo === false) throw errors.badAnswer()
  if (error !== undefined) return { error, ...(cause === undefined ? {} : { cause }) }
  return output === undefined ? { echo: true } : { output }
}

/** `stepthrough/taskHelp` */
export function taskHelp(programs: Programs, { state }: TaskCall): TaskHelp {
  const skeleton = answerSkeleton(programs.fileOf(state).document, state)
  return { ...(skeleton === undefined ? {} : { skeleton: JSON.stringify(skeleton, undefined, 2) }), errors: taskErrors(state) }
}

/** `stepthrough/recordAnswer` */
export function recordedAnswer(
  plan: LaunchPlan,
  call: TaskCall,
  args: Arguments<'stepthrough/recordAnswer'>,
): CustomRequests['stepthrough/recordAnswer']['body'] {
  const answer = readAnswer(args.answer)
  const recorded = recordAnswer(args.text, {
    stateMachineName:
      call.thread.nested?.stateMachineName ?? plan.stateMachineName ?? plan.run.definition.logicalId ?? machineNameOf(plan.program.path),
    testCase: args.testCase,
    stateName: call.stateName,
    answer:
      'error' in answer
        ? { Throw: { Error: answer.error, ...(answer.cause === undefined ? {} : { Cause: answer.cause }) } }
        : { Return: 'echo' in answer ? call.input : answer.output },
    forState: args.forState,
  })
  if (typeof recorded === 'string') throw errors.mock(recorded)
  return recorded
}
