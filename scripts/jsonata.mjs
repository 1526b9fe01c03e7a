// The jsonata package without async, and safe. Its evaluator is written with async functions for the sake of functions that return promises;
// ours return none, and without a promise per evaluated node it is two to three times as fast, and an expression is evaluated in one step of
// the interpreter. The other changes are in jsonataChanges.mjs. esbuild and vitest both take the package through here; core/expressions/jsonata/engine.ts
// says so where it got another one.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { changes } from './jsonataChanges.mjs'

const synchronous = [
  [/\bawait Promise\.all\(/g, '('],
  [/\bawait /g, ''],
  [/\basync (?=function\b|\()/g, ''],
]

/** The package's source with all changes. Each has to occur: a new version of the package fails here instead of silently going without one. */
export function changed(source) {
  let text = source
  for (const [from, to] of [...synchronous, ...changes]) {
    const next = text.replaceAll(from, typeof to === 'string' ? () => to : to)
    if (next === text) throw new Error(`jsonata has changed: ${from} is not in its source any more. See scripts/jsonata.mjs`)
    text = next
  }
  if (/\bawait\b|\basync function/.test(text))
    throw new Error('jsonata has changed: something asynchronous is left. See scripts/jsonata.mjs')
  return text
}

const file = createRequire(import.meta.url).resolve('jsonata')

/** For esbuild. */
export const synchronousJsonata = {
  name: 'synchronous-jsonata',
  setup(build) {
    build.onLoad({ filter: /[\\/]jsonata[\\/]jsonata\.js$/ }, ({ path }) => ({
      contents: changed(readFileSync(path, 'utf8')),
      loader: 'js',
    }))
  },
}

/** For vitest: the sources' `import jsonata from 'jsonata'`. */
export const synchronousJsonataForVite = {
  name: 'synchronous-jsonata',
  enforce: 'pre',
  resolveId: (id) => (id === 'jsonata' ? '\0jsonata' : undefined),
  load: (id) =>
    id === '\0jsonata'
      ? `const module = { exports: {} }, exports = module.exports;\n${changed(readFileSync(file, 'utf8'))};\nexport default module.exports`
      : undefined,
}
