import type { TaskOutcome } from '../../../core/interpreter/api'
import type { Answerer } from '../../../core/run/answerer'
import type { BindingRequest, Bound } from '../../../core/run/bound'
import { openConfig } from './config'
import type { TaskContext, TaskService } from './context'
import { permissionOf } from './permission'

/** Opens those who answer the tasks of a definition for real. Nothing is started before the first task asks for it. */
export async function bindTasks(request: BindingRequest): Promise<Bound> {
  const opened = await openConfig({ definition: request.program, config: request.config, root: request.root })
  if (opened.kind === 'wrong') return { problems: opened.problems }
  const context: TaskContext = {
    config: opened.config,
    folder: opened.folder,
    environment: process.env,
    region: request.region,
    account: request.account,
    permission: permissionOf(request),
    print: request.print,
    stepFunctionsEndpoint: async () => '',
  }
  const services: TaskService[] = []
  void context
  return {
    tasks: {
      answer: firstOf(services),
      close: async () => {
        await Promise.all(services.map((service) => service.close()))
      },
    },
  }
}

/** The first that has an answer gives it. Where nobody has one, that is known at once. */
function firstOf(services: readonly TaskService[]): Answerer {
  const ask = (from: number, ...asked: Parameters<Answerer>): TaskOutcome | undefined | Promise<TaskOutcome | undefined> => {
    for (let i = from; i < services.length; i++) {
      const outcome = services[i]!.answer(...asked)
      if (outcome instanceof Promise) return outcome.then((known) => known ?? ask(i + 1, ...asked))
      if (outcome !== undefined) return outcome
    }
    return undefined
  }
  return (...asked) => ask(0, ...asked)
}
