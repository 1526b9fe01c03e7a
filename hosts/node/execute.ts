import { dirname } from 'node:path'
import type { Execution, Ports, TaskCall, TaskOutcome } from '../../core/interpreter/api'
import { machinesOf } from '../../core/model/graph'
import { isTask } from '../../core/model/machine'
import type { Answerer } from '../../core/run/answerer'
import { Answerers } from '../../core/run/answerers'
import type { BoundTasks } from '../../core/run/bound'
import { OpenTasks } from '../../core/run/openTasks'
import { Passing } from '../../core/run/passing'
import type { Run } from '../../core/run/prepare'
import type { RunWriter } from '../../core/run/saved/write'
import { unmocked, withReasons } from '../../core/run/unmocked'
import { after } from './after'
import { type BeginOptions, begin } from './begin'

/** With whom a run goes to its end. */
export interface ExecuteOptions extends Pick<BeginOptions, 'seed' | 'machine' | 'journal' | 'readOnly' | 'over' | 'took'> {
  /** The definition's file, an absolute path: files beside it stand for the objects of buckets. */
  readonly path: string
  readonly bound: BoundTasks
  /** What a task without an answer does. Default `fail`. */
  readonly unmocked?: keyof typeof unmocked
  /** Real seconds for a second of the execution's waits. Default 0. */
  readonly scale?: number
  /** Answers before the run's own test case. */
  readonly first?: Answerer
  /** Writes the run down while it runs, and how it ended. */
  readonly writer?: RunWriter
  /** Hears of each call of a task before it is answered. */
  readonly asked?: (call: TaskCall, execution: Execution) => void
  /** Hears of a task that has no answer, and why. */
  readonly missed?: (call: TaskCall, outcome: TaskOutcome & { readonly kind: 'unanswered' }) => void
  /** Ends the execution from outside: it is ABORTED then. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs to the end, answered by its test case, by those who are bound, and as `unmocked` says. With a `journal` the execution is redriven from where
 * that ends. `bound` stays open.
 */
export async function execute(run: Run, options: ExecuteOptions): Promise<Execution> {
  const { path, bound, scale = 0, first, writer, asked, missed, signal } = options
  const binding = bound.answerer({ open: new OpenTasks(), execution: () => execution })
  const mock: Answerer = (call, control) => {
    asked?.(call, execution)
    return orElse(first?.(call, control), () => run.mock?.(call))
  }
  const entries = { mock, binding, unmocked: withReasons(unmocked[options.unmocked ?? 'fail'], run.strangers) }
  const real = { clock: () => performance.now(), after }
  const passing = new Passing(real, scale)
  const answerers = new Answerers(entries, { sources: new Set(['binding']), ...real, scale })
  const execution: Execution = begin(run, {
    task: missed === undefined ? answerers.answer : hearing(answerers.answer, missed),
    meanwhile: answerers.meanwhile,
    elapse: passing.elapse,
    folder: dirname(path),
    seed: options.seed,
    ...portsOf(options),
  })
  const stop = () => {
    answerers.abort()
    execution.abort()
    // nobody waits any more
    passing.skip()
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    if (options.journal !== undefined) execution.redrive()
    if (signal?.aborted) stop()
    await execution.run()
    writer?.end(execution)
    await bound.settled()
    return execution
  } finally {
    signal?.removeEventListener('abort', stop)
    answerers.abort()
  }
}

const hearing =
  (answer: Ports['task'], missed: NonNullable<ExecuteOptions['missed']>): Ports['task'] =>
  (call) => {
    const heard = (outcome: TaskOutcome) => {
      if (outcome.kind === 'unanswered') missed(call, outcome)
      return outcome
    }
    const outcome = answer(call)
    return outcome instanceof Promise ? outcome.then(heard) : heard(outcome)
  }

/** Why tasks that no test case answers may not be called, as far as that is known before the run. */
export const refusedCalls = (
  { definition, mocked }: Run,
  bound: BoundTasks,
  answered: { has(name: string): boolean } = mocked,
): Promise<readonly string[]> =>
  bound.foreign(
    machinesOf(definition.machine)
      .flatMap(({ states }) => [...states.values()].filter(isTask))
      .filter(({ name }) => !mocked.has(name) && !answered.has(name)),
  )

function portsOf({ bound, machine = bound.machine, journal, writer, readOnly, over, took }: ExecuteOptions) {
  const { readItems, writeResults } = bound
  return {
    ...(readItems && { readItems }),
    ...(writeResults && { writeResults }),
    ...(machine && { machine }),
    ...(writer && { keep: writer }),
    ...(journal && { journal }),
    ...(readOnly && { readOnly }),
    ...(over && { over }),
    ...(took && { took }),
  }
}

const orElse = (answer: ReturnType<Answerer>, otherwise: () => ReturnType<Answerer>): ReturnType<Answerer> =>
  answer instanceof Promise ? answer.then((outcome) => outcome ?? otherwise()) : (answer ?? otherwise())
