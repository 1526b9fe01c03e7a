import type { Json } from '../../../core/base/json'
import type { Execution } from '../../../core/interpreter'
import type { BindingRequest, BoundTasks } from '../../../core/run/bound'
import type { Run } from '../../../core/run/prepare'
import { readJson } from '../../../core/syntax/readJson'
import type { ContractMode } from '../../../core/tasks/aws/mockedResult'
import { contractFailures } from '../../../core/testFiles/contract'
import type { NamedText } from '../../../core/testFiles/prepareCase'
import { heldAgainst } from '../../../core/testFiles/testState/check'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { openTestState } from './testState'

/** What cases are held against beside what they expect. */
export interface CheckOptions {
  /** Mocked results, against what their APIs answer. */
  readonly contract?: ContractMode | undefined
  /** Each state that is entered, against AWS's TestState. */
  readonly aws?: boolean | undefined
}

/** The same for the cases of one suite. */
export interface Checks {
  /** The run as it has to begin. */
  prepared(run: Run): Run
  /** What it differs in. `run` has come to its end as `execution`. */
  failures(test: TestCase, run: Run, execution: Execution): Promise<readonly Failure[]>
  /** Never rejects. */
  close(): Promise<void>
}

/** Who checks the cases of a suite; undefined: nobody is asked to. A sentence says why AWS may not be asked. */
export async function openChecks(
  { contract, aws, signal }: CheckOptions & { readonly signal?: AbortSignal },
  request: BindingRequest,
  { programs = [] }: BoundTasks,
  mockConfig: NamedText | undefined,
): Promise<Checks | string | undefined> {
  if (contract === undefined && !aws) return undefined
  const endpoint = aws ? await openTestState(request, signal) : undefined
  if (typeof endpoint === 'string') return endpoint
  const nested = programs.map(({ name, document }) => ({ name, machine: document.definitions[0]?.machine }))
  const config = jsonOf(mockConfig)
  return {
    prepared: (run) => (aws ? { ...run, options: { ...run.options, remember: true } } : run),
    async failures(test, { definition: { machine } }, execution) {
      const own = contract === undefined ? [] : contractFailures(test, { mode: contract, machine, mockConfig: config, nested })
      if (endpoint === undefined) return own
      const { failures, untested } = await heldAgainst(execution, machine, contract, endpoint.ask)
      for (const each of untested) await request.print(test.name, each)
      return [...own, ...failures]
    },
    close: async () => endpoint?.close(),
  }
}

/** A text that is no JSON fails the cases that need it. */
function jsonOf(given: NamedText | undefined): Json | undefined {
  const read = given && readJson(given.text)
  return read !== undefined && 'value' in read ? read.value : undefined
}
