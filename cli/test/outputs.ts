import { dirname, normalize } from 'node:path'
import { type Call, UsageError } from '../command'
import { makeFolder, writeText } from '../files'
import type { Terminal } from '../terminal'
import { reporters } from './reporters'
import type { ReporterName } from './reporters/names'
import type { Reporter } from './reporters/reporter'

/** A reporter, and the file that it writes; none: the standard output. */
export interface Output {
  readonly name: ReporterName
  readonly file?: string
}

/** The reports that a call asks for: `--output` belongs to the reporter before it, and the standard output has one report. Throws UsageError. */
export function outputsOf(call: Call): Output[] {
  const outputs: { name: ReporterName; file?: string }[] = []
  for (const { name, value } of call.given) {
    const last = outputs.at(-1)
    if (name === 'reporter') outputs.push({ name: value as ReporterName })
    if (name !== 'output') continue
    if (last === undefined || last.file !== undefined)
      throw new UsageError(`--output ${value} goes behind the --reporter that writes it; see stepthrough test --help`)
    last.file = value
  }
  if (call.has('json') && !outputs.some(({ name, file }) => name === 'json' && file === undefined)) outputs.push({ name: 'json' })
  if (outputs.length === 0) return [{ name: 'pretty' }]
  const [one, two] = outputs.filter(({ file }) => file === undefined)
  if (one && two)
    throw new UsageError(
      `the standard output has one report, not both ${one.name} and ${two.name}; --output FILE behind one of them writes a file`,
    )
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : normalize(file)))
  const twice = files.find((file, i) => files.indexOf(file) !== i)
  if (twice !== undefined) throw new UsageError(`two reports cannot both be written to ${twice}`)
  return outputs
}

/** A reporter, where what it says goes, and its end: a file is written then. `file`: undefined for the standard output. */
interface Opened extends Reporter, Pick<Output, 'name'> {
  readonly file: string | undefined
  readonly write: (text: string) => void
  readonly close: () => void
}

/** Throws UsageError where a file cannot be written, before a test runs. */
export function openOutput({ name, file }: Output, terminal: Terminal): Opened {
  const reporter = reporters[name]({ colours: file === undefined && terminal.colours })
  if (file === undefined) return { ...reporter, name, file, write: terminal.out, close: () => {} }
  makeFolder(terminal, dirname(file))
  writeText(terminal, file, '')
  const texts: string[] = []
  return { ...reporter, name, file, write: (text) => void texts.push(text), close: () => writeText(terminal, file, texts.join('')) }
}
