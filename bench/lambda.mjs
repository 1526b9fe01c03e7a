// node bench/lambda.mjs [CALLS]      A warm Node function called so often, one call after the other: CPU milliseconds of this process and of its children, the
// least of three runs. A new process each time: the first call's start is in it.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const calls = Number(process.argv[2] ?? 1000)
const folder = mkdtempSync(join(tmpdir(), 'stepthrough-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const source = fileURLToPath(new URL('../hosts/node/tasks/lambda/', import.meta.url))

await build({
  entryPoints: [join(source, 'service.ts')],
  outfile: join(folder, 'service.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['@aws-sdk/*'],
})
cpSync(join(source, 'bootstrap'), join(folder, 'bootstrap'), { recursive: true })
writeFileSync(
  join(folder, 'handler.js'),
  'exports.handler = async (event) => { if (event.last) return process.cpuUsage(); return { n: event.n + 1 } }',
)
writeFileSync(
  join(folder, 'main.cjs'),
  `const { lambdaService } = require('./service.cjs')
  const context = {
    config: { functions: new Map([['f', { handler: 'handler.handler', folder: __dirname, environment: {} }]]) },
    folder: __dirname, environment: process.env, region: 'us-east-1', account: '123456789012', permission: { remote: false },
    print: console.error, stepFunctionsEndpoint: async () => 'http://127.0.0.1:1',
  }
  const service = lambdaService(context)
  const control = { aborted: false, onAbort() {}, heartbeat() {} }
  const call = async (input) => {
    const outcome = await service.answer({ resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', input }, control)
    if (outcome.kind !== 'succeeded') throw new Error(JSON.stringify(outcome))
    return outcome.output
  }
  const main = async () => {
    const began = performance.now()
    for (let n = 0; n < ${calls}; n++) await call({ n })
    const milliseconds = performance.now() - began
    const child = await call({ last: true })
    const parent = process.cpuUsage()
    await service.close()
    console.log(JSON.stringify({ parent: (parent.user + parent.system) / 1000, child: (child.user + child.system) / 1000, milliseconds }))
  }
  main()`,
)

const runs = Array.from({ length: 3 }, () => JSON.parse(execFileSync(process.execPath, [join(folder, 'main.cjs')], { encoding: 'utf8' })))
const [best] = runs.sort((a, b) => a.parent + a.child - (b.parent + b.child))
const whole = Math.round(best.parent + best.child)
console.log(
  `${calls} calls: ${whole} ms CPU (${Math.round(best.parent)} here, ${Math.round(best.child)} in the function), ${Math.round(best.milliseconds)} ms`,
)
