import { relative, resolve } from 'node:path'
import type { Ports } from '../core/interpreter'
import type { Run } from '../core/run/prepare'
import { redactionOf } from '../core/run/saved/redact'
import { headerOf, RunWriter } from '../core/run/saved/write'
import { reason } from '../hosts/node/files'
import { newRunFile } from '../hosts/node/savedRuns'
import { type Call, UsageError } from './command'
import { inLine, type Terminal } from './terminal'

/** A run that is written down while it runs. */
export interface Saving {
  /** It remembers what comes from outside. */
  readonly run: Run
  readonly writer: RunWriter
  close(): void
}

interface About {
  readonly file: string
  readonly seed: string | undefined
  readonly machine: Ports['machine']
}

/** The file of `--save`, with its first line; undefined: it is not asked for. Throws UsageError. */
export function openSaving(call: Call, terminal: Terminal, run: Run, { file, seed, machine }: About): Saving | undefined {
  const folder = call.text('save')
  if (folder === undefined) {
    if (call.has('redact')) throw new UsageError('--redact says what --save leaves out: name its folder')
    return undefined
  }
  const now = new Date()
  const { executionName, stateMachineName } = run.options
  const name = executionName ?? stateMachineName ?? run.definition.logicalId ?? file.replace(/^.*[\\/]/, '').replace(/\.asl.*$/, '')
  try {
    const saved = newRunFile(resolve(terminal.cwd, folder), name, now)
    const remembering = { ...run, options: { ...run.options, remember: true } }
    const writer = new RunWriter(saved.write, machine, redactionOf(call.all('redact')))
    writer.begin(headerOf(run, { file: resolve(terminal.cwd, file), ...saved.about, ...(seed !== undefined && { seed }) }))
    terminal.err(`saved in ${inLine(relative(terminal.cwd, saved.path))}\n`)
    return { run: remembering, writer, close: () => saved.close() }
  } catch (error) {
    throw new UsageError(`cannot save in ${folder}: ${reason(error)}`)
  }
}
