import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, root } from './client'

let client: Client
const folder = mkdtempSync(join(tmpdir(), 'stepthrough-terraform-'))
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')

beforeAll(async () => {
  cpSync(join(root, 'test/projects/terraform'), folder, { recursive: true })
  client = await Client.start({ rootUri: pathToFileURL(folder).href })
})
afterAll(async () => {
  expect(await client.stop()).toBe(0)
  expect(client.logged).toEqual([])
})

/** Where a text first stands, as the protocol counts. */
const at = (text: string, words: string) => {
  const before = text.slice(0, text.indexOf(words) + 1).split('\n')
  return { position: { line: before.length - 1, character: before.at(-1)!.length } }
}

test('the problems of a definition stand in the .tf file, while it is edited', async () => {
  const [uri, text] = [uriOf('refund.tf'), textOf('refund.tf')]
  await client.open(uri, 'terraform', text)
  expect((await client.problems(uri, 1)).diagnostics).toEqual([])
  await client.change(uri, 2, { text: text.replace('Next      = "Refund"', 'Next      = "Refunt"') })
  expect((await client.problems(uri, 2)).diagnostics.map(({ code, range }) => [code, range.start])).toEqual([
    ['UNREACHABLE_STATE', { line: 10, character: 6 }],
    ['MISSING_TRANSITION_TARGET', { line: 27, character: 19 }],
  ])
})

test('a change in another file of the module is a change of the definition', async () => {
  const [uri, text] = [uriOf('payout.tf'), textOf('payout.tf')]
  await client.open(uri, 'terraform', text)
  expect((await client.problems(uri, 1)).diagnostics).toEqual([])
  const [variables, before] = [uriOf('variables.tf'), textOf('variables.tf')]
  await client.open(variables, 'terraform', before)
  await client.nextProblems(uri)
  await client.change(variables, 2, { text: before.replace('MaxAttempts = 2', 'MaxAttempts = -2') })
  const told = await client.nextProblems(uri)
  expect(told.diagnostics.map(({ code, range }) => [code, range.start])).toEqual([['OUT_OF_RANGE', { line: 21, character: 27 }]])
  await client.change(variables, 3, { text: before })
  await client.change(uri, 2, { text })
  expect((await client.problems(uri, 2)).diagnostics).toEqual([])
})

test('a file without a state machine has no problem, whatever stands in it', async () => {
  const uri = uriOf('other.tf')
  await client.open(uri, 'terraform', 'resource "aws_s3_bucket" {{{ ')
  expect((await client.problems(uri, 1)).diagnostics).toEqual([])
})

test('from a transition to its state, from a reference to its resource, and from a path to the file', async () => {
  const [uri, text] = [uriOf('payout.tf'), textOf('payout.tf')]
  expect(await client.request('textDocument/definition', uri, at(text, 'PayOut",'))).toMatchObject([
    { uri, range: { start: { line: 10 } } },
  ])
  expect(await client.request('textDocument/definition', uri, at(text, 'aws_sfn_activity.pay.arn'))).toMatchObject([
    { uri, range: { start: { line: 36 } } },
  ])
  expect(await client.request('textDocument/hover', uri, at(text, '"Parallel"'))).toMatchObject({ contents: expect.anything() })
  const main = uriOf('main.tf')
  await client.open(main, 'terraform', textOf('main.tf'))
  expect(await client.request('textDocument/documentLink', main)).toMatchObject([{ target: uriOf('statemachines/order.asl.json') }])
})

test('nothing that would write JSON into it is offered', async () => {
  const uri = uriOf('payout.tf')
  for (const method of ['textDocument/completion', 'textDocument/rename', 'textDocument/formatting'])
    expect([
      method,
      await client.request(method, uri, {
        position: { line: 10, character: 12 },
        newName: 'x',
        options: { tabSize: 2, insertSpaces: true },
      }),
    ]).toEqual([method, null])
})

test('the file that a templatefile names is read with its variables', async () => {
  const [uri, text] = [uriOf('statemachines/order.asl.json'), textOf('statemachines/order.asl.json')]
  await client.open(uri, 'asl', text)
  expect((await client.problems(uri, 1)).diagnostics).toEqual([])
  await client.change(uri, 2, { text: text.replace('${create_order}', '${create_ordr}') })
  expect((await client.problems(uri, 2)).diagnostics.map(({ message }) => message)).toEqual([
    "The template declares no substitution 'create_ordr'",
  ])
})
