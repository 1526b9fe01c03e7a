import { parseResource } from '../../../core/aws/resource'
import { matchActivity } from '../../../core/config/match'
import type { TaskCall, TaskOutcome } from '../../../core/interpreter/api'
import { activityWorkers } from '../../../core/run/activities'
import type { Answerer, Control } from '../../../core/run/answerer'
import type { BindingRequest, Bound } from '../../../core/run/bound'
import { isCallback, withCallbacks } from '../../../core/run/callbacks'
import { waitsForCode } from '../../../core/run/workers'
import { awsService } from './aws'
import { Connections } from './aws/connections'
import { openConfig } from './config'
import type { TaskContext, TaskService } from './context'
import { WorkerSession } from './endpoint/session'
import { foreignCalls } from './foreign'
import { httpService } from './http/service'
import { insideOf } from './inside'
import { lambdaService } from './lambda/service'
import { openMachines } from './machines/machines'
import { permissionOf } from './permission'

/** Opens those who answer the tasks of a definition for real. Nothing is started before the first task asks for it. */
export async function bindTasks(request: BindingRequest): Promise<Bound> {
  const opened = await openConfig({ definition: request.program, config: request.config, root: request.root })
  if (opened.kind === 'wrong') return { problems: opened.problems }
  const { config, folder } = opened
  const workers = new WorkerSession()
  const context: TaskContext = {
    config,
    folder,
    environment: process.env,
    region: request.region,
    account: request.account,
    permission: permissionOf(request),
    print: request.print,
    stepFunctionsEndpoint: () => workers.address(),
  }
  const connections = new Connections(context)
  const aws = awsService(context, connections)
  const lambda = lambdaService(context, { debug: request.debug, connections })
  const services: TaskService[] = [lambda, httpService(context), aws]
  const begin = firstOf([lambda.invoke, submitting(aws)])
  const { readItems, writeResults } = aws
  const { machine, programs, answer: started } = await openMachines(context, request.open)
  return {
    tasks: {
      readItems,
      writeResults,
      machine,
      programs,
      answerer: (wait) => {
        const tokens = { ...wait, tokens: workers.tokens }
        return firstOf([
          withCallbacks(tokens, firstOf([started, ...services.map(({ answer }) => answer), callbacksOnly(begin)])),
          polled(context, workers, activityWorkers(tokens, workers.activities)),
        ])
      },
      waiter: (wait) => waitsForCode({ ...wait, tokens: workers.tokens }, workers.activities),
      inside: (state) => insideOf(state, context),
      foreign: (states) => foreignCalls(states, context, connections),
      settled: () => lambda.settled(),
      close: async () => {
        await Promise.all([...services, workers].map((each) => each.close()))
      },
    },
  }
}

/** Makes the requests of tasks whose token is then waited for. */
const callbacksOnly =
  (begin: Answerer): Answerer =>
  (call, control) =>
    isCallback(call) ? begin(call, control) : undefined

/** The request of a callback as an answerer: its response is what has been submitted. */
const submitting =
  ({ submit }: ReturnType<typeof awsService>): Answerer =>
  (call, control) =>
    submit(call, control)?.then(
      (done): TaskOutcome => (done.kind === 'submitted' ? { kind: 'succeeded', output: done.response, source: done.source } : done),
    )

/** Activities whose workers know where to poll: stepthrough.json says so, or code has been told the address. The others are nobody's. */
const polled =
  ({ config, print, region, account }: TaskContext, workers: WorkerSession, answer: Answerer): Answerer =>
  (call, control) => {
    if (parseResource(call.resource).kind !== 'activity') return undefined
    const match = matchActivity(config, call.resource, { region, account })
    if (match !== undefined && 'error' in match) return { kind: 'unanswered', cause: match.error }
    if (match === undefined && !workers.isOpen) return undefined
    const address = match === undefined ? workers.address() : workers.addressOf(match.key, match.entry)
    return address.then((opened) => {
      if (typeof opened !== 'string') return opened
      print(call.stateName, `waits for a worker that polls ${call.resource} at ${opened}`)
      return answer(call, control)
    })
  }

/** The first that has an answer gives it. Where nobody has one, that is known at once. */
function firstOf(answerers: readonly Answerer[]): Answerer {
  const ask = (from: number, call: TaskCall, control: Control): ReturnType<Answerer> => {
    for (let i = from; i < answerers.length; i++) {
      const outcome = answerers[i]!(call, control)
      if (outcome instanceof Promise) return outcome.then((known) => known ?? ask(i + 1, call, control))
      if (outcome !== undefined) return outcome
    }
    return undefined
  }
  return (call, control) => ask(0, call, control)
}
