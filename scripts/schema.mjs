// Makes the JSON schemas of stepthrough.json in schemas/ from the table of its members: node scripts/schema.mjs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const folder = fileURLToPath(new URL('../schemas/', import.meta.url))

/** By whom each is read; see `SchemaUse`. */
const files = { 'config.schema.json': 'checks', 'config.editor.schema.json': 'describes' }

/**
 * The schemas as they should be, and as they are, by file name.
 * @returns {Promise<{ made: Record<string, string>, kept: Record<string, string> }>}
 */
export async function schemas() {
  const { configSchema } = await importBundled('core/config/schema.ts', ['core'])
  const made = Object.entries(files).map(([name, use]) => [name, `${JSON.stringify(configSchema(use), null, 2)}\n`])
  const kept = Object.keys(files).flatMap((name) =>
    existsSync(join(folder, name)) ? [[name, readFileSync(join(folder, name), 'utf8')]] : [],
  )
  return { made: Object.fromEntries(made), kept: Object.fromEntries(kept) }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries((await schemas()).made)) writeFileSync(join(folder, name), text)
}
