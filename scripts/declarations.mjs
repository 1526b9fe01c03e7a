// The types of the library as one file, which imports nothing: what the compiler writes of the modules that library/index.ts exports.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url))

/** The text of dist/library.d.ts. Throws where the sources have errors. */
export function declarations() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b', 'library'], {
    cwd: at(''),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The types of the library are not made:\n${stdout}${stderr}`)
  const modules = [...readFileSync(at('library/index.ts'), 'utf8').matchAll(/from '\.\/(\w+)'/g)].map(([, name]) => name)
  const texts = modules.map((name) => readFileSync(at(`.build/library/${name}.d.ts`), 'utf8'))
  return texts.map((text) => text.replaceAll(/^import [^;]*;\n|^export \{\};\n/gm, '')).join('\n')
}
