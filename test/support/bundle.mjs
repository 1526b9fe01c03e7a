import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { synchronousJsonata } from '../../scripts/jsonata.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The newest change under some folders, in ms since the epoch. */
function newest(folders) {
  let time = 0
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true })) {
      if (/\.(ts|mjs)$/.test(entry)) time = Math.max(time, statSync(join(root, folder, entry)).mtimeMs)
    }
  }
  return time
}

/**
 * Bundles a TypeScript file of the repository and imports it. The checkers in ../shared load adapters as plain modules in threads that
 * start often, so that the bundle is kept under node_modules/.cache and made anew only when a source has changed.
 * @param {string} entry path from the root of the repository
 * @param {string[]} sources the folders that its imports come from
 */
export async function importBundled(entry, sources = ['core', 'hosts', 'test']) {
  const stamp = Math.round(newest(sources)).toString(36)
  const file = join(root, 'node_modules/.cache/stepthrough', `${entry.replace(/\W+/g, '-')}-${stamp}.cjs`)
  if (!existsSync(file)) {
    const { build } = await import('esbuild')
    await build({
      entryPoints: [join(root, entry)],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      plugins: [synchronousJsonata],
      logLevel: 'error',
    })
  }
  return (await import(pathToFileURL(file).href)).default
}
