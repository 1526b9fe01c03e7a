import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { optionsOf } from '../core/model/optionsOf'
import { openProgram, type Program } from '../core/run/program'
import { mayName } from '../hosts/node/files'
import { UsageError } from './command'
import { beside, outside, readDocument } from './files'
import type { Terminal } from './terminal'

/** What is run, and the file that it stands in: the named one, or the one that it names as a template. Throws UsageError where one cannot be read. */
export async function openDefinition(
  terminal: Terminal,
  file: string,
  name: string | undefined,
): Promise<{ readonly file: string; readonly program: Program }> {
  const program = await openProgram(await readDocument(terminal, file, { running: true }), name, (chosen) => {
    const inner = beside(file, chosen.path)
    const path = resolve(terminal.cwd, file)
    if (!mayName(dirname(path), resolve(terminal.cwd, inner), [terminal.cwd])) throw new UsageError(outside(file, inner))
    return readDocument(terminal, inner, { ...optionsOf(chosen, pathToFileURL(path).href), running: true }, 'definition')
  })
  return { file: program.file === undefined ? file : beside(file, program.file.path), program }
}
