import { closeSync, openSync, writeFileSync } from 'node:fs'
import { type Recording, readRecordings } from '../../../core/history/recordings/read'
import type { History } from '../../../core/history/types'
import { type RecordedCase, recordTest } from '../../../core/language/testFiles/recordTest'
import { childEvents, runEvents } from '../../../core/language/testFiles/runEvents'
import { importedEnding, stemOf } from '../../../core/model/fileNames'
import { loadYaml } from '../../../core/model/parse'
import { Inspector } from '../../../core/run/inspect/inspector'
import { searchEvents } from '../../../core/run/inspect/search'
import { openedGraph } from '../../../core/run/opened/graph'
import { importedText } from '../../../core/run/opened/import'
import { chooseRecording } from '../../../core/run/replay/choose'
import { Allowance } from '../../../core/run/rows'
import { fileItems } from '../items'
import { hostPorts } from '../ports'
import { newRunFile } from '../savedRuns'
import { faultText, type OpenedFile, openFile } from './opened'
import type { ImportArguments, ReaderRequests, RowsBody, TestArguments } from './protocol'

/** Characters of the rows of one answer, about: whoever shows them shows the first while the next are on their way. */
const batchSize = 256 * 1024

type Answers = {
  [K in keyof ReaderRequests]: (args: ReaderRequests[K]['arguments']) => Promise<ReaderRequests[K]['body']> | ReaderRequests[K]['body']
}

/** Answers what is asked of one run. Throws an error with a sentence where it cannot. */
export function readerAnswers(now: () => Date = () => new Date()): Answers {
  let file: OpenedFile | undefined
  let looked: Inspector | undefined
  let allowance = new Allowance()
  const opened = (): OpenedFile => {
    if (file === undefined) throw new Error('No run has been opened.')
    return file
  }
  const inspector = (): Inspector => {
    looked ??= new Inspector(opened())
    return looked
  }
  const rows = ({ from }: { readonly from: number }): RowsBody => {
    const { rows, execution } = opened()
    const { history, status } = execution
    if (from === 0) allowance = new Allowance()
    const events = rows.from(from, batchSize, allowance)
    const next = from + events.length
    return { from, events, status, ...(next < history.length && { next }) }
  }
  return {
    open: async ({ path, text }) => {
      file = await openFile(path, text)
      looked = undefined
      const { from, name, note } = file
      return { kind: from, name, ...(note !== undefined && { note }) }
    },
    rows,
    whole: ({ id }) => {
      const { history } = opened().execution
      return Number.isInteger(id) && id > 0 && id <= history.length ? history.event(id - 1) : undefined
    },
    search: (args) => searchEvents(opened().execution.history, args),
    visit: ({ event, attempt }) => inspector().visit(event, attempt),
    execution: () => inspector().execution(),
    value: (at) => inspector().value(at),
    valueText: (at) => inspector().text(at),
    graph: () => {
      const drawn = openedGraph(opened())
      const { definition } = opened()
      if (drawn === undefined || definition === undefined) return undefined
      const { offset, length } = definition.range
      return { file: drawn.file, machine: { range: { offset, length }, graph: drawn.graph, marks: [] } }
    },
    test: (args) => testOf(opened(), args),
    export: ({ to }) => exportHistory(opened().execution.history, to),
    check: ({ texts }) => ({ executions: recordingsIn(texts).map(({ arn }) => arn ?? '') }),
    import: (args) => importHistory(args, now()),
  }
}

async function testOf(file: OpenedFile, { text, ...made }: TestArguments): Promise<RecordedCase> {
  if (made.format === 'yaml') await loadYaml()
  const { execution, within, options, seed, from, document, definition, folder } = file
  const { context, variables } = options ?? {}
  const ports = { hash: hostPorts({}).hash, ...(folder !== undefined && { readItems: fileItems(folder), writeResults: () => ({}) }) }
  const recorded = await recordTest(
    text,
    {
      ...made,
      ran: document && definition && { document, definition },
      given: { seed, variables, context },
      isForeign: from === 'history',
      events: runEvents(execution.history),
      within: definition === undefined ? [] : childEvents(within, definition),
    },
    ports,
  )
  if (typeof recorded === 'string') throw new Error(recorded)
  return recorded
}

/** In pieces: the whole may be more than a text can hold. */
function exportHistory(history: History, to: string): undefined {
  const out = openSync(to, 'w')
  try {
    writeFileSync(out, '{"events":[')
    for (let i = 0; i < history.length; i++) writeFileSync(out, `${i === 0 ? '' : ','}\n${JSON.stringify(history.event(i))}`)
    writeFileSync(out, '\n]}\n')
  } finally {
    closeSync(out)
  }
}

/** Several texts are one history, or several logs. Throws an error with a sentence where they are none. */
function recordingsIn(texts: readonly string[]): readonly Recording[] {
  const recordings = readRecordings(texts)
  if ('kind' in recordings) throw new Error(faultText(texts[recordings.text] ?? '', recordings))
  return recordings
}

function importHistory({ texts, folder, execution, ...about }: ImportArguments, now: Date): { readonly path: string } {
  const recording = chooseRecording(recordingsIn(texts), execution)
  if (typeof recording === 'string') throw new Error(recording)
  const file = newRunFile(folder, about.logicalId ?? stemOf(about.file ?? 'history'), now, importedEnding)
  try {
    for (const text of importedText(recording, { ...about, savedAt: now.getTime() })) file.write(text)
  } finally {
    file.close()
  }
  return { path: file.path }
}
