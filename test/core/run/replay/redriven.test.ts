import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../../core/history/types'
import type { TaskOutcome } from '../../../../core/interpreter'
import { follow } from '../../../../core/run/replay/follow'
import { begin, type Definition, eventsOf, machine } from '../../interpreter/run'
import { recordingOf, replayed } from './support'

const task: Definition = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { QueueUrl: 'q', 'MessageBody.$': '$' },
  ResultPath: '$.call',
  Next: 'Told',
}
const told: Definition = {
  Type: 'Pass',
  Parameters: { 'n.$': '$$.Execution.RedriveCount', 'v.$': '$.v' },
  End: true,
}
const each = (config: Definition, more: Definition = {}): Definition =>
  machine({
    Each: { Type: 'Map', ItemProcessor: machine({ Call: task, Told: told }, { ProcessorConfig: config }), ...more, Next: 'Last' },
    Last: { Type: 'Pass', Parameters: { 'at.$': '$$.Execution.RedriveTime', 'all.$': '$' }, End: true },
  })

/** The second call fails. */
const answer = ({ before }: { readonly before: number }): TaskOutcome =>
  before === 1 ? { kind: 'failed', error: 'Boom' } : { kind: 'succeeded', output: before }

async function recorded(definition: Definition) {
  const execution = begin(definition, {
    input: [{ v: 'a' }, { v: 'b' }, { v: 'c' }],
    task: answer,
    redrivable: true,
    seed: 4,
    executionName: 'e',
  })
  await execution.run()
  execution.redrive(execution.now + 9_001)
  await execution.run()
  expect(execution.status).toBe('SUCCEEDED')
  return eventsOf(execution)
}

/** An event more behind another, and the ids of all behind it. */
function inserted(events: readonly HistoryEvent[], after: number, type: string): HistoryEvent[] {
  const moved = (id: number) => (id > after ? id + 1 : id)
  const all = events.map((event) => ({ ...event, id: moved(event.id), previousEventId: moved(event.previousEventId) }))
  all.splice(after, 0, { type, id: after + 1, previousEventId: after - 1, timestamp: events[after - 1]!.timestamp })
  return all
}

test('a recorded redrive is replayed, with its time', async () => {
  const events = await recorded(each({ Mode: 'INLINE' }))
  const execution = replayed(each({ Mode: 'INLINE' }), recordingOf(events))
  expect(follow(execution)).toBeUndefined()
  expect(eventsOf(execution)).toEqual(events)
  expect(execution.redriven?.count).toBe(1)
})

test('a failed iteration tells on AWS that its task is aborted, which is no difference', async () => {
  const events = await recorded(each({ Mode: 'INLINE' }, { MaxConcurrency: 1 }))
  const failed = events.find(({ type }) => type === 'MapIterationFailed')!.id
  const execution = replayed(each({ Mode: 'INLINE' }, { MaxConcurrency: 1 }), recordingOf(inserted(events, failed, 'TaskStateAborted')))
  expect(follow(execution)).toBeUndefined()
  expect(eventsOf(execution)).toEqual(events)
  const { position } = execution
  for (let back = position; back > 0; back -= 5) {
    execution.goTo(back)
    expect(follow(execution)).toBeUndefined()
    expect([execution.position, eventsOf(execution)]).toEqual([position, events])
  }
})

test('of a Map Run the recorded results are taken, before the redrive and behind it', async () => {
  const distributed = each({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' })
  const events = await recorded(distributed)
  const execution = replayed(distributed, recordingOf(events))
  expect(follow(execution)).toBeUndefined()
  expect(eventsOf(execution)).toEqual(events)
})

test('a recording that ends where the execution has failed can be redriven here', async () => {
  const events = await recorded(each({ Mode: 'INLINE' }))
  const whole = events.slice(
    0,
    events.findIndex(({ type }) => type === 'ExecutionRedriven'),
  )
  const execution = replayed(each({ Mode: 'INLINE' }), recordingOf(whole))
  expect(follow(execution)).toBeUndefined()
  expect(execution.status).toBe('FAILED')
  expect(execution.redrive()).toBeUndefined()
  expect(execution.followed?.left).toMatchObject({ kind: 'changed', by: 'redrive' })
  await execution.run()
  expect(execution.history.length).toBeGreaterThan(whole.length + 1)
})
