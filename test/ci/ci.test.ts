import { execFile } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { built } from '../support/built'

const root = join(__dirname, '../..')

interface Step {
  readonly name?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** A project of test/projects where `npx stepthrough` is the program as it is now, gone after the tests. */
async function project(name: string): Promise<string> {
  const program = await built('cli', 'cli')
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough-ci-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'test/projects', name), folder, { recursive: true })
  const bin = join(folder, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  const launcher = join(bin, 'stepthrough')
  writeFileSync(launcher, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  chmodSync(launcher, 0o755)
  return folder
}

interface Ran {
  readonly code: number
  readonly output: string
}

const shell = (script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  new Promise((resolve) =>
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
      { cwd, env: { ...process.env, ...env } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: out + err }),
    ),
  )

const read = (name: string) => parse(readFileSync(join(root, name), 'utf8'))
/** What a project's lockfile brings is there already. */
const isInstall = (script: string) => script.startsWith('npm ci')

describe('the workflow of GitHub Actions', () => {
  const { jobs, permissions, defaults } = read('docs/ci/github.yml')
  const steps: readonly Step[] = jobs['state-machines'].steps

  test('has the permission for SARIF, and a shell with pipefail', () => {
    expect(permissions).toEqual({ contents: 'read', 'security-events': 'write' })
    expect(defaults.run.shell).toBe('bash')
    for (const { run, uses } of steps) expect(run === undefined).not.toBe(uses === undefined)
  })

  test('runs, and leaves what its actions take', async () => {
    const folder = await project('terraform')
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    for (const { run } of steps) if (run !== undefined && !isInstall(run)) expect(await shell(run, folder, env)).toMatchObject({ code: 0 })
    for (const { uses, with: given } of steps) {
      const named = uses?.includes('upload-sarif')
        ? [given!.sarif_file]
        : uses?.includes('upload-artifact')
          ? String(given!.path).trim().split('\n')
          : []
      for (const file of named) expect([file, existsSync(join(folder, file as string))]).toEqual([file, true])
    }
    expect(JSON.parse(readFileSync(join(folder, 'stepthrough.sarif'), 'utf8')).runs[0].results).toEqual([])
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^## State machines\n```\n[\s\S]*\nall +100% [\s\S]*```\n$/)
  })

  test('fails where a definition is wrong, and still writes what is', async () => {
    const folder = await project('terraform')
    const file = join(folder, 'refund.tf')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Next      = "Refund"', 'Next      = "Refunt"'))
    const check = steps.find(({ name }) => name === 'Check the definitions')!
    expect((await shell(check.run!, folder)).code).toBe(1)
    const { results } = JSON.parse(readFileSync(join(folder, 'stepthrough.sarif'), 'utf8')).runs[0]
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('MISSING_TRANSITION_TARGET')
    const tests = steps.find(({ name }) => name === 'Test the state machines')!
    expect((await shell(tests.run!, folder)).code).toBe(1)
    expect(readFileSync(join(folder, 'reports/stepthrough.xml'), 'utf8')).toContain('<testcase name="the total is refunded"')
  })
})

test('the pipeline of GitLab runs, and its coverage is found', async () => {
  const job = read('docs/ci/gitlab.yml')['state-machines']
  const folder = await project('terraform')
  const ran = []
  for (const line of [...job.before_script, ...job.script]) if (!isInstall(line)) ran.push(await shell(line, folder))
  expect(ran.map(({ code }) => code)).toEqual([0, 0])
  expect(existsSync(join(folder, job.artifacts.reports.junit))).toBe(true)
  expect(new RegExp(job.coverage.slice(1, -1), 'm').exec(ran[1]!.output)?.[1]).toBe('100')
})

describe('the hooks of pre-commit', () => {
  const hooks: readonly { id: string; entry: string; language: string; files: string; pass_filenames?: boolean }[] =
    read('.pre-commit-hooks.yaml')

  test('are those that the documentation names', () => {
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([
      ['stepthrough-validate', 'node'],
      ['stepthrough-test', 'node'],
    ])
    const example = read('docs/ci/pre-commit-config.yaml')
    expect(example.repos[0].hooks.map(({ id }: { id: string }) => id)).toEqual(hooks.map(({ id }) => id))
    const shown = /```yaml\n(# \.pre-commit-config[\s\S]*?)```/.exec(readFileSync(join(root, 'docs/ci.md'), 'utf8'))![1]!
    expect(parse(shown)).toEqual(example)
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(example.repos[0].rev).toBe(`v${version}`)
  })

  test.each([
    ['order.asl.json', true],
    ['flows/order.asl.yaml', true],
    ['order.asl', true],
    ['order.asl.test.yml', true],
    ['infra/main.tf', true],
    ['template.yaml', true],
    ['serverless.yml', true],
    ['a/MockConfigFile.json', true],
    ['stepthrough.ci.json', true],
    ['package.json', false],
    ['k8s/my-template.yaml', false],
    ['main.tfvars', false],
  ])('%s: %s', (name, matches) => {
    for (const { files } of hooks) expect(new RegExp(files).test(name)).toBe(matches)
  })

  test.each(['terraform', 'cdk'])('pass in the project %s', async (name) => {
    const folder = await project(name)
    const env = { PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH}` }
    const changed = (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]).filter(
      (file) => !/node_modules|cdk\.out/.test(file),
    )
    for (const { entry, files, pass_filenames } of hooks) {
      const names = pass_filenames === false ? [] : changed.filter((file) => new RegExp(files).test(file))
      expect(await shell(`${entry} ${names.map((file) => `'${file}'`).join(' ')}`, folder, env)).toMatchObject({ code: 0 })
    }
  })
})
