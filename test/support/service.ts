import type { Entries } from '../../core/run/answerer'
import type { ServiceParts } from '../../core/service/memory'
import { StepFunctions } from '../../core/service/service'
import { type HostOptions, hostPorts } from '../../hosts/node/ports'

/** A service with an account of its own, whose clock stands still until an execution moves its own. */
export function service(answerers: Entries = {}, parts: Partial<ServiceParts> & HostOptions = {}): StepFunctions {
  const ports = hostPorts(parts)
  return new StepFunctions({
    region: 'us-east-1',
    account: '111111111111',
    now: () => Date.UTC(2026, 0, 1),
    uuid: ports.uuid,
    ports: () => hostPorts(parts),
    answerers,
    ...parts,
  })
}
