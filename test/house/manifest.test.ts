import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** What package.json promises is there, and what is there is promised. */

const root = path.join(__dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const { contributes, scripts, main, bin, icon } = JSON.parse(read('package.json'))

/** The keys of an object literal or interface in a source, by a pattern for one of them. */
const keysIn = (file: string, from: string, key: RegExp) => {
  const text = read(file)
  const start = text.indexOf(from)
  return [...text.slice(start, text.indexOf('\n}', start)).matchAll(key)].map(([, name]) => name!)
}

const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command)

test('each command has its row in client/commands.ts, and each row its command', () => {
  expect(keysIn('client/commands.ts', 'const commands = {', /\n {2}'([\w.]+)'/g).sort()).toEqual([...declared].sort())
})

test('menus name only commands that exist', () => {
  const used = Object.values<{ command: string }[]>(contributes.menus).flatMap((items) => items.map(({ command }) => command))
  expect(used.filter((command) => !declared.includes(command))).toEqual([])
})

test('the launch attributes are those of debugger/protocol.ts, each described', () => {
  const { properties } = contributes.debuggers[0].configurationAttributes.launch
  const typed = keysIn('debugger/protocol.ts', 'export interface LaunchAttributes', /\n {2}readonly (\w+)\??:/g)
  expect(Object.keys(properties).sort()).toEqual(typed.filter((name) => name !== 'noDebug').sort())
  for (const [name, property] of Object.entries<{ description?: string; markdownDescription?: string }>(properties))
    expect(property.description ?? property.markdownDescription, name).toMatch(/\.$/)
})

test('each setting is read somewhere', () => {
  const sources = [
    'client/codeLens.ts',
    'client/panel/costSettings.ts',
    'client/panel/executionView.ts',
    'client/launchConfiguration.ts',
    'client/runs/folder.ts',
    'client/tests/running.ts',
    'client/tests/testedBy.ts',
    'server/settings.ts',
  ]
    .map(read)
    .join('\n')
  const names = Object.keys(contributes.configuration.properties).map((name) => name.replace('stepthrough.', ''))
  // vscode-languageclient reads trace.server by itself.
  expect(names.filter((name) => name !== 'trace.server' && !new RegExp(`['".]${name.replace('.', '\\.')}\\b`).test(sources))).toEqual([])
})

test('files that the manifest names are there', () => {
  const { languages, grammars, walkthroughs, jsonValidation } = contributes
  const files = [
    icon,
    ...languages.flatMap((l: { configuration?: string }) => l.configuration ?? []),
    ...jsonValidation.map((each: { url: string }) => each.url),
    ...grammars.map((g: { path: string }) => g.path),
    ...walkthroughs.flatMap(({ steps }: { steps: { media: { svg: string } }[] }) => steps.map(({ media }) => media.svg)),
  ]
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})

test('scripts name files that are there, and the entries are what the build writes', () => {
  const files = Object.values<string>(scripts).flatMap((script) => [...script.matchAll(/node (\S+\.mjs)/g)].map(([, file]) => file!))
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  const built = [...read('scripts/build.mjs').matchAll(/name: '(\w+)', entry/g)].map(([, name]) => `./dist/${name}.js`)
  expect(built).toEqual(expect.arrayContaining([main, bin.stepthrough]))
})

test('each grammar is JSON with the scope that the manifest gives', () => {
  for (const { scopeName, path: file } of contributes.grammars) expect(JSON.parse(read(file)).scopeName).toBe(scopeName)
})

test('a walkthrough names only commands that exist', () => {
  const text = JSON.stringify(contributes.walkthroughs)
  const used = [...text.matchAll(/(?:command|onCommand):(stepthrough\.\w+)/g)].map(([, name]) => name!)
  expect(used.length).toBeGreaterThan(0)
  expect(used.filter((command) => !declared.includes(command))).toEqual([])
})
