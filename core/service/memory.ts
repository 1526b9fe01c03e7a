import type { Json } from '../base/json'
import type { Execution, Ports } from '../interpreter/api'
import { Activities } from '../run/activities'
import type { Entries } from '../run/answerer'
import type { Answerers } from '../run/answerers'
import type { RealTime } from '../run/attempt'
import { Tokens } from '../run/tokens'
import { type Refused, refusals } from './errors'

/** What a host gives a service. */
export interface ServiceParts {
  readonly region: string
  readonly account: string
  /** Milliseconds since the epoch: for dates of what is made, and where an execution's clock begins. */
  readonly now: () => number
  /** Names nobody has chosen, and task tokens. Two calls never give the same. */
  readonly uuid: () => string
  /** The ports of one execution. What it asks for a UUID is asked here, its tasks are asked below. */
  readonly ports: () => Omit<Ports, 'task'>
  /** Who answers tasks. One with a task token waits for SendTask*, where nobody before `unmocked` has an answer. */
  readonly answerers?: Entries
  /** A mock file of Step Functions Local: StartExecution takes the ARN of a state machine with `#` and a test case. */
  readonly mockConfig?: Json
  /** With it, TimeoutSeconds and HeartbeatSeconds of a task that waits for SendTask* hold in real time, and GetActivityTask waits for a task. */
  readonly time?: RealTime
}

/** A state machine as it was made. It is never changed, since the API's updates are not here. */
export interface StoredMachine {
  readonly arn: string
  readonly name: string
  readonly type: 'STANDARD' | 'EXPRESS'
  /** The text as it was sent, of which each execution makes its own plan. */
  readonly definition: string
  readonly roleArn: string
  /** Seconds since the epoch. */
  readonly creationDate: number
  readonly loggingConfiguration: Json
  readonly tracingConfiguration: Json
  /** The names of the variables that each state reads, in their order, by the state's name. */
  readonly variableReferences: Readonly<Record<string, readonly string[]>>
}

/** An execution that has begun, running or ended. It is kept as long as the service, but for those of StartSyncExecution. */
export interface StoredExecution {
  readonly arn: string
  readonly name: string
  readonly machine: StoredMachine
  /** As it was sent. */
  readonly input: string
  readonly execution: Execution
  readonly answerers: Answerers
  /** Resolves when it has ended, however that was; never rejects. A redrive makes another one. */
  ended: Promise<void>
  /** The redrives with a client token, the latest last. */
  redrives: readonly Redrive[]
}

/** A redrive that is answered again where it is asked for again. `date`: its redriveDate; `at`: milliseconds since the epoch, on the service's clock. */
interface Redrive {
  readonly clientToken: string
  readonly date: number
  readonly at: number
}

/** What a service remembers, and what its host gives it. Machines and executions are found by ARN, tasks by token. */
export class Memory {
  readonly machines = new Map<string, StoredMachine>()
  readonly executions = new Map<string, StoredExecution>()
  readonly tokens = new Tokens()
  readonly activities: Activities

  constructor(readonly parts: ServiceParts) {
    this.activities = new Activities(parts.time?.after)
  }

  /** Throws Refused, a StateMachineDoesNotExist. */
  machine(arn: string): StoredMachine {
    return found(this.machines.get(arn), () => refusals.noMachine(arn))
  }

  /** Throws Refused, an ExecutionDoesNotExist. */
  execution(arn: string): StoredExecution {
    return found(this.executions.get(arn), () => refusals.noExecution(arn))
  }

  /** Seconds since the epoch. */
  get date(): number {
    return this.parts.now() / 1000
  }

  /** The ARN that a state machine of this name has here, whether there is one or not. */
  machineArn(name: string): string {
    const { region, account } = this.parts
    return `arn:aws:states:${region}:${account}:stateMachine:${name}`
  }
}

function found<T>(stored: T | undefined, otherwise: () => Refused): T {
  if (stored === undefined) throw otherwise()
  return stored
}
