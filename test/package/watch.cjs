// node --require watch.cjs PROGRAM: writes the files of dist/ that the program has read to the file WATCH_OUTPUT. `vscode` is stood in for.
const { writeFileSync } = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

const dist = path.join(__dirname, '../../dist')
const load = Module._load
const read = new Set()
/** Anything that is asked of it is itself. */
const anything = new Proxy(() => {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
  construct: () => anything,
})

Module._load = function (name, parent, ...rest) {
  if (name === 'vscode') return anything
  const file = Module._resolveFilename(name, parent)
  if (file.startsWith(dist)) read.add(path.relative(dist, file).replaceAll('\\', '/'))
  return load.call(this, name, parent, ...rest)
}
process.on('exit', () => writeFileSync(process.env.WATCH_OUTPUT, JSON.stringify([...read])))
