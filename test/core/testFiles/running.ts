import type { Json } from '../../../core/base/json'
import type { History } from '../../../core/history/types'
import type { createExecution, TaskCall } from '../../../core/interpreter'
import { parseDocument } from '../../../core/model/parse'
import { beginRun } from '../../../core/run/prepare'
import { programOf } from '../../../core/run/program'
import { unmocked } from '../../../core/run/unmocked'
import { cameOf, judge } from '../../../core/testFiles/judge'
import { prepareCase } from '../../../core/testFiles/prepareCase'
import type { AssertPorts, Called, Ran, Unanswered } from '../../../core/testFiles/ran'
import { readTestFile } from '../../../core/testFiles/read'
import type { Expectations, Failure, TestCase } from '../../../core/testFiles/types'

export const ports: AssertPorts = { random: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000', hash: (algorithm) => algorithm }

/** The cases of a test file in JSON; throws with what is wrong with the file. */
export function casesOf(text: string): readonly TestCase[] {
  const read = readTestFile(parseDocument(text, { format: 'json', content: 'test' }))
  if (read.kind === 'wrong') throw new Error(read.problems.map(({ message }) => message).join(' '))
  return read.file.cases
}

/** A case by its members. */
export const caseOf = (members: object): TestCase =>
  casesOf(JSON.stringify({ definition: 'x.asl.json', cases: [{ name: 'x', ...members }] }))[0]!

/** Runs a case as the runner does, without anybody who answers but its mocks; or says why it cannot run. */
export async function ranOf(definition: object, test: TestCase, mockConfig?: Json): Promise<Ran | readonly Failure[]> {
  const run = prepareCase(test, {
    program: programOf(JSON.stringify(definition)),
    definition: 'x.asl.json',
    ...(mockConfig !== undefined && { mockConfig: { text: JSON.stringify(mockConfig), file: 'MockConfigFile.json' } }),
  })
  if (!('kind' in run)) return run
  const calls: Called[] = []
  const within: History[] = []
  let unanswered: Unanswered | undefined
  const task = (call: TaskCall) => {
    const { stateName, state, input, resource, before, thread } = call
    calls.push({ state, input, events: execution.history.length })
    const mocked = run.mock?.(call)
    const outcome = mocked ?? unmocked.fail(call)
    if (outcome.kind === 'unanswered')
      unanswered ??= {
        stateName,
        stateMachineName: thread.nested?.stateMachineName,
        resource,
        before,
        input,
        cause: mocked === undefined ? undefined : outcome.cause,
      }
    return outcome
  }
  const execution: ReturnType<typeof createExecution> = beginRun(run, { task, over: (history) => void within.push(history), ...ports })
  await execution.run()
  return { run, execution, calls, within, unanswered }
}

/** What does not hold of a case of a definition. */
export async function failuresOf(definition: object, members: object, mockConfig?: Json): Promise<readonly Failure[]> {
  const test = caseOf(members)
  if (test.problems.length > 0) return test.problems.map(({ message }) => ({ what: 'case', message }))
  const ran = await ranOf(definition, test, mockConfig)
  return 'execution' in ran ? judge(test.expect, ran, ports) : ran
}

/** What would have held. */
export async function came(definition: object, members: object) {
  const test = caseOf(members)
  const ran = await ranOf(definition, test)
  if (!('execution' in ran)) throw new Error(ran[0]?.message)
  return cameOf(test.expect as Expectations, ran, ports)
}

export const task = (more: object = {}) => ({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay', ...more })

/** A machine of states that follow each other, the last being its end. */
export function chain(states: Readonly<Record<string, object>>): object {
  const names = Object.keys(states)
  const linked = Object.fromEntries(
    names.map((name, i) => {
      const state = states[name] as { readonly Type: string }
      const way =
        state.Type === 'Succeed' || state.Type === 'Fail' || state.Type === 'Choice'
          ? {}
          : i + 1 < names.length
            ? { Next: names[i + 1] }
            : { End: true }
      return [name, { ...way, ...state }]
    }),
  )
  return { StartAt: names[0], States: linked }
}
