import { relative } from 'node:path'
import { findTests, NothingFound } from '../../hosts/node/tests/find'
import type { Suite } from '../../hosts/node/tests/suite'
import { namedConfig } from '../bind'
import { type Call, type ExitCode, UsageError } from '../command'
import type { Terminal } from '../terminal'
import { checksOf, mayAskAws } from './checks'
import { coverageRequest } from './coverageOptions'
import { type Chosen, countOf, runOnce, type TestRequest, updateOnce } from './once'
import { outputsOf } from './outputs'
import { watchTests } from './watch/watch'

/** `stepthrough test`: 1 where a test fails, or too little is reached. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  // an output that is another one each time would be written for ever
  if (call.has('update') && call.has('watch'))
    throw new UsageError('--update does not go with --watch: it changes the files that are watched')
  const request: TestRequest = {
    outputs: outputsOf(call),
    coverage: coverageRequest(call),
    config: await namedConfig(call, terminal),
    allowRemote: call.has('allow-remote'),
    checks: checksOf(call),
    update: call.has('update'),
  }
  const choose = () => chosenTests(call, terminal, request)
  const runSome = async (chosen: Chosen) => {
    await mayAskAws(chosen, request, terminal)
    if (!request.update) return runOnce(request, chosen, terminal)
    if (!(await updateOnce(request, chosen, terminal))) return { isGood: false, results: [] }
    const { suites } = await choose()
    const isChosen = ({ path }: Suite) => chosen.suites.some((suite) => suite.path === path)
    return runOnce(request, { ...chosen, suites: suites.filter(isChosen) }, terminal)
  }
  const isGood = call.has('watch') ? await watchTests({ choose, runSome }, terminal) : (await runSome(await choose())).isGood
  return isGood ? 0 : 1
}

/** Throws UsageError where there are none. */
async function chosenTests(call: Call, { cwd }: Terminal, { config }: TestRequest): Promise<Chosen> {
  try {
    const reader = { root: cwd, show: (path: string) => relative(cwd, path) || '.' }
    const chosen = { ...(await findTests(call.operands, reader, config)), wanted: filterOf(call) }
    if (countOf(chosen) === 0) throw new UsageError(nothing(call, chosen))
    return chosen
  } catch (error) {
    throw error instanceof NothingFound ? new UsageError(error.message) : error
  }
}

function filterOf(call: Call): Chosen['wanted'] {
  const filter = call.text('filter')?.toLowerCase()
  return filter === undefined ? () => true : ({ name }) => name.toLowerCase().includes(filter)
}

function nothing(call: Call, { suites }: Chosen): string {
  const filter = call.text('filter')
  const where = call.operands.length === 0 ? 'in this folder' : `in ${call.operands.join(', ')}`
  if (filter !== undefined) return `there is no test ${where} whose name contains "${filter}"`
  return suites.length > 0
    ? `there is no test ${where}: no test file there has a case`
    : `there is no test ${where}: no *.asl.test.json, no *.asl.test.yaml and no mock file beside a definition`
}
