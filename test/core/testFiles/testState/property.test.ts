import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createExecution, plan } from '../../../../core/interpreter'
import { parseDocument } from '../../../../core/model/parse'
import type { TestStateRequest } from '../../../../core/service/testState/types'
import { validateStateMachineDefinition } from '../../../../core/service/validate'
import { type Asking, heldAgainst } from '../../../../core/testFiles/testState/check'
import { nodePorts } from '../../../../hosts/node/ports'
import { anyTask, inputs, machines } from '../../../support/anyMachine'
import { deployable } from '../../../support/deployable'
import { children } from '../../../support/nestedMachines'
import { service } from '../../../support/service'

const sfn = service()

/** The action itself, in the place of an endpoint. */
const ask: Asking = async (request: TestStateRequest) => {
  const result = await sfn.call('TestState', request)
  return 'response' in result
    ? { answer: result.response as { readonly [name: string]: unknown } }
    : { refused: `${result.error.name}: ${result.error.message}`, mock: false }
}

test('TestState says of each attempt of any run what has come of it', async () => {
  let asked = 0
  const counted: Asking = (request) => {
    asked++
    return ask(request)
  }
  await fc.assert(
    fc.asyncProperty(machines, inputs, fc.nat(), async (any, input, seed) => {
      const text = JSON.stringify(deployable(any))
      const [definition] = parseDocument(text, { format: 'json', content: 'definition' }, { running: true }).definitions
      // a few random machines are none that AWS would take
      fc.pre(validateStateMachineDefinition(text).result === 'OK')
      const { machine } = definition!
      const execution = createExecution(plan(machine), {
        input,
        remember: true,
        limits: { historyEvents: 200 },
        ports: nodePorts({ task: anyTask, machine: children.machine, seed }),
      })
      await execution.run()
      const { failures } = await heldAgainst(execution, machine, undefined, counted)
      expect(failures).toEqual([])
    }),
    { numRuns: 100, seed: 12 },
  )
  expect(asked).toBeGreaterThan(200)
})
