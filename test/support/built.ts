import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(__dirname, '../..')

/** The newest change of a source in some folders, in ms since the epoch. */
function newest(folders: readonly string[]): number {
  const times = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|json)$/.test(name))
      .map((name) => statSync(join(root, folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  )
  return Math.max(...times)
}

/**
 * dist/NAME.js, the program that users run. Where a source in `folder`, or in one that every program is made of, has changed since
 * `npm run build`, it is built anew.
 */
export async function built(name: 'cli' | 'server' | 'debugAdapter' | 'web/server' | 'web/debugAdapter', folder: string): Promise<string> {
  const file = join(root, `dist/${name}.js`)
  if (!existsSync(file) || statSync(file).mtimeMs < newest(['core', 'hosts', 'library', 'scripts', folder]))
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs'), name], { cwd: root })
  return file
}
