// node scripts/freshProject.mjs      Packs the npm package, installs it in a new project in the folder of temporary files, and uses it there. Needs no network.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
// a cache of its own: nothing that this computer has fetched before can help
const npmCache = (folder) => ({ npm_config_cache: join(folder, '.npm'), npm_config_update_notifier: 'false' })

const order = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'pay', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3600, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Cancelled' }],
      End: true,
    },
    Cancelled: { Type: 'Pass', Result: 'cancelled', End: true },
  },
}

const tests = {
  definition: 'order.asl.json',
  cases: [
    {
      name: 'a card that is taken pays',
      input: { amount: 5 },
      mocks: { Pay: { Return: { Payload: 'paid' } } },
      expect: { output: 'paid' },
    },
    {
      name: 'a declined card cancels the order',
      mocks: { Pay: { Throw: { Error: 'CardDeclined', Cause: 'no' } } },
      expect: { output: 'cancelled', path: ['Pay', 'Cancelled'] },
    },
  ],
}

const check = `
const mocks = { Pay: ({ Payload }) => { if (Payload.amount > 9) throw new TaskError('CardDeclined'); return { Payload: 'paid' } } }
const tell = async () => {
  const { status, output } = await run({ file: 'order.asl.json', input: { amount: 5 }, mocks })
  const declined = await run({ file: 'order.asl.json', input: { amount: 10 }, mocks })
  const { nextState } = await testState({ file: 'order.asl.json', stateName: 'Pay', mock: { errorOutput: { error: 'CardDeclined' } } })
  const { passed, failed } = await test({ files: ['order.asl.test.json'] })
  const problems = await validate({ files: '.' })
  const refused = await run({ file: 'nowhere.asl.json' }).catch((error) => error instanceof UsageError)
  console.log(JSON.stringify([status, output, declined.output, nextState, passed, failed, problems.length, refused]))
}
tell()
`
const told = '["SUCCEEDED","paid","cancelled","Cancelled",2,0,0,true]'

/** How a client of the Model Context Protocol begins. */
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'fresh', version: '1.0.0' } },
}

/** A consumer in strict TypeScript. It is compiled, and does not run. */
const typed = `
import { type HistoryEvent, run, type RunResult, TaskError, test, testState, UsageError, validate } from 'stepthrough'

const result: RunResult<{ readonly total: number }> = await run<{ readonly total: number }>({
  file: new URL('order.asl.json', import.meta.url),
  input: { amount: 5 },
  mocks: { Pay: { '0': { Throw: { Error: 'Busy' } }, '1-2': { Return: 1 } }, Other: (input, { attempt }) => [input, attempt], Third: ({ amount }: { amount: number }) => amount },
})
export const total: number | undefined = result.output?.total
export const last: HistoryEvent | undefined = result.history.at(-1)
export const lines: readonly number[] = (await validate({ definition: { StartAt: 'A', States: {} } })).map(({ line }) => line)
export const next: string | undefined = (await testState({ definition: '{}', stateName: 'A' })).nextState
export const passed: number = (await test({ files: ['.'] })).passed
export const errors: readonly Error[] = [new TaskError('A', 'b'), new UsageError('c')]
// @ts-expect-error what is run is missing
await run({ input: 1 })
// @ts-expect-error an unknown option
await run({ file: 'a', mockconfig: {} })
`
const configuration = {
  compilerOptions: { strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: false, target: 'ES2022', types: [] },
}

/** What each step prints at its end; throws where one fails. */
export function freshProject() {
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough fresh '))
  try {
    if (!existsSync(join(root, 'dist/library.d.ts'))) ran(process.execPath, ['scripts/build.mjs'], root)
    const [{ filename, files, size }] = JSON.parse(
      ran(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root, npmCache(folder)),
    )
    const write = (name, text) => writeFileSync(join(folder, name), typeof text === 'string' ? text : `${JSON.stringify(text, null, 2)}\n`)
    write('package.json', { name: 'fresh', version: '1.0.0', type: 'module', private: true })
    write('order.asl.json', order)
    write('order.asl.test.json', tests)
    const names = 'run, TaskError, test, testState, UsageError, validate'
    write('check.mjs', `import { ${names} } from 'stepthrough'\n${check}`)
    write('check.cjs', `const { ${names} } = require('stepthrough')\n${check}`)
    write('consumer.ts', typed)
    ran(npm, ['install', '--offline', '--no-audit', '--no-fund', '--save-dev', `./${filename}`], folder, npmCache(folder))
    const npx = (...args) => ran(npm, ['exec', '--offline', '--no', '--', 'stepthrough', ...args], folder, npmCache(folder))
    const steps = {
      version: npx('--version').trim(),
      test: npx('test'),
      esModule: ran(process.execPath, ['check.mjs'], folder).trim(),
      commonJs: ran(process.execPath, ['check.cjs'], folder).trim(),
      mcp: ran(process.execPath, ['node_modules/stepthrough/dist/cli.js', 'mcp'], folder, {}, `${JSON.stringify(initialize)}\n`).trim(),
    }
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ]) {
      write('tsconfig.json', { ...configuration, compilerOptions: { ...configuration.compilerOptions, module, moduleResolution } })
      ran(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], folder)
    }
    for (const kind of ['esModule', 'commonJs']) if (steps[kind] !== told) throw new Error(`${kind}: ${steps[kind]}, not ${told}`)
    return { steps, size, files: files.map(({ path }) => path).sort() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The standard output of a program. Throws with all that it has printed where it fails. */
function ran(command, args, cwd, environment = {}, input = '') {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    input,
    encoding: 'utf8',
    // what npm tells the scripts that it runs is not for another project
    env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))), ...environment },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return stdout
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { steps, size } = freshProject()
  console.log(`stepthrough ${steps.version}, ${(size / 1000).toFixed(0)} kB, is installed in a new project:\n${steps.test}`)
}
