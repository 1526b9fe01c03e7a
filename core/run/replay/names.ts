import type { Json } from '../../base/json'
import { beginningOf, type Recording } from '../../history/recordings/read'
import { detailsOf } from '../../history/types'
import type { ExecutionOptions } from '../../interpreter'

/** Who an execution is: what its context object shows. */
export type Names = Pick<ExecutionOptions, 'executionName' | 'stateMachineName' | 'roleArn' | 'region' | 'account' | 'type' | 'startTime'>

const executionArn = /^arn:[^:]*:states:([^:]*):([^:]*):(execution|express):([^:]*):(.+)$/
const roleArn = /^arn:[^:]*:iam::([^:]*):/

/** What a recording tells of who its execution was: by its ARN, its role, the region of its tasks, the time of its first event. */
export function namesIn(recording: Recording): Names {
  const details = recording.events.map(detailsOf)
  const [first] = details
  const region = details.find((each) => each.region !== undefined)?.region
  const account = roleArn.exec(first?.roleArn ?? '')?.[1]
  return {
    startTime: Math.round(beginningOf(recording)),
    ...(first?.roleArn !== undefined && { roleArn: first.roleArn }),
    ...(account && { account }),
    ...(region !== undefined && { region }),
    ...namesOfArn(recording.arn),
  }
}

/** The names in an execution's ARN; of an Express one the last part is none. */
function namesOfArn(arn: string | undefined): Names {
  const [, region, account, kind, stateMachineName, name = ''] = executionArn.exec(arn ?? '') ?? []
  if (region === undefined || account === undefined || stateMachineName === undefined) return {}
  const [executionName = name] = kind === 'express' ? name.split(':') : [name]
  return { region, account, stateMachineName, executionName, type: kind === 'express' ? 'EXPRESS' : 'STANDARD' }
}

/** Names that may be told by nothing but what has come of them; so they are found out, under keys that no place in an execution has. */
export const nameKeys = ['executionName', 'stateMachineName', 'region', 'account'] as const

/** Those that were not told, and have been found out. */
export const foundNames = (names: Names, found: ReadonlyMap<string, Json>): Names =>
  Object.fromEntries(nameKeys.filter((name) => names[name] === undefined && found.has(name)).map((name) => [name, found.get(name)]))
