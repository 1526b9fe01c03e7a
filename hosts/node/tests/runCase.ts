import { dirname, resolve } from 'node:path'
import type { Execution, TaskCall } from '../../../core/interpreter'
import { Answerers } from '../../../core/run/answerers'
import type { BoundTasks } from '../../../core/run/bound'
import { OpenTasks } from '../../../core/run/openTasks'
import { Passing } from '../../../core/run/passing'
import type { Given, Run } from '../../../core/run/prepare'
import type { Program } from '../../../core/run/program'
import { unmocked, withReasons } from '../../../core/run/unmocked'
import { type Called, judge } from '../../../core/testFiles/judge'
import { prepareCase } from '../../../core/testFiles/prepareCase'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { after } from '../after'
import { begin } from '../begin'
import { readText, reason } from '../files'
import { failuresOf, type Suite } from './suite'

/** What the cases of one suite share: read and bound once. */
export interface Shared {
  readonly suite: Suite
  /** The file that the definition stands in. */
  readonly program: Program
  readonly path: string
  readonly bound: BoundTasks
  readonly mockConfig: Given | undefined
  readonly checked: boolean
}

/** What came of a case: its failures, and the execution that was judged, where there was one. */
export interface Outcome {
  readonly failures: readonly Failure[]
  readonly ran?: { readonly run: Run; readonly execution: Execution; readonly calls: readonly Called[] }
}

/** Runs a case and holds what comes of it against what it expects. Never rejects for what is wrong with it. */
export async function runCase(test: TestCase, shared: Shared): Promise<Outcome> {
  if (test.problems.length > 0) return { failures: failuresOf('case', shared.suite.text, test.problems) }
  const input = inputOf(test, shared.suite)
  if (input !== undefined && 'what' in input) return { failures: [input] }
  const run = prepareCase(test, {
    program: shared.program,
    checked: shared.checked,
    ...(input && { input }),
    ...(shared.mockConfig && { mockConfig: shared.mockConfig }),
  })
  if (!('kind' in run)) return { failures: run }
  const { execution, calls } = await runOne(run, test, shared)
  return { failures: judge(test.expect, { execution, calls }), ran: { run, execution, calls } }
}

function inputOf({ inputFile }: TestCase, { path }: Suite): Given | Failure | undefined {
  if (inputFile === undefined) return undefined
  try {
    return { text: readText(resolve(dirname(path), inputFile)), file: true }
  } catch (error) {
    return { what: 'input', message: `cannot read ${inputFile}: ${reason(error)}` }
  }
}

async function runOne(run: Run, { seed }: TestCase, { path, bound }: Shared) {
  const calls: Called[] = []
  const binding = bound.answerer({ open: new OpenTasks(), execution: () => execution })
  const entries = { mock: run.mock, binding, unmocked: withReasons(unmocked.fail, run.strangers) }
  const real = { clock: () => performance.now(), after }
  const answerers = new Answerers(entries, { sources: new Set(['binding']), ...real, scale: 0 })
  const { elapse } = new Passing(real, 0)
  const { readItems, writeResults, machine } = bound
  const task = (call: TaskCall) => {
    if (call.thread.nested === undefined) calls.push({ state: call.state, input: call.input, events: execution.history.length })
    return answerers.answer(call)
  }
  const execution: Execution = begin(run, {
    task,
    meanwhile: answerers.meanwhile,
    elapse,
    folder: dirname(path),
    ...(readItems && { readItems }),
    ...(writeResults && { writeResults }),
    ...(machine && { machine }),
    seed,
  })
  try {
    await execution.run()
    await bound.settled()
  } finally {
    answerers.abort()
  }
  return { execution, calls }
}
