import { action } from '../../core/service/action'
import { testState } from '../../core/service/actions/testState'
import { Memory } from '../../core/service/memory'
import type { TestStateRequest, TestStateResponse } from '../../core/service/testState/types'
import { hostPorts } from '../../hosts/node/ports'
import { openEndpoint } from '../../hosts/node/tasks/endpoint/server'

/** An endpoint that speaks TestState over HTTP. `change`: what becomes of its answers; `heard` gets the requests. */
export async function testStateEndpoint(
  change: (response: TestStateResponse, request: TestStateRequest) => object = (response) => response,
  heard: TestStateRequest[] = [],
) {
  const ports = hostPorts({})
  const memory = new Memory({
    region: 'us-east-1',
    account: '111111111111',
    now: () => Date.UTC(2026, 0, 1),
    uuid: ports.uuid,
    ports: () => hostPorts({}),
  })
  const asked = action<TestStateRequest>('TestState', {}, async (needs, request) => {
    heard.push(request)
    return change((await testState.run(needs, request as never)) as TestStateResponse, request)
  })
  return openEndpoint([asked], memory)
}
