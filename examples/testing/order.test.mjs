import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run, TaskError, testState, validate } from 'stepthrough'

const order = {
  file: new URL('../order-processing/order-processing.asl.json', import.meta.url),
  inputFile: new URL('../order-processing/order-processing.input.json', import.meta.url),
  mockConfig: new URL('../order-processing/MockConfigFile.json', import.meta.url),
  config: false,
}

test('the definition has no problem', async () => {
  assert.deepEqual(await validate({ files: order.file }), [])
})

test('an order is taken', async () => {
  const { status, path } = await run({ ...order, testCase: 'HappyPath' })
  assert.equal(status, 'SUCCEEDED')
  assert.equal(path.at(-1), 'OrderCompleted')
})

test('a declined card cancels the order, and is tried once', async () => {
  const asked = []
  const mocks = {
    ProcessPayment: ({ Payload }) => {
      asked.push(Payload.amount)
      throw new TaskError('CardDeclined', 'The bank says no.')
    },
  }
  const { status, error, cause, path } = await run({ ...order, testCase: 'PaymentDeclined', mocks })
  assert.deepEqual({ status, error, cause }, { status: 'FAILED', error: 'CardDeclined', cause: 'The bank says no.' })
  assert.deepEqual(path, ['CreateOrder', 'ProcessPayment', 'CancelOrder', 'OrderFailed'])
  assert.deepEqual(asked, [41.97])
})

test('a gateway that does not answer is asked again', async () => {
  const response = await testState({
    file: order.file,
    config: false,
    stateName: 'ProcessPayment',
    input: { order: { orderId: 'O-1', total: 10, currency: 'EUR' }, payment: { cardToken: 'tok' } },
    mock: { errorOutput: { error: 'PaymentGatewayTimeout', cause: 'No answer.' } },
    inspectionLevel: 'DEBUG',
  })
  assert.equal(response.status, 'RETRIABLE')
})
