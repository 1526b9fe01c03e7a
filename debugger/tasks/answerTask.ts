import type { Json } from '../../core/base/json'
import type { TaskCall, Thread } from '../../core/interpreter/api'
import { machineNameOf } from '../../core/language/mockFiles/mockFile'
import { recordAnswer } from '../../core/language/mockFiles/recordAnswer'
import { taskErrors } from '../../core/language/names/taskErrors'
import { answerSkeleton } from '../../core/language/shapes/taskAnswer'
import { isTask } from '../../core/model/machine'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import type { LaunchPlan } from '../program/launch'
import type { Programs } from '../program/programs'
import type { CustomRequests, TaskAnswer, TaskHelp } from '../protocol'

type Arguments<K extends keyof CustomRequests> = CustomRequests[K]['arguments']

/** The answer in the arguments of a request: exactly one of its forms. */
export function readAnswer(given: { output?: Json; error?: string; cause?: string; echo?: boolean }): TaskAnswer {
  const { output, error, cause, echo } = given
  if ([output, error, echo].filter((each) => each !== undefined).length !== 1 || echo === false) throw errors.badAnswer()
  if (error !== undefined) return { error, ...(cause === undefined ? {} : { cause }) }
  return output === undefined ? { echo: true } : { output }
}

/** `stepthrough/stateHelp` */
export function stateHelp(live: Debuggee, args: Arguments<'stepthrough/stateHelp'>): CustomRequests['stepthrough/stateHelp']['body'] {
  const { state } = threadOf(live, args)
  if (state === undefined) throw errors.ended()
  return { state: state.name, ...taskHelp(live.programs, { state }) }
}

/** That of the frame, where one is named. */
export const threadOf = (live: Debuggee, { threadId, frameId }: { readonly threadId: number; readonly frameId?: number }): Thread =>
  frameId === undefined ? live.stoppedThread(threadId) : live.frameThread(frameId)

/** `stepthrough/taskHelp` */
export function taskHelp(programs: Programs, { state }: Pick<TaskCall, 'state'>): TaskHelp {
  const skeleton = answerSkeleton(programs.fileOf(state).document, state)
  return { ...(skeleton === undefined ? {} : { skeleton: JSON.stringify(skeleton, undefined, 2) }), errors: taskErrors(state) }
}

/** `stepthrough/recordAnswer` */
export function recordedAnswer(plan: LaunchPlan, call: TaskCall, args: Arguments<'stepthrough/recordAnswer'>): RecordedBody {
  const answer = readAnswer(args.answer)
  return recorded(plan, call.thread, args, 'echo' in answer ? { output: call.input } : answer)
}

/** `stepthrough/recordResult` */
export function recordedResult(live: Debuggee, args: Arguments<'stepthrough/recordResult'>): RecordedBody {
  const thread = threadOf(live, args)
  const { state, fate, error, stages } = thread
  const { result } = stages
  if (state === undefined || !isTask(state)) throw errors.noResult(state?.name ?? 'The thread')
  if (fate !== undefined && error?.error !== undefined) return recorded(live.plan, thread, args, { error: error.error, cause: error.cause })
  if (result === undefined) throw errors.noResult(state.name)
  return recorded(live.plan, thread, args, { output: result })
}

type RecordedBody = CustomRequests['stepthrough/recordAnswer']['body']

function recorded(
  plan: LaunchPlan,
  { state, nested }: Thread,
  { text, testCase, forState }: Omit<Arguments<'stepthrough/recordResult'>, 'threadId'>,
  answer: { readonly output: Json } | { readonly error: string; readonly cause?: string | undefined },
): RecordedBody {
  const recorded = recordAnswer(text, {
    stateMachineName:
      nested?.stateMachineName ?? plan.stateMachineName ?? plan.run.definition.logicalId ?? machineNameOf(plan.program.path),
    testCase,
    stateName: state!.name,
    answer:
      'error' in answer
        ? { Throw: { Error: answer.error, ...(answer.cause === undefined ? {} : { Cause: answer.cause }) } }
        : { Return: answer.output },
    forState,
  })
  if (typeof recorded === 'string') throw errors.mock(recorded)
  return recorded
}
