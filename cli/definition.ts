import { isAbsolute, relative, resolve } from 'node:path'
import type { Program } from '../core/run/program'
import { openProgramAt, UnreadableFile } from '../hosts/node/program'
import { UsageError } from './command'
import type { Terminal } from './terminal'

/**
 * What is run, and the file that it stands in: the named one, or the one that it names as a template. A template near it says what its
 * substitutions stand for. Throws UsageError where one cannot be read.
 */
export async function openDefinition(
  { cwd }: Terminal,
  file: string,
  name: string | undefined,
): Promise<{ readonly file: string; readonly program: Program }> {
  const named = resolve(cwd, file)
  const show = (path: string) => (path === named ? file : isAbsolute(file) ? path : relative(cwd, path))
  try {
    const { path, program } = await openProgramAt(named, name, { root: cwd, show })
    return { file: show(path), program }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message)
    throw error
  }
}
