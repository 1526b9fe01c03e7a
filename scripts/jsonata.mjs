// The jsonata package without async. Its evaluator is written with async functions for the sake of functions that return promises; ours
// return none, and without a promise per evaluated node it is two to three times as fast, and an expression is evaluated in one step of
// the interpreter. esbuild and vitest both take the package through here; core/jsonata/engine.ts says so where it got another one.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Each has to occur: where a new version of the package has changed, this fails instead of silently leaving something out. */
const changes = [
  [/\bawait Promise\.all\(/g, '('],
  [/\bawait /g, ''],
  [/\basync (?=function\b|\()/g, ''],
  // Data names its members: an inherited one (constructor, __proto__) is none of them, and a variable may be called hasOwnProperty.
  [/result = input\[key\];/g, 'result = Object.prototype.hasOwnProperty.call(input, key) ? input[key] : undefined;'],
  [/if\(bindings\.hasOwnProperty\(name\)\)/g, 'if(name in bindings)'],
  [/var bindings = \{\};/g, 'var bindings = Object.create(null);'],
  // An empty array that an object constructor gets as its input is a part of the payload: it must not get an item.
  [/input\.push\(undefined\);/g, 'input = createSequence(undefined);'],
  // Neither may an array of the payload get a mark.
  [
    /resultSequence\.keepSingleton = true;/g,
    'if(Array.isArray(resultSequence) && !resultSequence.sequence) resultSequence = resultSequence.slice(); resultSequence.keepSingleton = true;',
  ],
]

/** The package's source, made synchronous. */
export function synchronous(source) {
  let text = source
  for (const [from, to] of changes) {
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`jsonata has changed: ${from} is not in its source any more. See scripts/jsonata.mjs`)
    text = changed
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
      contents: synchronous(readFileSync(path, 'utf8')),
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
      ? `const module = { exports: {} }, exports = module.exports;\n${synchronous(readFileSync(file, 'utf8'))};\nexport default module.exports`
      : undefined,
}
