import { closeSync, openSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Execution, ExecutionOptions } from '../core/interpreter'
import { prepareRun, type Run, type RunRequest } from '../core/run/prepare'
import type { Program } from '../core/run/program'
import { laterMachines } from '../core/run/saved/resume'
import { readScale } from '../core/run/settings'
import { unheardText } from '../core/run/unheard'
import type { unmocked } from '../core/run/unmocked'
import { execute, refusedCalls } from '../hosts/node/execute'
import { reason } from '../hosts/node/files'
import { openProgramFrom } from '../hosts/node/program'
import { bind, configuredMocks } from './bind'
import { type Call, type ExitCode, UsageError } from './command'
import { readText, writeText } from './files'
import { givenOption, objectOption } from './jsonOptions'
import { openRedrive } from './redriving'
import { refuse } from './refuse'
import { reportPage } from './report/page'
import { type Reported, reportOf } from './report/report'
import { historyText, jsonResult, prettyJson, showFailure } from './result'
import { openSaving, type Saving } from './saving'
import { type Terminal, visible } from './terminal'

/** `stepthrough run`: 1 where the execution does not succeed, or the definition cannot be read. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  const [named, ...more] = call.operands
  if (named === undefined || more.length > 0) throw new UsageError('run needs one FILE; see stepthrough run --help')
  const { file, program } = await openProgramFrom(terminal.cwd, named, call.text('state-machine-name'))
  const scale = readScale(call.text('time'))
  if (scale === undefined) throw new UsageError(`--time is virtual, real or a scale such as 0.01, not "${call.text('time')}"`)
  const path = resolve(terminal.cwd, file)
  const ownMocks = call.text('mock-config')
  const mockFile = ownMocks ?? (call.text('test-case') === undefined ? undefined : await configuredMocks(call, terminal, path))
  const prepared = prepareRun(requestOf(call, terminal, program, mockFile))
  if (prepared.kind === 'refused') return refuse(call, terminal, { file, mockFile }, program, prepared.problems)
  const before = openRedrive(call, terminal, prepared)
  for (const stranger of prepared.strangers) terminal.err(`stepthrough: ${mockFile}: ${stranger}\n`)
  const bound = await bind(call, terminal, path)
  let saving: Saving | undefined
  try {
    const [first, ...others] = await refusedCalls(prepared, bound)
    if (first !== undefined) throw new UsageError(first, ...others)
    const machine = before === undefined ? bound.machine : laterMachines(before.saved, bound.machine)
    const seed = call.text('seed')
    const run = remembering(call, before?.run ?? prepared)
    saving = openSaving(call, terminal, run, { file, seed, machine })
    const execution = await execute(saving?.run ?? run, {
      path,
      bound,
      unmocked: (call.text('unmocked') ?? 'fail') as keyof typeof unmocked,
      scale,
      seed,
      ...(machine && { machine }),
      ...(saving && { writer: saving.writer }),
      ...(before && { journal: before.saved.journal }),
    })
    for (const each of execution.unheard) terminal.err(`stepthrough: ${visible(unheardText(each))}\n`)
    report(call, terminal, { execution, run, file }, () => showFailure(terminal, file, prepared.document, execution))
    return execution.status === 'SUCCEEDED' ? 0 : 1
  } finally {
    saving?.close()
    await bound.close()
  }
}

function requestOf(call: Call, terminal: Terminal, program: Program, mockFile: string | undefined): RunRequest {
  const text = (name: string, member = name) => {
    const value = call.text(name)
    return value && { [member]: value }
  }
  const [context, variables] = [objectOption(call, terminal, 'context'), objectOption(call, terminal, 'variables')]
  const input = givenOption(call, terminal, 'input')
  return {
    program,
    ...(input && { input }),
    ...(mockFile !== undefined && { mockConfig: { text: readText(terminal, mockFile), file: true } }),
    ...text('test-case', 'testCase'),
    ...text('state-machine-name', 'stateMachineName'),
    ...text('name', 'executionName'),
    ...text('start-time', 'startTime'),
    ...(text('type') as Pick<ExecutionOptions, 'type'> | undefined),
    ...(context && { context }),
    ...(variables && { variables }),
  }
}

/** A report tells of what came from outside. */
const remembering = (call: Call, run: Run): Run => (call.has('report') ? { ...run, options: { ...run.options, remember: true } } : run)

/** The result, the history and the page, each where it belongs. */
function report(call: Call, terminal: Terminal, reported: Reported, failure: () => string): void {
  const { execution } = reported
  const page = call.text('report')
  if (page !== undefined) writeText(terminal, page, reportPage(reportOf(reported)))
  const history = call.text('history')
  const result = history === '-' ? terminal.err : terminal.out
  if (history === '-') for (const text of historyText(execution.history)) terminal.out(text)
  else if (history !== undefined) writeHistory(terminal, history, execution)
  if (call.has('json')) result(jsonResult(execution))
  else if (execution.status === 'SUCCEEDED') result(`${prettyJson(execution.output ?? null)}\n`)
  else terminal.err(failure())
}

function writeHistory(terminal: Terminal, file: string, { history }: Execution): void {
  try {
    const to = openSync(resolve(terminal.cwd, file), 'w')
    try {
      for (const text of historyText(history)) writeFileSync(to, text)
    } finally {
      closeSync(to)
    }
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${reason(error)}`)
  }
}
