import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { analyse } from '../../core/analysis/analyse'
import { Lines } from '../../core/base/lines'
import type { Execution, TaskCall } from '../../core/interpreter/api'
import { type Hindsight, hindsightOf } from '../../core/interpreter/hindsight'
import { flowGraphs } from '../../core/language/features/flowGraphs'
import { loadYaml, parseDocument } from '../../core/model/parse'
import { Inspector } from '../../core/run/inspect/inspector'
import { searchEvents } from '../../core/run/inspect/search'
import { prepareRun } from '../../core/run/prepare'
import { programIn } from '../../core/run/program'
import type { Programs } from '../../debugger/program/programs'
import type { HistoryBody } from '../../debugger/protocol'
import { HistoryFeed } from '../../debugger/shown/history'
import { begin } from '../../hosts/node/begin'
import type { Graphs, PanelRequests, Question } from '../../webview/messages'
import { machines, type PanelMachine } from './machines'

/** A run as the debug adapter tells of it, for tests of the panel. */
export interface PanelRun {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly execution: Execution
  /** The graph of its definition. */
  readonly graphs: Graphs
  /** The messages of the history, as the adapter sends them: in parts, with previews of long payloads. */
  readonly bodies: readonly HistoryBody[]
  /** Answers a question of the panel. */
  ask(question: Question): Promise<unknown>
}

/** How each question is answered from a run that is over. */
type Answers = {
  [K in keyof PanelRequests]: (args: PanelRequests[K]['arguments']) => PanelRequests[K]['body'] | Promise<PanelRequests[K]['body']>
}

/** Runs a machine of `machines`, or a definition's file, to its end. Messages come at most `every` events apart. */
export async function runOf(name: string, { input, every = 2000 }: { input?: string; every?: number } = {}): Promise<PanelRun> {
  const known = machines[name]?.()
  const machine: PanelMachine = known ?? { file: name, text: readFileSync(name, 'utf8'), ...(input && { input: JSON.parse(input) }) }
  const format = /\.ya?ml$/.test(machine.file) ? 'yaml' : 'json'
  if (format === 'yaml') await loadYaml()
  const document = parseDocument(machine.text, { format, content: 'definition' }, { running: true })
  const { mocks, limits } = machine
  const prepared = prepareRun({
    program: programIn(document),
    input: { value: machine.input ?? {} },
    startTime: '2026-11-29T09:30:00Z',
    remember: true,
    ...(limits && { limits }),
    ...(mocks && {
      mockConfig: { text: mocks.text },
      testCase: mocks.testCase,
      stateMachineName: mocks.stateMachineName,
    }),
  })
  if (prepared.kind === 'refused') throw new Error(prepared.problems.map(({ message }) => message).join('\n'))
  const task = machine.task ?? ((call: TaskCall) => prepared.mock?.(call) ?? { kind: 'succeeded', output: call.input })
  const execution = begin(prepared, { task, folder: dirname(machine.file), seed: 1 })
  const bodies: HistoryBody[] = []
  const source = { path: machine.file, lines: new Lines(machine.text) }
  // each event takes 7 ms here
  const clock = () => 7 * execution.history.length
  const feed = new HistoryFeed(execution, { fileOf: () => source } as unknown as Programs, (body) => bodies.push(body), clock)
  for (let sent = 0; execution.status === 'RUNNING'; ) {
    if (execution.next) feed.meet(execution.next)
    await execution.step()
    if (execution.history.length - sent < every) continue
    feed.flush()
    sent = execution.history.length
  }
  feed.flush()
  let past: Hindsight | undefined
  const inspector = new Inspector({
    execution,
    options: prepared.options,
    document: prepared.document,
    definition: prepared.definition,
    hindsight: () => (past ??= hindsightOf(execution)),
  })
  const answers: Answers = {
    goTo: () => {
      throw new Error('Nobody debugs this run.')
    },
    search: (args) => searchEvents(execution.history, args),
    whole: ({ id }) => feed.events({ from: id - 1, count: 1 }).events[0],
    visit: ({ event, attempt }) => inspector.visit(event, attempt),
    execution: () => inspector.execution(),
    value: (at) => inspector.value(at),
    valueText: (at) => inspector.text(at),
  }
  const ask = async ({ name, args }: Question): Promise<unknown> => (answers[name] as (args: unknown) => unknown)(args)
  const graphs = { file: machine.file, machines: flowGraphs(document, analyse(document)), files: [] }
  return { name: known ? name : machine.file, file: machine.file, text: machine.text, execution, graphs, bodies, ask }
}
