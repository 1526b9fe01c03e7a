import { describe, expect, test } from 'vitest'
import { built } from '../support/built'
import { WebWorker } from './worker'

const folder = 'vscode-vfs://github/somebody/orders'
const definition = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Hash",
  "States": {
    "Hash": { "Type": "Pass", "Output": "{% { 'sha': $hash($states.input.text, 'SHA-256'), 'md5': $hash($states.input.text, 'MD5'), 'id': $uuid() } %}", "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}
`
const files: Record<string, string> = { 'hash.asl.json': definition, 'input.json': '{"text": "x"}' }

interface Stopped {
  readonly reason: string
  readonly threadId: number
}

async function launch(configuration: object): Promise<WebWorker> {
  const worker = new WebWorker(await built('web/debugAdapter', 'debugger'), {
    'stepthrough/readFile': ({ path }: { path: string }) => ({ text: files[path.slice(folder.length + 1)] ?? null }),
  })
  await worker.dap('initialize', { adapterID: 'asl' })
  const launched = worker.dap('launch', { program: `${folder}/hash.asl.json`, ...configuration })
  await worker.dapEvent('initialized')
  return launched.then(() => worker)
}

describe('the debug adapter in a web worker', () => {
  test('stops at a breakpoint, shows values, and comes to the same output as on Node', async () => {
    const worker = await launch({ inputFile: 'input.json', seed: 1 })
    const { breakpoints } = await worker.dap<{ breakpoints: { verified: boolean }[] }>('setBreakpoints', {
      source: { path: `${folder}/hash.asl.json` },
      breakpoints: [{ line: 6 }],
    })
    expect(breakpoints.map(({ verified }) => verified)).toEqual([true])
    await worker.dap('configurationDone', {})
    const { threadId } = await worker.dapEvent<Stopped>('stopped')
    const { stackFrames } = await worker.dap<{ stackFrames: { name: string; source: { path: string } }[] }>('stackTrace', { threadId })
    expect(stackFrames[0]).toMatchObject({ name: expect.stringContaining('Done'), source: { path: `${folder}/hash.asl.json` } })
    const { result } = await worker.dap<{ result: string }>('evaluate', { expression: '$states.input.md5' })
    expect(result).toBe('"9dd4e461268c8034f5c8564e155c67a6"')
    await worker.dap('stepBack', { threadId })
    await worker.dapEvent<Stopped>('stopped', 1)
    await worker.dap('continue', { threadId })
    await worker.dapEvent<Stopped>('stopped', 2)
    await worker.dap('continue', { threadId })
    expect(await worker.dapEvent('exited')).toEqual({ exitCode: 0 })
  })

  test('says which file it cannot read', async () => {
    await expect(launch({ inputFile: 'none.json' })).rejects.toThrow(/none\.json/)
  })
})
