import { parseResource } from '../../../../core/aws/resource'
import type { TaskCall, TaskOutcome } from '../../../../core/interpreter/api'
import type { Control } from '../../../../core/run/answerer'
import type { RealTime } from '../../../../core/run/attempt'
import { addedBy } from '../../../../core/tasks/http/connection'
import { exchangedOf } from '../../../../core/tasks/http/exchange'
import { isNoResult, noResults } from '../../../../core/tasks/http/failures'
import { redactor } from '../../../../core/tasks/http/redact'
import { requestsOf } from '../../../../core/tasks/http/request'
import { outcomeOf } from '../../../../core/tasks/http/response'
import { targetOf } from '../../../../core/tasks/http/target'
import { readTask } from '../../../../core/tasks/http/task'
import { after as realAfter } from '../../after'
import type { TaskContext, TaskService } from '../context'
import { type Sending, send } from './send'

/**
 * Answers HTTP tasks by calling their endpoints, where stepthrough.json has connections, or endpoints that stand for others. `after`: real
 * time, by which a call ends after 60 seconds.
 */
export function httpService(context: TaskContext, after: RealTime['after'] = realAfter): TaskService {
  const { connections, http } = context.config
  const isOn = connections.size > 0 || http.size > 0
  const underWay = new Set<Sending>()

  async function invoke({ input }: TaskCall, control: Control): Promise<TaskOutcome> {
    const { config, environment, region, permission } = context
    const task = readTask(input)
    if (isNoResult(task)) return task
    const target = targetOf(config, task.endpoint)
    if (isNoResult(target)) return target
    if (!URL.canParse(target.url)) return noResults.notHttps(task.endpoint)
    const added = addedBy(config, task.connection, environment)
    if (isNoResult(added)) return added
    const requests = requestsOf(task, added, target, region)
    if (isNoResult(requests)) return requests
    const refused = await permission.refuses('http', `${target.protocol}://${target.host}/`)
    if (refused !== undefined) return noResults.refused(refused)
    if (control.aborted) return { kind: 'timedOut' }
    const sending = send(requests.sent, after)
    underWay.add(sending)
    control.onAbort(() => sending.cancel())
    const sent = await sending.sent
    underWay.delete(sending)
    const redact = redactor(added.secrets)
    control.exchanged?.(exchangedOf(requests, sent.kind === 'response' ? sent.response : undefined, redact))
    if (sent.kind === 'response') return { ...outcomeOf(sent.response, redact), source: target.isStandIn ? 'endpoint' : 'aws' }
    if (sent.kind === 'tooLarge') return noResults.tooLarge()
    return sent.kind === 'timedOut' ? noResults.timedOut(target.host) : noResults.socket(target.host, sent.code)
  }

  return {
    answer: (call, control) => (isOn && isHttp(call) ? invoke(call, control) : undefined),
    close: async () => {
      for (const sending of underWay) sending.cancel()
    },
  }
}

function isHttp({ resource }: TaskCall): boolean {
  const parsed = parseResource(resource)
  return parsed.kind === 'optimised' && parsed.service === 'http' && parsed.action === 'invoke'
}
