import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../core/analysis/analyse'
import { configProblems } from '../../core/language/configFiles/problems'
import { mockProblems } from '../../core/language/mockFiles/problems'
import { loadYaml } from '../../core/model/parse'
import type { LaunchAttributes } from '../../debugger/protocol'
import { FileWorkspace } from '../../hosts/node/workspace'
import { inProcess, stepthrough } from '../cli/program'
import { TestSession } from '../debugger/support/session'
import { documentOf, execute } from './execute'
import { examples, type Run, readJson, runs } from './runs'
import { transcript } from './transcript'

const args = ({ definition, input, mockConfig, testCase }: Run) => [
  ...['run', definition, '--input', `@${input}`],
  ...(testCase === undefined ? [] : ['--mock-config', mockConfig!, '--test-case', testCase]),
]
const title = ({ input, testCase }: Run) => [basename(input), testCase].filter(Boolean).join(', ')
const byExample = new Map<string, Run[]>()
for (const run of runs()) byExample.set(run.example, [...(byExample.get(run.example) ?? []), run])

for (const [example, group] of byExample)
  describe(example, () => {
    it('has no problem', async () => {
      const document = await documentOf(group[0]!.definition)
      expect(analyse(document)).toEqual([])
    })

    // RESET_RESULTS=1 writes the transcripts anew: read the difference before it is committed.
    it('runs as its transcript says', async () => {
      const file = join(__dirname, 'golden', `${example}.txt`)
      const parts: string[] = []
      for (const run of group) parts.push(`# ${title(run)}\n${transcript(await execute(run))}`)
      const text = parts.join('\n')
      if (process.env.RESET_RESULTS) writeFileSync(file, text)
      expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '')
    })

    for (const run of group)
      it(`${title(run)}: the program says the same as the core`, async () => {
        const execution = await execute(run)
        const { code, out, err } = await inProcess([...args(run), '--json', '--history', '-'], examples)
        expect(code).toBe(execution.status === 'SUCCEEDED' ? 0 : 1)
        const { history } = execution
        const told = (i: number) => ({ ...history.event(i), ...(history.answeredBy(i) && { answeredBy: history.answeredBy(i) }) })
        expect(JSON.parse(out).events).toEqual(Array.from({ length: history.length }, (_, i) => told(i)))
        expect(JSON.parse(err)).toEqual(
          JSON.parse(
            JSON.stringify({ status: execution.status, output: execution.output, error: execution.error, cause: execution.cause }),
          ),
        )
      })
  })

describe('the folder', () => {
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })

  it('has no mock file with a problem', async () => {
    await loadYaml()
    for (const file of files.filter((name) => name.endsWith('MockConfigFile.json'))) {
      const document = await documentOf(file)
      const problems = mockProblems({ uri: `file://${join(examples, file)}`, document }, new FileWorkspace())
      expect([file, [...document.syntaxProblems, ...problems]]).toEqual([file, []])
    }
  })

  it('has no stepthrough.json with a problem', async () => {
    await loadYaml()
    const workspace = new FileWorkspace()
    await workspace.scan([`file://${examples}`])
    const configs = files.filter((name) => name.endsWith('stepthrough.json'))
    expect(configs).not.toEqual([])
    for (const file of configs)
      expect([file, configProblems({ uri: `file://${join(examples, file)}`, document: await documentOf(file) }, workspace)]).toEqual([
        file,
        [],
      ])
  })

  it('has templates without a problem', async () => {
    const document = await documentOf('image-pipeline/template.yaml')
    expect(document.definitions.map(({ logicalId, type }) => [logicalId, type])).toEqual([['CleanUp', 'EXPRESS']])
    expect(analyse(document)).toEqual([])
  })

  it('has a launch configuration for each definition, whose files and test cases are there', () => {
    const { configurations } = readJson('.vscode/launch.json') as { configurations: Record<string, string>[] }
    const below = (path: string) => path.replace('${workspaceFolder}/', '')
    const known = runs()
    for (const { type, request, program, inputFile, mockConfig, testCase } of configurations) {
      const matching = known.filter((run) => run.definition === below(program!) && run.input === below(inputFile!))
      expect([type, request, program, matching.length > 0]).toEqual(['asl', 'launch', program, true])
      if (testCase !== undefined) expect(matching).toContainEqual(expect.objectContaining({ mockConfig: below(mockConfig!), testCase }))
    }
    const launched = configurations.map(({ program }) => below(program!))
    expect(new Set(launched)).toEqual(new Set(known.map(({ definition }) => definition)))
    expect(new Set(configurations.map(({ name }) => name)).size).toBe(configurations.length)
  })

  describe('runs its launch configurations in the debugger, to the same end as the program', () => {
    const { configurations } = readJson('.vscode/launch.json') as { configurations: Record<string, string>[] }
    for (const { name, type: _, request: __, ...rest } of configurations)
      it(name!, async () => {
        const attributes = Object.fromEntries(
          Object.entries(rest).map(([key, value]) => [
            key,
            typeof value === 'string' ? value.replace('${workspaceFolder}', examples) : value,
          ]),
        )
        const session = new TestSession()
        await session.initialize()
        await session.request('launch', { ...attributes, noDebug: true, unmocked: 'fail' } as unknown as LaunchAttributes)
        await session.request('configurationDone')
        await session.next('terminated')
        const { events, status } = await session.request('stepthrough/getHistory')
        const matching = runs().find((run) => attributes.inputFile === join(examples, run.input) && run.testCase === attributes.testCase)
        const unanswered: Run = { ...runs().find((run) => attributes.inputFile === join(examples, run.input))!, testCase: undefined }
        const execution = await execute(matching ?? unanswered)
        const expected = Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i))
        const short = (event: { id: number; previousEventId: number; type: string }) => `${event.id} ${event.previousEventId} ${event.type}`
        expect([status, events.map(({ event }) => short(event))]).toEqual([execution.status, expected.map(short)])
      })
  })

  it('has a page that names each example and test case', () => {
    const page = readFileSync(join(examples, 'README.md'), 'utf8')
    for (const { definition, testCase } of runs()) {
      expect(page).toContain(`(${definition.split('/')[0]})`)
      if (testCase !== undefined) expect(page).toContain(`\`${testCase}\``)
    }
  })
})

describe('the two machines of the mission, with the built program', () => {
  it('hello world', async () => {
    const [hello] = byExample.get('hello-world')!
    expect(await stepthrough(args(hello!), examples)).toEqual({ code: 0, out: '{\n  "greeting": "Hello, world!"\n}\n', err: '' })
  })
  it('order processing: each test case ends as its name says', async () => {
    const ends = await Promise.all(
      byExample.get('order-processing')!.map(async (run) => {
        const { code, out } = await stepthrough([...args(run), '--json'], examples)
        const { status, error } = JSON.parse(out)
        return [run.testCase, code, status, error]
      }),
    )
    expect(ends).toEqual([
      ['HappyPath', 0, 'SUCCEEDED', undefined],
      ['PaymentDeclined', 1, 'FAILED', 'PaymentDeclined'],
      ['RetryThenSuccess', 0, 'SUCCEEDED', undefined],
      ['OutOfStock', 1, 'FAILED', 'OutOfStock'],
      ['EmailFails', 0, 'SUCCEEDED', undefined],
    ])
  })
})
