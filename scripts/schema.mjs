// Makes the JSON schemas in schemas/: of stepthrough.json and of test files from the tables of their members, and of what the commands print: node scripts/schema.mjs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const folder = fileURLToPath(new URL('../schemas/', import.meta.url))

/** Of what each is, and by whom it is read; see `SchemaUse`. */
const files = {
  'config.schema.json': ['configSchema', 'checks'],
  'config.editor.schema.json': ['configSchema', 'describes'],
  'test.schema.json': ['testSchema', 'checks'],
  'test.editor.schema.json': ['testSchema', 'describes'],
}

/**
 * The schemas as they should be, and as they are, by file name.
 * @returns {Promise<{ made: Record<string, string>, kept: Record<string, string> }>}
 */
export async function schemas() {
  const of = await importBundled('scripts/schemaTables.ts', ['core', 'cli', 'scripts'])
  const text = (schema) => `${JSON.stringify(schema, null, 2)}\n`
  const made = [
    ...Object.entries(files).map(([name, [what, use]]) => [name, text(of[what](use))]),
    ...Object.entries(of.schemaFiles()).map(([name, schema]) => [name, text(schema)]),
  ]
  const kept = made
    .map(([name]) => name)
    .flatMap((name) => (existsSync(join(folder, name)) ? [[name, readFileSync(join(folder, name), 'utf8')]] : []))
  return { made: Object.fromEntries(made), kept: Object.fromEntries(kept) }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(folder, 'cli'), { recursive: true })
  for (const [name, text] of Object.entries((await schemas()).made)) writeFileSync(join(folder, name), text)
}
