import type { ContractMode } from '../../core/tasks/aws/mockedResult'
import type { CheckOptions } from '../../hosts/node/tests/checks'
import { configOf } from '../../hosts/node/tests/mockFile'
import { type Call, UsageError } from '../command'
import type { Terminal } from '../terminal'
import type { Chosen, TestRequest } from './once'

/** What `--contract` and `--aws` ask for. */
export function checksOf(call: Call): CheckOptions {
  const contract = call.text('contract')
  return { ...(contract !== undefined && { contract: contract.toUpperCase() as ContractMode }), ...(call.has('aws') && { aws: true }) }
}

/** Throws UsageError where AWS, or an endpoint elsewhere, would be asked without permission: nothing has run then. */
export async function mayAskAws({ suites, wanted }: Chosen, request: TestRequest, { cwd }: Terminal): Promise<void> {
  if (!request.checks.aws) return
  const { refusedTestState } = await import('../../hosts/node/tests/testState')
  const refused = new Set<string>()
  for (const suite of suites) {
    const { definition, cases } = suite
    if (definition === undefined || !cases.some((test) => wanted(test, suite))) continue
    const config = configOf(suite, request.config)
    const asked = { program: definition, root: cwd, ...(config !== undefined && { config }), remote: request.allowRemote }
    const why = await refusedTestState({ ...asked, howToAllow: '--allow-remote', print: () => undefined })
    if (why !== undefined) refused.add(why)
  }
  const [first, ...others] = refused
  if (first !== undefined) throw new UsageError(first, ...others)
}
