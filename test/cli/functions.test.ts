import { expect, test } from 'vitest'
import { project, stepthrough, unheard } from './program'

const definition = (seconds: number) => ({
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', TimeoutSeconds: seconds, End: true } },
})

const folder = (handler: string, seconds = 60, entry = {}) =>
  project({
    'm.asl.json': JSON.stringify(definition(seconds)),
    'stepthrough.json': JSON.stringify({ functions: { f: { handler: 'f.handler', timeout: 60, ...entry } } }),
    'f.js': handler,
  })

test('a run whose stderr nobody reads has its result and its exit code', async () => {
  const fails = 'exports.handler = async () => { console.log("x".repeat(1e6)); throw new RangeError("m") }'
  const { code, out } = await unheard(['run', 'm.asl.json', '--json'], folder(fails))
  expect([code, JSON.parse(out).error]).toEqual([1, 'RangeError'])
})

test('a function sees nothing of the parent, and no event has its environment', async () => {
  const handler = 'exports.handler = async () => Object.values(process.env).join().includes("token of the parent")'
  process.env.TOKEN_OF_PARENT = 'token of the parent'
  const entry = { environment: { KEY: 'a secret value' } }
  const { code, out, err } = await stepthrough(['run', 'm.asl.json', '--history', '-'], folder(handler, 60, entry))
  delete process.env.TOKEN_OF_PARENT
  expect([code, err]).toEqual([0, 'false\n'])
  expect(out).not.toContain('a secret value')
})

test('tabs of what a function prints stay, what a terminal obeys does not', async () => {
  const handler = 'exports.handler = async () => console.log("a\\tb\\u001b[2J\\n::error::x")'
  expect((await stepthrough(['run', 'm.asl.json'], folder(handler))).err).toBe('[f] a\tb\ufffd[2J\n[f] | ::error::x\n')
})
