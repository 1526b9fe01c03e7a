import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { editor, openDocument } from '../support/vscode/editor'
import { type Given, run, seen, start } from '../support/vscode/extension'

/** An extension's folder whose command line says what it was asked: a problem for each file, with the other arguments as its message. */
const extension = mkdtempSync(path.join(tmpdir(), 'stepthrough-validate-'))
afterAll(() => rmSync(extension, { recursive: true, force: true }))
mkdirSync(path.join(extension, 'dist'))
writeFileSync(
  path.join(extension, 'dist/cli.js'),
  `const args = process.argv.slice(2)
const files = args.filter((arg) => arg.startsWith('/'))
const severities = ['error', 'warning', 'information', 'hint']
console.error('asked for ' + files.length + (process.env.ELECTRON_RUN_AS_NODE === '1' ? ' as Node' : ''))
if (files.some((file) => file.includes('crash'))) process.exit(7)
const message = args.filter((arg) => !arg.startsWith('/')).join(' ')
const place = { line: 2, column: 3, endLine: 4, endColumn: 5, code: 'A_RULE', message }
console.log(JSON.stringify(files.filter((file) => !file.includes('good')).map((file, i) => ({ file, severity: severities[i % 4], ...place }))))`,
)

const rules = Object.fromEntries(['README', 'A_RULE'].map((code) => [path.join(extension, 'docs/rules', `${code}.md`), '']))
const validate = async (files: Given['files'], settings: Given['settings'] = {}, open?: string) => {
  await start({ files: { ...rules, ...files }, settings, extension, ...(open && { open }) })
  await run('validate')
}
const problem = (severity: number, message = 'validate --format json') => ({
  range: { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } },
  message,
  severity,
  code: 'A_RULE',
  source: 'stepthrough',
})

describe('the whole workspace is validated', () => {
  test('definitions, templates and mock files, and nothing else', async () => {
    const names = [
      'z.asl.json',
      'a.asl',
      'b/my-template.yaml',
      'b/MockConfigFile.json',
      'x.mocks.json',
      'readme.json',
      'node_modules/n.asl.json',
    ]
    await validate(Object.fromEntries(names.map((name) => [`/w/${name}`, ''])))
    expect([...editor.diagnostics.keys()]).toEqual([
      '/w/a.asl',
      '/w/b/MockConfigFile.json',
      '/w/b/my-template.yaml',
      '/w/x.mocks.json',
      '/w/z.asl.json',
    ])
    expect([...editor.diagnostics.values()]).toEqual([0, 1, 2, 3, 0].map((severity) => [problem(severity)]))
    expect(seen()).toEqual([
      'progress: Validating 5 files with state machine definitions',
      'info: 5 files with state machine definitions: 5 problems, 2 of them errors. [Show Problems]',
    ])
    expect(editor.log).toEqual(['asked for 5 as Node\n'])
    editor.presses.add('Show Problems')
    await run('validate')
    expect(seen().at(-1)).toBe('command workbench.actions.view.problems')
  })

  test('with the severities of the settings', async () => {
    await validate({ '/w/a.asl': '' }, { 'stepthrough.rules': { A_RULE: 'off', README: 'off', OTHER: 'error' } })
    expect(editor.diagnostics.get('/w/a.asl')).toEqual([problem(0, 'validate --format json --severity A_RULE=off')])
  })

  test('but what an editor shows is the language server’s', async () => {
    await validate({ '/w/a.asl': '', '/w/b.asl': '', '/w/c.asl': '' }, {}, '/w/b.asl')
    expect([...editor.diagnostics.keys()]).toEqual(['/w/a.asl', '/w/c.asl'])
    openDocument('/w/a.asl')
    expect([...editor.diagnostics.keys()]).toEqual(['/w/c.asl'])
    // and what is right again has no problem
    editor.files.delete('/w/c.asl')
    await run('validate')
    expect([...editor.diagnostics.keys()]).toEqual([])
  })

  test('and has no problems, or nothing to validate', async () => {
    await validate({ '/w/good.asl': '' })
    expect(seen().at(-1)).toBe('info: 1 files with state machine definitions: no problems.')
    await validate({ '/w/readme.json': '' })
    expect(seen()).toEqual(['info: There is no state machine definition (.asl.json, .asl.yaml), template or mock file in this workspace.'])
  })

  test('in parts, for a command line has an end', async () => {
    await validate(Object.fromEntries(Array.from({ length: 401 }, (_, i) => [`/w/${i}.asl`, ''])))
    expect(editor.log).toEqual(['asked for 200 as Node\n', 'asked for 200 as Node\n', 'asked for 1 as Node\n'])
    expect(editor.diagnostics.size).toBe(401)
  })

  test('and a program that ends without a report is told', async () => {
    await validate({ '/w/crash.asl': '' })
    expect(seen().at(-1)).toBe('error: The validation ended with code 7 and no report. [Show Output]')
  })
})
