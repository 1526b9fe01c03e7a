import { closeSync, openSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type AnalyseOptions, analyse } from '../core/analysis/analyse'
import { isRefused } from '../core/analysis/refused'
import { Lines } from '../core/base/lines'
import type { Problem } from '../core/base/problem'
import { createExecution, type Execution, type ExecutionOptions, type Ports, plan } from '../core/interpreter'
import type { AslDocument, Definition } from '../core/model/document'
import { readMocks } from '../core/run/mock/answers'
import { unmocked, withReasons } from '../core/run/mock/unmocked'
import { contains } from '../core/syntax/walk'
import { fileArchive } from '../hosts/archive'
import { reason } from '../hosts/files'
import { fileItems } from '../hosts/items'
import { nodePorts } from '../hosts/ports'
import { type Call, type ExitCode, UsageError } from './command'
import { openDefinition } from './definition'
import { block } from './formats/pretty'
import { jsonTextOption, objectOption, readJson } from './jsonOptions'
import { historyText, jsonResult, prettyJson, showFailure } from './result'
import type { Terminal } from './terminal'

/** `stepthrough run`: 1 where the execution does not succeed, or the definition cannot be read. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  const [named, ...more] = call.operands
  if (named === undefined || more.length > 0) throw new UsageError('run needs one FILE; see stepthrough run --help')
  const { file, document, definition } = await openDefinition(terminal, named, call.text('state-machine-name'))
  const faults = faultsOf(call, document, definition)
  if (faults.length > 0) {
    const lines = new Lines(document.text)
    terminal.err(faults.map((fault) => block({ file, document, lines }, fault, terminal)).join('\n'))
    return 1
  }
  if (typeof definition === 'string') throw new UsageError(`cannot run ${file}: ${definition}`)
  const execution = createExecution(plan(definition.machine), optionsOf(call, terminal, file, definition))
  await execution.run()
  report(call, terminal, execution, () => showFailure(terminal, file, document, execution))
  return execution.status === 'SUCCEEDED' ? 0 : 1
}

/** The errors for which AWS would not create the state machine; where there is none in the text, what keeps it from being read. */
function faultsOf(call: Call, document: AslDocument, definition: Definition | string): Problem[] {
  if (typeof definition === 'string') return document.syntaxProblems.filter(isRefused)
  const type = call.text('type') as AnalyseOptions['type']
  return analyse(document, { ...(type && { type }) }).filter((problem) => isRefused(problem) && contains(definition.range, problem.offset))
}

function optionsOf(call: Call, terminal: Terminal, file: string, definition: Definition): ExecutionOptions {
  const type = (call.text('type') as ExecutionOptions['type']) ?? definition.type
  const startTime = call.text('start-time')
  const start = startTime === undefined ? undefined : Date.parse(startTime)
  if (Number.isNaN(start)) throw new UsageError(`--start-time is a time such as 2026-01-31T12:00:00Z, not "${startTime}"`)
  const [stateMachineName, executionName] = [call.text('state-machine-name'), call.text('name')]
  const [context, variables] = [objectOption(call, terminal, 'context'), objectOption(call, terminal, 'variables')]
  const input = jsonTextOption(call, terminal, 'input')
  return {
    input: input === undefined ? {} : input.value,
    ...(input !== undefined && { inputText: input.text }),
    ports: nodePorts({
      task: tasks(call, terminal, definition),
      archive: fileArchive(),
      readItems: fileItems(dirname(resolve(terminal.cwd, file))),
      seed: call.text('seed'),
      scale: scaleOf(call.text('time')),
    }),
    ...(type && { type }),
    ...(stateMachineName && { stateMachineName }),
    ...(executionName && { executionName }),
    ...(start !== undefined && { startTime: start }),
    ...(context && { context }),
    ...(variables && { variables }),
  }
}

/** The mock file, else what --unmocked says. */
function tasks(call: Call, terminal: Terminal, { machine }: Definition): Ports['task'] {
  const rest = unmocked[(call.text('unmocked') ?? 'fail') as keyof typeof unmocked]
  const [file, testCase, stateMachineName] = [call.text('mock-config'), call.text('test-case'), call.text('state-machine-name')]
  if (file === undefined && testCase === undefined) return rest
  if (file === undefined) throw new UsageError('--test-case needs --mock-config, the file that it is in')
  if (testCase === undefined) throw new UsageError('--mock-config needs --test-case, a test case in it')
  const mocks = readMocks(readJson(terminal, 'mock-config', file), { testCase, machine, ...(stateMachineName && { stateMachineName }) })
  if (mocks.kind === 'wrong') throw new UsageError(`${file}: ${mocks.message}`)
  for (const stranger of mocks.strangers) terminal.err(`stepthrough: ${file}: ${stranger}\n`)
  return (task) => mocks.answer(task) ?? withReasons(rest(task), mocks.strangers)
}

/** Real seconds for a second of the execution. */
function scaleOf(time: string | undefined): number {
  if (time === undefined || time === 'virtual') return 0
  const scale = time === 'real' ? 1 : Number(time)
  if (time.trim() === '' || !Number.isFinite(scale) || scale < 0)
    throw new UsageError(`--time is virtual, real or a scale such as 0.01, not "${time}"`)
  return scale
}

/** The result and the history, each where it belongs. */
function report(call: Call, terminal: Terminal, execution: Execution, failure: () => string): void {
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
