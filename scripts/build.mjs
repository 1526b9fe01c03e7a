// node scripts/build.mjs [--dev] [--watch] [NAME...]      Bundles every entry, or those named, into dist/. --dev: source maps, no minifying.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import esbuild from 'esbuild'
import { declarations } from './declarations.mjs'
import { synchronousJsonata } from './jsonata.mjs'
import { notices } from './notices.mjs'
import { themeStyles } from './themes.mjs'

const { values: options, positionals: only } = parseArgs({
  options: { dev: { type: 'boolean' }, watch: { type: 'boolean' } },
  allowPositionals: true,
})
const development = options.dev || options.watch
const root = new URL('..', import.meta.url)
process.chdir(root.pathname)
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What a `node dist/NAME.js` or VS Code loads. `lazy`: packages that are loaded on their first use, from dist/chunks. */
const programs = [
  { name: 'extension', entry: 'client/extension.ts', external: ['vscode', './languageClient'] },
  { name: 'languageClient', entry: 'client/languageClient.ts', external: ['vscode'] },
  { name: 'server', entry: 'server/main.ts' },
  { name: 'debugAdapter', entry: 'debugger/main.ts' },
  { name: 'debugSession', entry: 'debugger/worker.ts' },
  { name: 'runReader', entry: 'hosts/node/runs/reader.ts' },
  { name: 'testRunner', entry: 'hosts/node/tests/runner.ts' },
  { name: 'cli', entry: 'cli/bin.ts', banner: '#!/usr/bin/env node' },
  { name: 'library', entry: 'library/index.ts' },
]

/**
 * What no start needs: these packages, the large generated tables in folders named data/, and the SDK of `stepthrough mcp`. The sources import them as any other
 * module; in the bundles each is a file of its own, shared by all programs, that is read when one of its exports is first touched.
 */
const lazyPackages = ['yaml', 'jsonata', '@eslint-community/regexpp', 'jsonpath-plus', 'hyparquet']
/**
 * The clients of AWS services: a chunk each, and chunks for what several have in common. They are loaded by import() alone, which needs no getters.
 */
const awsClient = /^@aws-sdk\/client-([\w-]+)$/
const isLazyFile = (file) => (/\/data\/[\w-]+\.ts$/.test(file) && statSync(file).size > 50_000) || file.endsWith('/cli/mcp/sdk.ts')

/** The chunk's file: of a package by its name, of a table by its own. */
const chunkFile = (module) =>
  path.isAbsolute(module)
    ? `${module.endsWith('/mcp/sdk.ts') ? 'mcp-' : ''}${path.basename(module, '.ts')}.js`
    : `${module.replace('@', '').replaceAll('/', '-')}.js`

/** The names that a module exports: those that Node sees by import, and by require for a CommonJS package. */
async function exportsOf(module) {
  if (path.isAbsolute(module)) {
    const { metafile } = await esbuild.build({
      entryPoints: [module],
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
      metafile: true,
      outdir: 'dist',
    })
    return Object.values(metafile.outputs)[0].exports
  }
  const names = new Set(Object.keys(await import(module)))
  try {
    for (const key of Object.keys(createRequire(root)(module))) names.add(key)
  } catch {
    // An ES module only: import has told all.
  }
  names.delete('__esModule')
  names.delete('module.exports')
  return [...names]
}

const awsFile = (module) => `aws-${awsClient.exec(module)[1]}`

/** Bundles AWS clients: only of ES modules esbuild takes out what they share, and Node resolves CommonJS chunks as the programs are. */
async function awsChunks(modules) {
  const { outputFiles, metafile } = await esbuild.build({
    ...node,
    format: 'esm',
    splitting: true,
    write: false,
    entryPoints: modules.map((module) => ({ in: module, out: awsFile(module) })),
    chunkNames: 'aws-[hash]',
    outdir: 'dist/chunks',
    sourcemap: false,
    // The SDK would tell whoever runs on VS Code's own Node that its later versions will not run there.
    define: { 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"' },
  })
  for (const { path: file, text } of outputFiles) {
    const { code } = await esbuild.transform(text, { format: 'cjs', platform: 'node', target: 'node20', minify: !development })
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, code)
  }
  return { metafile, files: outputFiles.map(({ path: file }) => path.relative('.', file)) }
}

/** Replaces a lazy module by getters that load its chunk. `used` collects what has to be built. */
const lazy = (used) => ({
  name: 'lazy',
  setup(build) {
    const packages = new RegExp(`^(${lazyPackages.map((p) => p.replaceAll('/', '\\/')).join('|')})$`)
    build.onResolve({ filter: packages }, ({ path }) => ({ path, namespace: 'lazy' }))
    build.onResolve({ filter: /^\..*\/data\/|^\.\/[\w-]+$/ }, ({ path: name, resolveDir, namespace }) => {
      const file = `${path.join(resolveDir, name)}.ts`
      return namespace === 'file' && existsSync(file) && isLazyFile(file) ? { path: file, namespace: 'lazy' } : undefined
    })
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, async ({ path: module }) => {
      used.add(module)
      const getters = (await exportsOf(module))
        .filter((name) => name !== 'default')
        .map((name) => `get ${JSON.stringify(name)}() { return load()[${JSON.stringify(name)}] },`)
      return {
        contents: `let loaded
          const load = () => (loaded ??= require('./chunks/${chunkFile(module)}'))
          module.exports = { __esModule: true, get default() { const m = load(); return m.__esModule ? m.default : m }, ${getters.join('\n')} }`,
        loader: 'js',
      }
    })
    build.onResolve({ filter: awsClient }, ({ path: module }) => ({ path: module, namespace: 'aws' }))
    build.onLoad({ filter: /.*/, namespace: 'aws' }, ({ path: module }) => {
      usedAws.add(module)
      return { contents: `module.exports = require('./chunks/${awsFile(module)}.js')`, loader: 'js' }
    })
    build.onResolve({ filter: /^\.\/chunks\// }, ({ path }) => ({ path, external: true }))
  },
})

const common = {
  bundle: true,
  minify: !development,
  sourcemap: development ? 'linked' : false,
  // The licences' texts stand in ThirdPartyNotices.txt.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { __VERSION__: JSON.stringify(version) },
}
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's UMD main hides its imports from a bundler: its ES module has to be preferred.
  mainFields: ['module', 'main'],
  // Node resolves no import('./x') without an extension; require does.
  supported: { 'dynamic-import': false },
}

/** `import source from './x?source'`: a script that is bundled for itself, as its text. */
const sources = {
  name: 'sources',
  setup(build) {
    build.onResolve({ filter: /\?source$/ }, ({ path: name, resolveDir }) => ({
      path: `${path.join(resolveDir, name.replace('?source', ''))}.ts`,
      namespace: 'source',
    }))
    build.onLoad({ filter: /.*/, namespace: 'source' }, async ({ path: entry }) => {
      const { plugins, ...rest } = page
      const { outputFiles, metafile } = await esbuild.build({ ...rest, entryPoints: [entry], write: false, sourcemap: false })
      return { contents: outputFiles[0].text, loader: 'text', watchFiles: Object.keys(metafile.inputs).map((file) => path.resolve(file)) }
    })
  },
}

/** The panel, and the page that `stepthrough run --report` writes. */
const pages = [
  { name: 'webview', entry: 'webview/main.tsx' },
  { name: 'report', entry: 'webview/report/main.tsx' },
]
const page = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'chrome122',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [sources],
}

/** The programs as web workers: one file each, with nothing of Node in it. Not in the package before there is an extension for the web. */
const web = [
  { name: 'web/server', entry: 'server/browser.ts' },
  { name: 'web/debugAdapter', entry: 'debugger/browser.ts' },
]

/** What @vscode/debugadapter imports for hosts that speak over streams; of `events` there is a package. */
const nothingOfNode = {
  name: 'nothing of Node',
  setup(build) {
    build.onResolve({ filter: /^(net|url|fs|path)$/ }, ({ path }) => ({ path, namespace: 'nothing' }))
    build.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
  },
}

const chosen = (name) => only.length === 0 || only.includes(name)

const t0 = Date.now()
const used = new Set()
const usedAws = new Set()
const builds = programs
  .filter(({ name }) => chosen(name))
  .map(({ name, entry, external = [], banner }) => ({
    ...node,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    external,
    plugins: [lazy(used)],
    ...(banner ? { banner: { js: banner } } : {}),
  }))
for (const { name, entry } of pages) if (chosen(name)) builds.push({ ...page, entryPoints: [entry], outfile: `dist/${name}.js` })
for (const { name, entry } of web)
  if (chosen(name))
    builds.push({
      ...common,
      entryPoints: [entry],
      outfile: `dist/${name}.js`,
      platform: 'browser',
      format: 'iife',
      target: 'chrome122',
      mainFields: ['browser', 'module', 'main'],
      plugins: [synchronousJsonata, nothingOfNode],
    })

if (options.watch) {
  for (const build of builds) {
    const context = await esbuild.context(build)
    await context.rebuild()
    await context.watch()
  }
}
const results = options.watch ? [] : await Promise.all(builds.map((build) => esbuild.build(build)))

if (!options.watch && chosen('report')) {
  const [style, script] = ['css', 'js'].map((kind) => readFileSync(`dist/report.${kind}`, 'utf8'))
  writeFileSync('dist/report.css', `${themeStyles(style, script)}\n${style}`)
}

/** For ES modules: a module whose exports are those of dist/library.js, so that there is one of each class; and the types of both. */
const ofLibrary = ['dist/library.mjs', 'dist/library.d.ts', 'dist/library.d.mts']
if (!options.watch && chosen('library')) {
  const names = Object.keys(createRequire(root)('./dist/library.js')).sort()
  writeFileSync('dist/library.mjs', `import library from './library.js'\n\nexport const { ${names.join(', ')} } = library\n`)
  const types = declarations()
  for (const file of ofLibrary.slice(1)) writeFileSync(file, types)
}

const chunks = await Promise.all(
  [...used].map((name) =>
    esbuild.build({
      ...node,
      stdin: { contents: `module.exports = require('${name}')`, resolveDir: process.cwd() },
      outfile: `dist/chunks/${chunkFile(name)}`,
      plugins: [synchronousJsonata],
    }),
  ),
)
const aws = usedAws.size === 0 ? undefined : await awsChunks([...usedAws].sort())
const inputs = [...results, ...chunks, ...(aws === undefined ? [] : [aws])].flatMap(({ metafile }) => Object.keys(metafile.inputs))
/** What runs functions: files for other processes, delivered as they are. */
const bootstraps = readdirSync('hosts/node/tasks/lambda/bootstrap').filter((name) => /\.(cjs|py)$/.test(name))
for (const name of bootstraps) cpSync(`hosts/node/tasks/lambda/bootstrap/${name}`, `dist/bootstrap/${name}`)
const noticesFile = 'dist/ThirdPartyNotices.txt'
if (!options.watch && only.length === 0) writeFileSync(noticesFile, notices(inputs))

// A file of an earlier build would go into the package. Others may run from dist/ meanwhile: nothing that stays is taken away.
if (!options.watch && only.length === 0) {
  const outputs = builds
    .flatMap(({ outfile }) => [outfile, outfile.replace(/js$/, 'css')])
    .concat([...used].map((name) => `dist/chunks/${chunkFile(name)}`))
    .concat(aws?.files ?? [])
  const kept = new Set([
    noticesFile,
    ...ofLibrary,
    ...bootstraps.map((name) => `dist/bootstrap/${name}`),
    ...outputs.flatMap((file) => (development ? [file, `${file}.map`] : [file])),
  ])
  for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`
    if (entry.isFile() && !kept.has(file)) rmSync(file)
  }
}
console.log(`dist/ is built in ${((Date.now() - t0) / 1000).toFixed(1)} s${options.watch ? '; watching' : ''}`)
