import type { Json } from '../../../../core/base/json'
import type { TaskOutcome } from '../../../../core/interpreter/api'
import { jobFailed } from '../../../../core/tasks/aws/failure'
import { type Job, jobIn, jobResult } from '../../../../core/tasks/aws/jobs'
import type { Action } from '../../../../core/tasks/aws/service'
import type { Called } from './connections'

/** Milliseconds between two looks at a job: more each time. */
const [shortest, longest, growth] = [50, 5_000, 1.5]

/** Asks for a job that has been started until it has ended. Source: Developer Guide, "Run a Job (.sync)". */
export async function waitForJob(
  action: Action,
  job: Job,
  started: Json,
  parameters: Json,
  { source, send }: Called,
  signal: AbortSignal,
): Promise<TaskOutcome> {
  const told = { submitted: started, source } as const
  const describe: Action = { ...action, action: job.describe }
  for (let pause = shortest; ; pause = Math.min(pause * growth, longest)) {
    const sent = await send(describe, job.ask(started, parameters), { style: 'optimised', most: 0 })
    if ('unknown' in sent || 'problems' in sent)
      return { kind: 'unanswered', cause: 'unknown' in sent ? sent.unknown : sent.problems.join(', '), ...told }
    if ('failed' in sent) {
      if (job.gone && /NotFound/.test(sent.name)) return { kind: 'succeeded', output: started, ...told }
      return { kind: 'failed', ...sent.failed, ...told }
    }
    const found = jobIn(job, sent.response)
    const state = job.state(found)
    if (state === 'failed') return { kind: 'failed', ...jobFailed(jobResult(action, found)), ...told }
    if (state === 'succeeded') return { kind: 'succeeded', output: jobResult(action, found), ...told }
    if (!(await passed(pause, signal))) return { kind: 'timedOut', ...told }
  }
}

/** Waits, unless it is cut short: then false, at once. */
function passed(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const cut = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cut)
      resolve(true)
    }, milliseconds)
    signal.addEventListener('abort', cut, { once: true })
  })
}
