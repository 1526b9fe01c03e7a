import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stepthrough } from '../cli/program'

/** A copy of one of the projects in this folder, gone after the tests. */
function copy(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `stepthrough-${name}-`))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(__dirname, name), folder, { recursive: true })
  return folder
}

const edit = (file: string, from: string, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))

const order = JSON.stringify({ items: [{ price: 20, quantity: 2 }] })

describe.each([
  ['terraform', ['.'], 7, 4],
  ['cdk', ['.', 'cdk.out'], 5, 4],
] as const)('%s', (name, operands, files, cases) => {
  test('its definitions and their tests have no problem', async () => {
    const { code, out } = await stepthrough(['validate', ...operands], join(__dirname, name))
    expect([code, out]).toEqual([0, expect.stringMatching(/^No problem in \d+ files\.\n$/)])
    expect(Number(/\d+/.exec(out)![0])).toBeGreaterThanOrEqual(files)
  })

  test('its tests pass', async () => {
    const { code, out, err } = await stepthrough(['test', '--reporter', 'json'], join(__dirname, name))
    expect({ code, err, failures: JSON.parse(out).cases.flatMap((each: { failures: unknown[] }) => each.failures) }).toEqual({
      code: 0,
      err: '',
      failures: [],
    })
    expect(JSON.parse(out)).toMatchObject({ passed: cases, failed: 0 })
  })
})

describe('what runs', () => {
  test.each([
    ['terraform', 'main.tf', 'order', { id: 'order-1', total: 40, currency: 'EUR' }],
    ['terraform', '.', 'aws_sfn_state_machine.order', { id: 'order-1', total: 40, currency: 'EUR' }],
    ['terraform', '.', 'shop-default-refund', { refunded: 40, currency: 'EUR' }],
    ['terraform', 'statemachines/order.asl.json', undefined, { id: 'order-1', total: 40, currency: 'EUR' }],
    ['cdk', 'cdk.out', 'OrderMachine', { order: { id: 'order-1', total: 40 } }],
    ['cdk', 'cdk.out/Orders.template.json', 'OrderMachineDD64566C', { order: { id: 'order-1', total: 40 } }],
    ['cdk', 'lib/order.asl.json', undefined, { order: { id: 'order-1', total: 40 } }],
  ])('%s %s %s', async (name, file, machine, output) => {
    const chosen = machine === undefined ? [] : ['--state-machine-name', machine]
    const { code, out, err } = await stepthrough(['run', file, ...chosen, '--input', order, '--unmocked', 'echo'], join(__dirname, name))
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual(output)
  })

  test.each([
    ['terraform', '.', 'ordr', 'there is "order", "payout", "refund". Did you mean "order"?'],
    ['terraform', '.', undefined, 'It has several state machines; choose one of "order", "payout", "refund".'],
    ['cdk', 'cdk.out', 'OrderMaschine', 'there is "ReminderMachineFF4C155B", "OrderMachineDD64566C". Did you mean "OrderMachine"?'],
    ['cdk', 'cdk.out/Orders.template.json', 'OrderMaschine', 'Did you mean "OrderMachine"?'],
  ])('%s %s has no %s', async (name, file, machine, sentence) => {
    const chosen = machine === undefined ? [] : ['--state-machine-name', machine]
    const { code, err } = await stepthrough(['run', file, ...chosen], join(__dirname, name))
    expect(code).not.toBe(0)
    expect(err).toContain(sentence)
  })
})

describe('an error in a definition is told at its place in the file', () => {
  test.each([
    ['terraform', 'payout.tf', '"Next": "Paid"', '"Next": "Payed"', '.', 'payout.tf:29:20 error'],
    ['terraform', 'refund.tf', 'Next      = "Refund"', 'Next      = "Refunt"', '.', 'refund.tf:28:20 error'],
    [
      'terraform',
      'statemachines/order.asl.json',
      '"Next": "NeedsApproval"',
      '"Next": "NeedApproval"',
      'main.tf',
      'statemachines/order.asl.json:9:16 error',
    ],
    [
      'terraform',
      'main.tf',
      'order.asl.json',
      'ordr.asl.json',
      'main.tf',
      'main.tf:42:30 error There is no file statemachines/ordr.asl.json here.',
    ],
    [
      'cdk',
      'cdk.out/Orders.template.json',
      '\\"Next\\":\\"Remind\\"',
      '\\"Next\\":\\"Remined\\"',
      'cdk.out',
      "Missing 'Next' target: Remined",
    ],
  ])('%s: %s', async (name, file, from, to, operand, place) => {
    const folder = copy(name)
    edit(join(folder, file), from, to)
    const { code, out } = await stepthrough(['validate', operand], folder)
    expect(code).toBe(1)
    expect(out).toContain(place)
  })
})

test('an error in a loop is told once, at its place', async () => {
  const folder = copy('terraform')
  edit(join(folder, 'payout.tf'), '"End": true', '"Endd": true, "End": true')
  const { out } = await stepthrough(['validate', 'payout.tf', '--format', 'json'], folder)
  expect(JSON.parse(out).map(({ code, line, column }: Record<string, unknown>) => [code, line, column])).toEqual([
    ['UNKNOWN_FIELD', 23, 20],
  ])
})

test('a source that has changed since it was synthesized still has its substitutions', async () => {
  const folder = copy('cdk')
  edit(join(folder, 'lib/order.asl.json'), 'Creates an order', 'Makes an order')
  const { code, out } = await stepthrough(['run', 'lib/order.asl.json', '--input', order, '--unmocked', 'echo'], folder)
  expect([code, JSON.parse(out)]).toEqual([0, { order: { id: 'order-1', total: 40 } }])
})
