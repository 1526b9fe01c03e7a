'use strict'
// Finds and loads the handler of a Node function: CommonJS, ES modules, and TypeScript as the project or Node itself can.
const { spawn } = require('node:child_process')
const { existsSync, readFileSync } = require('node:fs')
const { createRequire, Module } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

/** In the order in which Lambda looks for them. */
const extensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']
const isTypeScript = (file) => /\.[mc]?ts$/.test(file)

/** An error by its name in Lambda, with the stack of what has caused it. */
function runtimeError(name, message, cause) {
  const error = new Error(message)
  error.name = `Runtime.${name}`
  const stack = cause instanceof Error ? String(cause.stack) : ''
  error.stack = `${error.name}: ${message}${stack === '' ? '' : `\n${stack}`}`
  return error
}

/** `folder/file.object.function` to the file without its extension and the names in it. */
function parts(taskRoot, handler) {
  const found = /^([^.]*)\.(.+)$/.exec(path.basename(handler))
  if (!found) throw runtimeError('MalformedHandlerName', `Bad handler '${handler}': it has to be FILE.FUNCTION`)
  return { module: path.resolve(taskRoot, path.dirname(handler), found[1]), names: found[2].split('.') }
}

function fileOf(taskRoot, handler) {
  const { module } = parts(taskRoot, handler)
  return [module, ...extensions.map((extension) => module + extension)].find((file) => existsSync(file) && path.extname(file) !== '')
}

/** Whether the nearest package.json makes .js and .ts files ES modules. */
function isModulePackage(folder) {
  const file = path.join(folder, 'package.json')
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')).type === 'module'
    } catch {
      return false
    }
  }
  const parent = path.dirname(folder)
  return parent !== folder && path.basename(folder) !== 'node_modules' && isModulePackage(parent)
}

const isModule = (file) => /\.m[jt]s$/.test(file) || (/\.[jt]s$/.test(file) && isModulePackage(path.dirname(file)))

const load = (file) => (isModule(file) ? import(pathToFileURL(file).href) : require(file))

/** What of a package the project has installed; undefined where it has not. */
function installed(file, name) {
  try {
    return createRequire(file).resolve(name)
  } catch {
    return undefined
  }
}

/** Who reads TypeScript, the first that is there: `use` loads a file with it. */
const loaders = [
  {
    find: (file) => installed(file, 'tsx/cjs/api') && installed(file, 'tsx/esm/api'),
    use: async (file) => {
      require(installed(file, 'tsx/cjs/api')).register()
      // its CommonJS twin does not find what it registers
      const esm = installed(file, 'tsx/esm/api').replace(/\.cjs$/, '.mjs')
      const { register } = await import(pathToFileURL(esm).href)
      register()
      return load(file)
    },
  },
  { find: (file) => installed(file, 'esbuild'), use: (file) => bundled(require(installed(file, 'esbuild')), file) },
  { find: () => process.features.typescript || mayStripTypes(), use: (file) => import(pathToFileURL(file).href) },
]

/** Node before 22.18 strips types where it is told to. */
const mayStripTypes = () => process.allowedNodeEnvironmentFlags.has('--experimental-strip-types')

/** The handler's file with all that it imports of the project, as one CommonJS module in memory; packages are required as they are. */
function bundled(esbuild, file) {
  const url = '__fileOfHandler'
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [file],
    // a source map's names begin where the file is
    absWorkingDir: path.dirname(file),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    target: `node${process.versions.node}`,
    sourcemap: 'inline',
    logLevel: 'silent',
    define: { 'import.meta.url': url },
    banner: { js: `const ${url} = require('node:url').pathToFileURL(__filename).href;` },
  })
  process.setSourceMapsEnabled(true)
  const module = new Module(file)
  module.filename = file
  module.paths = Module._nodeModulePaths(path.dirname(file))
  module._compile(outputFiles[0].text, file)
  return module.exports
}

const noLoader = (file) =>
  runtimeError(
    'ImportModuleError',
    `Node ${process.versions.node} cannot run ${path.basename(file)}: install tsx or esbuild in the project, or put Node 22.18 or newer on PATH`,
  )

async function moduleOf(taskRoot, handler) {
  const file = fileOf(taskRoot, handler)
  if (file === undefined) {
    const { module } = parts(taskRoot, handler)
    throw runtimeError('ImportModuleError', `Error: Cannot find module '${module}' with one of ${extensions.join(', ')}`)
  }
  const loader = isTypeScript(file) ? loaders.find(({ find }) => find(file)) : { use: load }
  if (loader === undefined) throw noLoader(file)
  try {
    return await loader.use(file)
  } catch (error) {
    throw asLambda(error)
  }
}

/** What is wrong with the user's module, by Lambda's names; anything else is an error of the module's own. */
function asLambda(error) {
  // what tsx cannot read is no SyntaxError
  if (error instanceof SyntaxError || error?.name === 'TransformError') return runtimeError('UserCodeSyntaxError', String(error), error)
  if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error?.code)) return runtimeError('ImportModuleError', String(error), error)
  const [first] = error?.errors ?? []
  if (first?.location === undefined) return error
  // of esbuild
  return runtimeError(/^Could not resolve/.test(first.text) ? 'ImportModuleError' : 'UserCodeSyntaxError', error.message, error)
}

/** The function that a handler's text names. Rejects with an error as Lambda names it. */
async function loadHandler(taskRoot, handler) {
  const { names } = parts(taskRoot, handler)
  const module = await moduleOf(taskRoot, handler)
  const within = (root) => names.reduce((object, name) => object?.[name], root)
  const found = within(module) ?? within(module?.default)
  if (found === undefined || found === null) throw runtimeError('HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof found !== 'function') throw runtimeError('HandlerNotFound', `${handler} is not a function`)
  return found
}

/** Runs `main`, in a Node that has been told to strip types where that is what it needs for this handler. */
function withTypes(main) {
  let file
  try {
    file = fileOf(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)
  } catch {
    // main says what is wrong with the handler's name
  }
  const own = loaders.at(-1)
  const flag = '--experimental-strip-types'
  const needed = file !== undefined && isTypeScript(file) && loaders.find(({ find }) => find(file)) === own
  if (!needed || process.features.typescript) return main()
  const child = spawn(process.execPath, [...process.execArgv, flag, ...process.argv.slice(1)], { stdio: [0, 1, 2, 3] })
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code)))
}

module.exports = { loadHandler, runtimeError, withTypes }
