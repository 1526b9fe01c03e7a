import { type Entries, hearing } from '../../run/answerer'
import { Answerers } from '../../run/answerers'
import type { Exchanged } from '../../run/exchange'
import { action } from '../action'
import { flag, oneOf, structure, text } from '../shapes'
import { testState as test } from '../testState/testState'
import type { TestStateRequest } from '../testState/types'

const shapes = {
  definition: text(1_048_576),
  'roleArn?': text(256),
  'input?': text(),
  'inspectionLevel?': oneOf('INFO', 'DEBUG', 'TRACE'),
  'revealSecrets?': flag,
  'variables?': text(),
  'stateName?': text(80),
  'mock?': structure,
  'context?': text(),
  'stateConfiguration?': structure,
}

/**
 * A task without a mock asks who answers tasks here. An error of the state is an answer (its `status` says so); refused are requests that
 * AWS refuses, as InvalidDefinition, InvalidExecutionInput or ValidationException. Source: API reference, TestState.
 */
export const testState = action<TestStateRequest>('TestState', shapes, async ({ parts }, request) => {
  let exchange: Exchanged | undefined
  const { time } = parts
  const entries = hearingEntries(parts.answerers ?? {}, (each) => {
    exchange = each
  })
  const answerers = new Answerers(entries, time && { ...time, sources: new Set(['binding']) })
  try {
    return await test(request, { ...parts.ports(), task: answerers.answer }, () => exchange)
  } finally {
    answerers.abort()
  }
})

/** Only what is really called has requests. */
function hearingEntries(entries: Entries, exchanged: (exchange: Exchanged) => void): Entries {
  const { binding } = entries
  return binding === undefined ? entries : { ...entries, binding: (call, control) => binding(call, hearing(control, exchanged)) }
}
