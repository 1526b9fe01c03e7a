import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OrderServers, startOrderServers } from '../../scripts/orderServers.mjs'
import { project, stepthrough } from '../cli/program'
import { examples } from './runs'

let servers: OrderServers
let folder: string
const heard: string[] = []

/** The example in a folder of its own, with the ports that its servers have in this test. */
beforeAll(async () => {
  const ports = { dynamodb: 0, sqs: 0, sns: 0, gateway: 0 }
  servers = await startOrderServers({ ports, heard: (service, what) => heard.push(`${service} ${JSON.stringify(what)}`) })
  folder = project({})
  cpSync(join(examples, 'order-processing'), folder, { recursive: true })
  // TypeScript is read by the project's own loader, where Node cannot
  symlinkSync(join(examples, '../node_modules'), join(folder, 'node_modules'), 'junction')
  const file = join(folder, 'stepthrough.json')
  let text = readFileSync(file, 'utf8')
  const usual = { dynamodb: 8000, sqs: 9324, sns: 9911, gateway: 9099 }
  for (const [name, port] of Object.entries(usual))
    text = text.replaceAll(`http://127.0.0.1:${port}`, servers.endpoints[name as keyof typeof usual])
  writeFileSync(file, text)
})
afterAll(() => servers?.close())

const input = (change: object = {}) => ({
  ...(JSON.parse(readFileSync(join(examples, 'order-processing/order-processing.input.json'), 'utf8')) as object),
  ...change,
})

async function run(name: string, given: object, more: string[] = []) {
  const args = ['run', 'order-processing.asl.json', '--input', JSON.stringify(given), '--name', name, '--json', '--history', 'history.json']
  const { code, out, err } = await stepthrough([...args, ...more], folder)
  if (code === 2) throw new Error(err)
  const { events } = JSON.parse(readFileSync(join(folder, 'history.json'), 'utf8')) as {
    events: { type: string; answeredBy?: string; stateEnteredEventDetails?: { name: string } }[]
  }
  return {
    code,
    err,
    ...(JSON.parse(out) as { status: string; error?: string; cause?: string; output?: Record<string, { status?: string }> }),
    path: events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []),
    answers: events.flatMap(({ answeredBy }) => answeredBy ?? []),
  }
}

const orderOf = async (orderId: string) => (await servers.item('orders', { orderId: { S: orderId } }))?.status?.S

/** One of its functions is Python's. */
const hasPython = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!hasPython)('the order example runs for real', () => {
  test('to the table, the queue and the topic', async () => {
    const { code, path, answers, err } = await run('good', input())
    expect([code, path]).toEqual([
      0,
      [
        ...['CreateOrder', 'ProcessPayment', 'UpdateInventory', 'SendConfirmationEmail'],
        ...['SaveOrder', 'QueueShipment', 'AnnounceOrder', 'OrderCompleted'],
      ],
    ])
    expect(answers).toEqual(['function', 'function', 'function', 'function', 'endpoint', 'endpoint', 'endpoint'])
    expect(err).toContain('[process-payment] charged 41.97 EUR')
    expect(err).toContain('[update-inventory] reserved 2 of MUG-03')
    expect(await orderOf('O-good')).toBe('CONFIRMED')
    expect(JSON.parse((await servers.message()) ?? '')).toMatchObject({ orderId: 'O-good', warehouse: 'MAD-2' })
    expect(heard.filter((line) => line.startsWith('sns'))).toHaveLength(1)
  })

  test('a declined card cancels the order', async () => {
    const { error, cause, path } = await run('declined', input({ payment: { cardToken: 'tok_declined' } }))
    expect([error, path.slice(1)]).toEqual(['PaymentDeclined', ['ProcessPayment', 'CancelOrder', 'OrderFailed']])
    expect(JSON.parse(cause!)).toMatchObject({ errorType: 'PaymentDeclined', errorMessage: 'The card was declined: insufficient funds.' })
    expect(await orderOf('O-declined')).toBe('CANCELLED')
  })

  test('a gateway that does not answer is asked again', async () => {
    const { status, answers } = await run('slow', input({ payment: { cardToken: 'tok_slow' } }))
    expect([status, answers.filter((source) => source === 'function').length]).toEqual(['SUCCEEDED', 6])
  })

  test('what is not in stock gives the money back: another state machine asks the gateway', async () => {
    const { error, path, answers } = await run('out', input({ items: [{ sku: 'MUG-03', quantity: 41 }] }))
    expect([error, path.slice(2)]).toEqual(['OutOfStock', ['UpdateInventory', 'RefundPayment', 'CancelOrder', 'OrderFailed']])
    expect(answers.slice(3)).toEqual(['execution', 'endpoint'])
    expect(heard.some((line) => line.startsWith('gateway') && line.includes('/refunds') && line.includes('200'))).toBe(true)
  })

  test('a test case of the mock file comes first', async () => {
    const more = ['--mock-config', 'MockConfigFile.json', '--test-case', 'OutOfStock', '--state-machine-name', 'OrderProcessing']
    expect((await run('mocked', input(), more)).answers.every((source) => source === 'mock')).toBe(true)
  })
})
