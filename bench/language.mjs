// node bench/language.mjs [--states 4000] [--runs 9] [--json]    CPU time of the language service beside that of its peers, in one run.
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { importBundled } from '../test/support/bundle.mjs'
import { largeMachine } from './machines.mjs'

const require = createRequire(import.meta.url)
const { values } = parseArgs({
  options: { states: { type: 'string', default: '4000' }, runs: { type: 'string', default: '9' }, json: { type: 'boolean' } },
})
const [states, runs] = [Number(values.states), Number(values.runs)]

const ours = await importBundled('bench/language.ts', ['core', 'bench'])
const load = await importBundled('bench/load.ts', ['core', 'bench', 'test'])
await ours.loadYaml()
await load.loadYaml()
const { getLanguageService, getYamlLanguageService } = require('amazon-states-language-service')
const { TextDocument } = require('vscode-languageserver-textdocument')
const aslValidator = require('asl-validator')
const services = { json: getLanguageService({}), yaml: getYamlLanguageService({}) }

const formatOptions = { tabSize: 2, insertSpaces: true }
const workspace = {
  document: () => undefined,
  exists: () => false,
  text: () => undefined,
  documents: () => [],
  siblings: () => [],
  resolve: () => undefined,
}
const context = { workspace, snippets: true, format: formatOptions }

const texts = (count, version) => {
  const machine = largeMachine(count, version)
  return { json: JSON.stringify(machine, null, 2), yaml: stringify(machine, { aliasDuplicateObjects: false }) }
}
/** A text for each run: what was found in a state before may be known again, so that none has the text of an earlier run. */
const versions = Array.from({ length: runs }, (_, version) => texts(states, version))
const thousand = texts(1000, 0)
/** The offset inside of the last Next's value. */
const atNext = (text) => text.indexOf('Step', text.lastIndexOf('Next')) + 2

const parse = (text, format) => ours.parseDocument(text, { format, content: 'definition' })
const peerDocument = (text, format) => TextDocument.create(`file:///bench.asl.${format}`, format === 'json' ? 'asl' : 'asl-yaml', 1, text)

/** A file that is opened: `use` gets the text. */
const opened = (format, use) => ({ before: (run) => versions[run][format], run: use })

const diagnostics = (format) => opened(format, (text) => ours.analyse(parse(text, format)))

const peerDiagnostics = (format) =>
  opened(format, (text) => {
    const document = peerDocument(text, format)
    return services[format].doValidation(document, services[format].parseJSONDocument(document), {
      comments: 'error',
      trailingCommas: 'error',
    })
  })

/** The same file with another digit in a comment in the middle, already parsed. */
const keystroke = (format) => ({
  before(run) {
    const text = versions[0][format]
    const middle = text.indexOf('Version', text.length / 2)
    return parse(`${text.slice(0, middle)}${run} ${text.slice(middle)}`, format)
  },
  run: (document) => ours.analyse(document),
})

function completion(format) {
  const document = parse(thousand[format], format)
  const offset = atNext(document.text)
  const located = { uri: 'file:///bench', document }
  return () => {
    const items = ours.complete(located, offset, context)
    if (items.length < 700) throw new Error(`only ${items.length} items`)
  }
}

function peerCompletion(format) {
  const document = peerDocument(thousand[format], format)
  const position = document.positionAt(atNext(thousand[format]))
  const parsed = services[format].parseJSONDocument(document)
  return () => services[format].doComplete(document, position, parsed)
}

/** What an editor asks after each keystroke, of a text that it has just been told: tokens and hints for the part on the screen. */
const features = {
  hover: (document, offset) => ours.hover({ uri: 'file:///bench', document }, offset, context),
  'signature help': (document, offset) => ours.signatureHelp(document, offset),
  'inlay hints': (document, offset) => ours.inlayHints(document, { offset, length: 4000 }),
  'semantic tokens': (document, offset) => ours.semanticTokens(document, { offset, length: 4000 }),
  'code lenses': (document) => ours.codeLenses(document),
  'code actions': (document, offset) => ours.codeActions({ uri: 'file:///bench', document }, { offset, length: 0 }, [], context),
}
const featureRows = Object.entries(features).flatMap(([name, ask]) =>
  ['json', 'yaml'].map((format) => [
    `${name}, ${format.toUpperCase()}, 1000 states`,
    { before: () => parse(thousand[format], format), run: (document) => ask(document, atNext(document.text)) },
  ]),
)

/** Texts that are hard on a language server: each is read, and every feature asked of it once. Twice the number may take twice the time. */
const asked = Object.values(load.features(context))
const hard = (format, make) =>
  [4000, 8000].map((count) => ({
    before: (run) => make(count, `run${run}x${count}`),
    run(text) {
      const document = load.parseDocument(text, { format, content: 'definition' })
      for (const ask of asked) ask(document)
    },
  }))
const hardRows = [
  ...Object.entries(load.largeJson).map(([what, make]) => [what, ...hard('json', make)]),
  ...Object.entries(load.largeYaml).map(([what, make]) => [what, ...hard('yaml', make)]),
]

/** What, then one task for each of: this project, amazon-states-language-service, asl-validator. */
const rows = [
  [
    `all diagnostics, JSON, ${states} states`,
    diagnostics('json'),
    peerDiagnostics('json'),
    opened('json', (text) => aslValidator(JSON.parse(text))),
  ],
  ['of it the parse', opened('json', (text) => parse(text, 'json'))],
  ['diagnostics after a keystroke, beside the parse', keystroke('json')],
  [`all diagnostics, YAML, ${states} states`, diagnostics('yaml'), peerDiagnostics('yaml')],
  ['of it the parse', opened('yaml', (text) => parse(text, 'yaml'))],
  ['completion at Next, JSON, 1000 states', { run: completion('json') }, { run: peerCompletion('json') }],
  ['completion at Next, YAML, 1000 states', { run: completion('yaml') }, { run: peerCompletion('yaml') }],
  ...featureRows,
  [`formatting, JSON, ${states} states`, opened('json', (text) => ours.format(parse(text, 'json'), formatOptions))],
]

/** The least CPU milliseconds of some runs: machines are shared, and noise only adds. */
async function cpu({ before = () => undefined, run: task }) {
  let best = Number.POSITIVE_INFINITY
  const until = performance.now() + 20_000
  for (let run = 0; run < runs && (run < 2 || performance.now() < until); run++) {
    const argument = before(run)
    const start = process.cpuUsage()
    await task(argument)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

for (const format of ['json', 'yaml']) {
  const errors = ours.analyse(parse(thousand[format], format)).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(`the ${format} machine is wrong: ${errors[0].message}`)
}
const log = console.log
console.log = () => {} // the peer's YAML service logs
async function measure(table) {
  const results = []
  for (const [what, ...tasks] of table) {
    const measured = []
    for (const task of tasks) measured.push(await cpu(task))
    results.push({ what, milliseconds: measured })
  }
  return results
}
const results = await measure(rows)
const hardResults = await measure(hardRows)

const [{ json, yaml }] = versions
const size = `${(json.length / 1e6).toFixed(1)} MB JSON, ${(yaml.length / 1e6).toFixed(1)} MB YAML`
if (values.json) log(JSON.stringify({ states, runs, size, node: process.version, results, hard: hardResults }, null, 2))
else {
  const cell = (ms) => (ms === undefined ? '-' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0))
  log(`CPU milliseconds, least of ${runs} runs; ${size}; Node ${process.version}; ${cpus().length} CPUs, ${cpus()[0]?.model.trim()}\n`)
  log('| | Stepthrough | amazon-states-language-service | asl-validator |\n| --- | ---: | ---: | ---: |')
  for (const { what, milliseconds } of results) log(`| ${what} | ${[0, 1, 2].map((i) => cell(milliseconds[i])).join(' | ')} |`)
  log('\n| a text is read and every feature asked | 4,000 of them | 8,000 |\n| --- | ---: | ---: |')
  for (const { what, milliseconds } of hardResults) log(`| ${what} | ${milliseconds.map(cell).join(' | ')} |`)
}
