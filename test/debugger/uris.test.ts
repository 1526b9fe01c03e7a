import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { pass } from './support/at'
import { TestSession } from './support/session'

/** A client that names files by URI, stopped at B: everything that it is sent about a file. */
test('a client that asks for URIs gets no path, wherever a file is named', async () => {
  const s = new TestSession({ 'a machine.asl.json': pass })
  const program = s.path('a machine.asl.json')
  const path = pathToFileURL(program).href
  const source = { path }
  await s.initialize({ pathFormat: 'uri' })
  await s.request('setFunctionBreakpoints', { breakpoints: [{ name: 'B' }] })
  const set = await s.request('setBreakpoints', { source, breakpoints: [{ line: 4, logMessage: 'at A' }] })
  expect(set.breakpoints[0]).toMatchObject({ verified: true, source })
  expect(await s.request('loadedSources')).toEqual({ sources: [] })
  await s.request('launch', { program } as never)
  await s.request('configurationDone')
  await s.stopped()

  const changed = s.events.filter(({ event, body }) => event === 'breakpoint' && body.breakpoint.source !== undefined)
  expect(changed.length).toBeGreaterThan(0)
  for (const { body } of changed) expect(body).toMatchObject({ reason: 'changed', breakpoint: { source } })
  const named = s.events.filter(({ event, body }) => event === 'output' && body.source !== undefined)
  expect(named.length).toBeGreaterThan(0)
  for (const { body } of named) expect(body.source.path).toBe(path)

  const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
  expect(stackFrames.map(({ name, source }) => [name, source?.path])).toEqual([
    ['B', path],
    ['a machine', path],
  ])
  expect((await s.request('loadedSources')).sources.map((each) => each.path)).toEqual([path])
  expect((await s.request('breakpointLocations', { source, line: 4 })).breakpoints).toHaveLength(1)
  expect((await s.request('gotoTargets', { source, line: 4 })).targets.map(({ line }) => line)).toEqual([4, 4])
  expect(await s.request('setBreakpoints', { source, breakpoints: [] })).toEqual({ breakpoints: [] })
})

test.each([
  [{}, 'path'],
  [{ pathFormat: 'path' }, 'path'],
  [{ pathFormat: 'uri' }, 'uri'],
])('%j: a file is named by its %s', async (args, format) => {
  const s = new TestSession({ 'machine.asl.json': pass })
  const path = s.path('machine.asl.json')
  await s.send('initialize', { adapterID: 'asl', ...args })
  // what a client sends may be either
  const { breakpoints } = await s.request('setBreakpoints', { source: { path }, breakpoints: [{ line: 4 }] })
  expect(breakpoints[0]!.source!.path).toBe(format === 'uri' ? pathToFileURL(path).href : path)
})
