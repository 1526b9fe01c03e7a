import { kindOf } from '../../history/events'
import { detailsOf, payloadValue, type RecordedEvent } from '../../history/types'
import { createExecution, plan, type TaskOutcome } from '../../interpreter'
import type { Machine } from '../../model/machine'
import { longestDuration } from '../../run/mock/answers'
import { isUnending, recordedAnswers } from '../../run/recorded'
import type { MockAnswer } from './recordAnswer'

/** A call of a task, and what a mock file says that it comes to. */
export interface MockedCall {
  readonly stateName: string
  readonly answer: MockAnswer
}

/** Steps of a run for each event of its history, at most: one that goes another way may not end. */
const stepsPerEvent = 100

/**
 * The calls of a run that is answered as a history says, in the order in which it makes them where no answer takes time: then a mock file has to have
 * the answers in this order. As many as are known: a run whose course depends on what the history does not tell may go another way.
 */
export function mockedCalls(machine: Machine, events: readonly RecordedEvent[]): MockedCall[] {
  const begun = events.find(({ type }) => type === 'ExecutionStarted')
  if (begun === undefined) return []
  const calls: MockedCall[] = []
  const recorded = recordedAnswers(events)
  const execution = createExecution(plan(machine), {
    input: payloadValue(detailsOf(begun).input ?? 'null'),
    ports: {
      task: (call) => {
        const answer = answerOf(recorded(call, nobody))
        if (answer === undefined) return { kind: 'unanswered', cause: '' }
        calls.push({ stateName: call.stateName, answer })
        return mocked(answer)
      },
      random: () => 0,
      uuid: () => '00000000-0000-4000-8000-000000000000',
      hash: () => '',
    },
  })
  for (let i = 0; i < events.length * stepsPerEvent && execution.status === 'RUNNING'; i++) void execution.step()
  return calls
}

const nobody = { aborted: false, onAbort: () => {}, heartbeat: () => {}, hold: () => {} }

function answerOf(outcome: ReturnType<ReturnType<typeof recordedAnswers>>): MockAnswer | undefined {
  if (outcome === undefined || outcome instanceof Promise) return undefined
  // nobody has waited for it to the end, and nobody does
  if (isUnending(outcome)) return { Return: null, duration: longestDuration }
  switch (outcome.kind) {
    case 'succeeded':
      return { Return: outcome.output }
    case 'failed':
      return thrown(outcome.error, outcome.cause)
    case 'timedOut':
      return thrown('States.Timeout')
    default:
      return undefined
  }
}

/** What a mock file says of an error. A task that fails without a name fails with States.TaskFailed. */
export const thrown = (error = 'States.TaskFailed', cause?: string): MockAnswer => ({
  Throw: { Error: error, ...(cause !== undefined && { Cause: cause }) },
})

function mocked(answer: MockAnswer): TaskOutcome {
  if ('Throw' in answer) {
    const { Error: error, Cause: cause } = answer.Throw
    return { kind: 'failed', error, ...(cause !== undefined && { cause }) }
  }
  const { Return: output, duration } = answer
  return { kind: 'succeeded', output, ...(duration !== undefined && { duration }) }
}

/** Whether a history ends by itself, so that what was cut short in it was cut short by the run. */
export const endsByItself = (events: readonly RecordedEvent[]): boolean =>
  events.some(({ type }) => {
    const kind = kindOf(type)
    return kind?.span === 'execution' && kind.role === 'closes' && type !== 'ExecutionAborted'
  })
