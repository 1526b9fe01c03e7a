import { dirname, resolve } from 'node:path'
import { once } from '../../../core/base/once'
import type { BoundTasks } from '../../../core/run/bound'
import type { Run } from '../../../core/run/prepare'
import type { Program } from '../../../core/run/program'
import { redactionOf } from '../../../core/run/saved/redact'
import { headerOf, RunWriter } from '../../../core/run/saved/write'
import { type Came, cameOf, judge } from '../../../core/testFiles/judge'
import { type NamedText, prepareCase } from '../../../core/testFiles/prepareCase'
import type { Ran } from '../../../core/testFiles/ran'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { execute } from '../execute'
import { hostPorts } from '../ports'
import type { Reader } from '../program'
import type { Checks } from './checks'
import type { TestCoverage } from './coverage'
import { hear } from './heard'
import { readNamed } from './named'
import { failuresOf, type Suite } from './suite'

/** What the cases of one suite share: read and bound once. */
export interface Shared {
  readonly suite: Suite
  readonly program: Program
  /** The file that the definition stands in. */
  readonly path: string
  readonly bound: BoundTasks
  readonly mockConfig: NamedText | undefined
  readonly reader: Reader
  /** Counts what the cases reach. */
  readonly coverage?: TestCoverage | undefined
  /** Files of inputs as they were read. */
  readonly inputs: Map<string, NamedText | Failure>
  /** Executions can be saved, without the values of keys with these patterns. */
  readonly save?: readonly string[]
  /** What a run exports to a bucket is dropped. */
  readonly readOnly?: boolean
  /** Ends what runs. */
  readonly signal?: AbortSignal | undefined
  readonly checks: Checks | undefined
}

/** What the cases before have found out of a definition: it is good, or it cannot be run. */
interface Known {
  checked?: true
  faults?: readonly Failure[]
}

const programs = new WeakMap<Program, Known>()

function knownOf(program: Program): Known {
  const known = programs.get(program) ?? {}
  programs.set(program, known)
  return known
}

/** What came of a case: its failures, and the execution that was judged, where there was one. */
export interface Outcome {
  readonly failures: readonly Failure[]
  readonly ran?: Ran
  /** What would have held where the case does not: `acceptCame` writes it into the test file. */
  readonly came?: () => readonly Came[]
  /** The file that its definition stands in. */
  readonly file?: string
  /** The text of the saved run. */
  readonly saved?: () => string
}

/** Made once: what an expectation draws by chance is no part of an execution. */
const assertPorts = once(() => hostPorts({}))

/** Runs a case and holds what comes of it against what it expects. Never rejects for what is wrong with it. */
export async function runCase(test: TestCase, shared: Shared): Promise<Outcome> {
  if (test.problems.length > 0) return { failures: failuresOf('case', shared.suite.text, test.problems) }
  const input = inputOf(test, shared)
  if (input !== undefined && 'what' in input) return { failures: [input] }
  const known = knownOf(shared.program)
  if (known.faults !== undefined) return { failures: known.faults }
  const run = prepareCase(test, {
    program: shared.program,
    definition: shared.reader.show(shared.path),
    ...(known.checked && { checked: true }),
    ...(shared.save && { remember: true }),
    ...(input && { input }),
    ...(shared.mockConfig && { mockConfig: shared.mockConfig }),
  })
  if (!('kind' in run)) {
    if (run.every(({ what }) => what === 'definition')) known.faults = run
    return { failures: run }
  }
  known.checked = true
  const { checks } = shared
  const { ran, saved } = await runOne(checks?.prepared(run) ?? run, test, shared)
  const { expect } = test
  const failures = judge(expect, ran, assertPorts())
  const more = checks === undefined ? [] : await checks.failures(test, run, ran.execution)
  return {
    failures: [...failures, ...more],
    ran,
    came: () => cameOf(expect, ran, assertPorts()),
    file: shared.path,
    ...(saved && { saved }),
  }
}

function inputOf({ inputFile }: TestCase, shared: Shared): NamedText | Failure | undefined {
  if (inputFile === undefined) return undefined
  const { inputs } = shared
  const { suite, reader } = shared
  const input = inputs.get(inputFile) ?? readNamed(resolve(dirname(suite.path), inputFile), 'input', reader)
  inputs.set(inputFile, input)
  return input
}

async function runOne(run: Run, test: TestCase, { path, bound, coverage, save, signal, readOnly }: Shared) {
  const { seed } = test
  const { options, ran } = hear(test, coverage, save !== undefined)
  const lines: string[] = []
  const writer = save && new RunWriter((text) => lines.push(text), bound.machine, redactionOf(save))
  writer?.begin(headerOf(run, { file: path, ...(seed !== undefined && { seed }) }))
  const execution = await execute(run, { path, bound, seed, signal, ...options, ...(writer && { writer }), ...(readOnly && { readOnly }) })
  coverage?.ended(execution)
  return { ran: ran(run, execution), ...(writer && { saved: () => lines.join('') }) }
}
