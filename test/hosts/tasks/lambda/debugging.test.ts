import { expect, test } from 'vitest'
import type { DebugTarget } from '../../../../core/run/bound'
import { control, functions } from './functions'
import { Inspector } from './inspector'

const source = [
  'const one = 1',
  'exports.handler = async (event, context) => {',
  '  const two = one + event.n',
  '  return [two, context.getRemainingTimeInMillis() > 1e6]',
  '}',
  'exports.other = 2',
]

test('a call that is stepped into stops on the first line of its handler, and its time stands still', async () => {
  const targets: DebugTarget[] = []
  let stopped = ''
  const attach = async (target: DebugTarget) => {
    targets.push(target)
    const inspector = await Inspector.connect(target.address!)
    const paused = inspector.event('Debugger.paused')
    await inspector.ask('Debugger.enable')
    await inspector.ask('Runtime.enable')
    await inspector.ask('Runtime.runIfWaitingForDebugger')
    paused.then(async ({ callFrames: [frame] }) => {
      stopped = `${frame!.functionName} in line ${frame!.location.lineNumber + 1}`
      // longer than the function's timeout
      setTimeout(() => inspector.ask('Debugger.resume'), 300)
    })
    return undefined
  }
  const by = control()
  const f = functions(
    { 'a.js': source.join('\n') },
    { a: { handler: 'a.handler', timeout: 0.2 } },
    { debug: { isWanted: ({ stateName }) => stateName === 'A', attach } },
  )
  expect(await f.call('a', { n: 1 }, by)).toEqual({ kind: 'succeeded', output: [2, true], source: 'function' })
  expect(by.held).toBe(true)
  expect(stopped).toBe('exports.handler in line 3')
  expect(targets).toEqual([
    {
      kind: 'node',
      name: 'a',
      folder: f.folder,
      port: expect.any(Number),
      address: expect.stringMatching(/^ws:\/\/127/),
      runtimeFolder: expect.stringMatching(/bootstrap$/),
    },
  ])
  expect(f.printed).toEqual([])
})

test('where no debugger comes, the call is made without one', async () => {
  const debug = { isWanted: () => true, attach: async () => 'the editor has none' }
  const f = functions(
    { 'a.js': source.join('\n') },
    { a: { handler: 'a.handler' }, c: { command: ['node', '-e', 'process.exit(4)'] } },
    { debug },
  )
  expect(await f.call('a', { n: 1 })).toEqual({ kind: 'succeeded', output: [2, false], source: 'function' })
  expect(await f.call('c')).toMatchObject({ error: 'Runtime.ExitError' })
  expect(f.printed).toEqual([
    'a: It is not stepped into: the editor has none',
    'c: It is not stepped into: no debugger is known for a function that is started by a command.',
  ])
})
