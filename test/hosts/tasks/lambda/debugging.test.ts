import { join } from 'node:path'
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
    { debug: { isWanted: ({ stateName }) => stateName === 'A', isWatched: () => false, attach } },
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

test('a call of a function whose file is watched waits for a debugger, and stops at its breakpoints alone', async () => {
  let asked = ''
  let stops = 0
  const attach = async (target: DebugTarget) => {
    const inspector = await Inspector.connect(target.address!)
    void inspector.event('Debugger.paused').then(() => {
      stops++
      void inspector.ask('Debugger.resume')
    })
    await inspector.ask('Debugger.enable')
    await inspector.ask('Runtime.enable')
    await inspector.ask('Debugger.setBreakpointByUrl', { urlRegex: '.*/b\\.js', lineNumber: 3 })
    await inspector.ask('Runtime.runIfWaitingForDebugger')
    return undefined
  }
  const isWatched = (file: string) => {
    asked = file
    return file.endsWith('b')
  }
  const f = functions(
    { 'a.js': source.join('\n'), 'in/b.js': source.join('\n') },
    { a: { handler: 'a.handler' }, b: { handler: 'in/b.handler' } },
    { debug: { isWanted: () => false, isWatched, attach } },
  )
  expect(await f.call('a', { n: 1 })).toMatchObject({ output: [2, false] })
  expect([asked, stops]).toEqual([join(f.folder, 'a'), 0])
  expect(await f.call('b', { n: 2 })).toMatchObject({ output: [3, true] })
  expect([asked, stops]).toEqual([join(f.folder, 'in/b'), 1])
})

test('where no debugger comes, the call is made without one', async () => {
  const debug = { isWanted: () => true, isWatched: () => false, attach: async () => 'the editor has none' }
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
