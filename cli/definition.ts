import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { optionsOf } from '../core/model/optionsOf'
import { openProgram, type Program } from '../core/run/program'
import { mayName } from '../hosts/node/files'
import { optionsNear } from '../hosts/node/tasks/templates'
import { UsageError } from './command'
import { beside, outside, readDocument } from './files'
import type { Terminal } from './terminal'

/**
 * What is run, and the file that it stands in: the named one, or the one that it names as a template. A template near it says what its
 * substitutions stand for. Throws UsageError where one cannot be read.
 */
export async function openDefinition(
  terminal: Terminal,
  file: string,
  name: string | undefined,
): Promise<{ readonly file: string; readonly program: Program }> {
  const near = await optionsNear(resolve(terminal.cwd, file), name, terminal.cwd)
  const document = await readDocument(terminal, file, { ...near, running: true }, near && 'definition')
  const program = await openProgram(document, name, (chosen) => {
    const inner = beside(file, chosen.path)
    const path = resolve(terminal.cwd, file)
    if (!mayName(dirname(path), resolve(terminal.cwd, inner), [terminal.cwd])) throw new UsageError(outside(file, inner))
    return readDocument(terminal, inner, { ...optionsOf(chosen, pathToFileURL(path).href), running: true }, 'definition')
  })
  return { file: program.file === undefined ? file : beside(file, program.file.path), program }
}
