import { dirname, resolve } from 'node:path'
import type { Execution, TaskCall } from '../../../core/interpreter'
import type { BoundTasks } from '../../../core/run/bound'
import type { Given, Run } from '../../../core/run/prepare'
import type { Program } from '../../../core/run/program'
import { redactionOf } from '../../../core/run/saved/redact'
import { headerOf, RunWriter } from '../../../core/run/saved/write'
import { type Called, judge } from '../../../core/testFiles/judge'
import { prepareCase } from '../../../core/testFiles/prepareCase'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { execute } from '../execute'
import { readText, reason } from '../files'
import type { TestCoverage } from './coverage'
import { failuresOf, type Suite } from './suite'

/** What the cases of one suite share: read and bound once. */
export interface Shared {
  readonly suite: Suite
  /** The file that the definition stands in. */
  readonly program: Program
  readonly path: string
  readonly bound: BoundTasks
  readonly mockConfig: Given | undefined
  /** Counts what the cases reach. */
  readonly coverage?: TestCoverage | undefined
  readonly known: Known
  /** Executions can be saved, without the values of keys with these patterns. */
  readonly save?: readonly string[]
}

/** What the cases before have found out of the definition: it is good, or it cannot be run. */
interface Known {
  checked?: true
  faults?: readonly Failure[]
}

/** What came of a case: its failures, and the execution that was judged, where there was one. */
export interface Outcome {
  readonly failures: readonly Failure[]
  readonly ran?: { readonly run: Run; readonly execution: Execution; readonly calls: readonly Called[] }
  /** The text of the saved run. */
  readonly saved?: () => string
}

/** Runs a case and holds what comes of it against what it expects. Never rejects for what is wrong with it. */
export async function runCase(test: TestCase, shared: Shared): Promise<Outcome> {
  if (test.problems.length > 0) return { failures: failuresOf('case', shared.suite.text, test.problems) }
  const input = inputOf(test, shared.suite)
  if (input !== undefined && 'what' in input) return { failures: [input] }
  const { known } = shared
  if (known.faults !== undefined) return { failures: known.faults }
  const run = prepareCase(test, {
    program: shared.program,
    ...(known.checked && { checked: true }),
    ...(input && { input }),
    ...(shared.mockConfig && { mockConfig: shared.mockConfig }),
  })
  if (!('kind' in run)) {
    if (run.every(({ what }) => what === 'definition')) known.faults = run
    return { failures: run }
  }
  known.checked = true
  const { saved, ...ran } = await runOne(run, test, shared)
  return { failures: judge(test.expect, ran), ran: { run, ...ran }, ...(saved && { saved }) }
}

function inputOf({ inputFile }: TestCase, { path }: Suite): Given | Failure | undefined {
  if (inputFile === undefined) return undefined
  try {
    return { text: readText(resolve(dirname(path), inputFile)), file: true }
  } catch (error) {
    return { what: 'input', message: `cannot read ${inputFile}: ${reason(error)}` }
  }
}

async function runOne(run: Run, { seed }: TestCase, { path, bound, coverage, save }: Shared) {
  const calls: Called[] = []
  const asked = ({ thread, state, input }: TaskCall, { history }: Execution) => {
    if (thread.nested === undefined) calls.push({ state, input, events: history.length })
  }
  const lines: string[] = []
  const writer = save && new RunWriter((text) => lines.push(text), bound.machine, redactionOf(save))
  writer?.begin(headerOf(run, { file: path, ...(seed !== undefined && { seed }) }))
  const execution = await execute(run, { path, bound, seed, asked, ...coverage?.ports, ...(writer && { writer }) })
  coverage?.ended(execution)
  return { execution, calls, ...(writer && { saved: () => lines.join('') }) }
}
