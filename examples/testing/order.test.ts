import { type Json, run, TaskError } from 'stepthrough'
import { describe, expect, test, vi } from 'vitest'

const order = {
  file: new URL('../order-processing/order-processing.asl.json', import.meta.url),
  inputFile: new URL('../order-processing/order-processing.input.json', import.meta.url),
  mockConfig: new URL('../order-processing/MockConfigFile.json', import.meta.url),
  config: false,
} as const

interface Order {
  readonly order: { readonly orderId: string; readonly total: number }
}

describe('the order workflow', () => {
  test('the output has the order with its total', async () => {
    const { status, output } = await run<Order>({ ...order, testCase: 'HappyPath' })
    expect(status).toBe('SUCCEEDED')
    expect(output?.order).toMatchObject({ orderId: 'O-20261122-0001', total: 41.97 })
  })

  test('a gateway that times out twice is asked three times, with the same amount', async () => {
    const pay = vi.fn((_input: Json): unknown => ({ StatusCode: 200, Payload: { transactionId: 'T-1', status: 'CAPTURED' } }))
    pay.mockImplementationOnce(() => {
      throw new TaskError('PaymentGatewayTimeout')
    })
    pay.mockImplementationOnce(() => {
      throw new TaskError('PaymentGatewayTimeout')
    })
    const result = await run({ ...order, testCase: 'HappyPath', mocks: { ProcessPayment: pay } })
    expect(result).toMatchObject({ status: 'SUCCEEDED' })
    expect(result.visits.ProcessPayment).toBe(1)
    expect(pay).toHaveBeenCalledTimes(3)
    expect(pay.mock.calls.map(([input]) => input)).toEqual(Array(3).fill(expect.objectContaining({ Payload: expect.objectContaining({ amount: 41.97 }) })))
    expect(result.duration).toBeGreaterThan(0)
  })

  test('an e-mail that cannot be sent does not stop the order', async () => {
    const mocks = { SendConfirmationEmail: { Throw: { Error: 'MailServerDown', Cause: 'no route' } } }
    const { status, path, history } = await run({ ...order, testCase: 'HappyPath', mocks })
    expect(status).toBe('SUCCEEDED')
    expect(path).toContain('SaveOrder')
    expect(history.filter(({ type }) => type === 'TaskFailed')).toHaveLength(3)
  })
})
