import { join } from 'node:path'
import { parseResource } from '../../../../core/aws/resource'
import { functionName, matchFunction } from '../../../../core/config/match'
import { kinds, readReference } from '../../../../core/config/reference'
import type { FunctionEntry } from '../../../../core/config/types'
import type { TaskCall, TaskOutcome } from '../../../../core/interpreter/api'
import type { Answerer, Control } from '../../../../core/run/answerer'
import type { TaskDebugger } from '../../../../core/run/bound'
import { notBegun } from '../../../../core/tasks/aws/failure'
import { type InvokeRequest, readRequest } from '../../../../core/tasks/lambda/request'
import { Connections } from '../aws/connections'
import type { TaskContext, TaskService } from '../context'
import { InlineCode } from './inlineCode'
import { startOf } from './launch'
import { LocalFunction } from './localFunction'
import type { Waiting } from './pool'
import { ProcessTrees } from './processTree'
import { RemoteFunctions } from './remote'

/** What a session has besides. */
export interface LambdaOptions {
  /** Steps into functions. Absent: nobody debugs. */
  readonly debug?: TaskDebugger | undefined
  /** The clients of the session's AWS services, for functions that no entry has. Whoever has made them closes them. */
  readonly connections?: Connections
}

/** Answers calls of Lambda functions, by the functions of the configuration and where Lambda is: a function's ARN and `lambda:invoke`. */
export interface LambdaService extends TaskService {
  /**
   * As `answer`, which leaves tasks alone that then wait for their token: here the outcome of such a call is what TaskSubmitted shows, or its failure.
   */
  readonly invoke: Answerer
  /** Once all asynchronous calls (InvocationType Event) have ended, each within its timeout: a run has not ended before. It never rejects. */
  settled(): Promise<void>
}

/** Nothing is started before the first call. `close` ends all processes, and what they have started. */
export function lambdaService(context: TaskContext, options: LambdaOptions = {}): LambdaService {
  const lambda = new Lambda(context, options)
  return {
    invoke: lambda.invoke,
    answer: (call, control) => (parseResource(call.resource).pattern === 'waitForTaskToken' ? undefined : lambda.invoke(call, control)),
    settled: () => lambda.settled(),
    close: () => lambda.close(),
  }
}

/** The file of a handler, without its ending. */
const fileOf = (folder: string, handler: string): string => join(folder, handler.slice(0, handler.lastIndexOf('.')))

/** Nobody gives up an asynchronous call. */
const forever: Waiting = { aborted: false, onAbort: () => {} }

class Lambda {
  private readonly trees = new ProcessTrees()
  private readonly inline = new InlineCode()
  private readonly functions = new Map<string, LocalFunction>()
  private readonly remote: RemoteFunctions
  private readonly background = new Set<Promise<void>>()
  private readonly said = new Set<string>()

  constructor(
    private readonly context: TaskContext,
    private readonly options: LambdaOptions,
  ) {
    this.remote = new RemoteFunctions(context, options.connections ?? new Connections(context))
  }

  readonly invoke: Answerer = (call, control) => {
    const request = readRequest(call)
    if (request === undefined) return undefined
    if ('problems' in request) return { kind: 'failed', ...notBegun(call.input, request.problems) }
    const { config, region, account } = this.context
    const match = matchFunction(config, request.functionName, request.qualifier, { region, account })
    if (match === undefined) return this.remote.elsewhere(request, control)
    if ('error' in match) return { kind: 'unanswered', cause: match.error }
    const name = match.entry.name ?? functionName(request.functionName)
    const { endpoint } = match.entry
    if (endpoint !== undefined) return this.remote.at(endpoint, name, withQualifier(request), control)
    return this.here(match.key, match.entry, name, withQualifier(request), call, control)
  }

  async settled(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background)
  }

  async close(): Promise<void> {
    await Promise.all([this.remote.close(), ...[...this.functions.values()].map((each) => each.close())])
    await this.settled()
    await this.trees.close()
    this.inline.close()
  }

  private here(
    key: string,
    entry: FunctionEntry,
    name: string,
    request: InvokeRequest,
    call: TaskCall,
    control: Control,
  ): ReturnType<Answerer> {
    const { qualifier } = request
    const version = qualifier !== undefined && /^\d+$/.test(qualifier) ? qualifier : '$LATEST'
    const id = [key, name, version].join(' ')
    let local = this.functions.get(id)
    if (local === undefined) {
      const placed = this.inline.placed(entry)
      if (typeof placed === 'string') return { kind: 'unanswered', cause: placed }
      const called = { entry: placed, name, version }
      const how = startOf(called, this.context)
      if ('problem' in how) return how.isForeign ? this.leave(name, how.problem) : { kind: 'unanswered', cause: how.problem }
      local = new LocalFunction(called, how, this.context, this.trees)
      this.functions.set(id, local)
    }
    const arn = this.arnOf(request.functionName, name, qualifier)
    if (request.type === 'Event') return this.begin(local, name, request, arn)
    const { debug } = this.options
    if (debug === undefined) return local.invoke(request, arn, control)
    const stops = debug.isWanted(call)
    const isDebugged = stops || (entry.handler !== undefined && debug.isWatched(fileOf(entry.folder, entry.handler)))
    return local.invoke(request, arn, control, isDebugged ? { attach: (target) => debug.attach(target), stops } : undefined)
  }

  /** An asynchronous call: who makes it goes on at once. */
  private begin(local: LocalFunction, name: string, request: InvokeRequest, arn: string): TaskOutcome {
    const tell = (cause: unknown) => void this.context.print(name, `An asynchronous call has failed: ${cause}`)
    const later: Promise<void> = local
      .invoke(request, arn, forever)
      .then((outcome) => outcome?.kind === 'failed' && tell(outcome.cause), tell)
      .then(() => {
        this.background.delete(later)
      })
    this.background.add(later)
    return local.accept(request, arn)
  }

  /** Says once that a function is left to who answers next. */
  private leave(name: string, problem: string): undefined {
    if (!this.said.has(name)) this.context.print(name, problem)
    this.said.add(name)
    return undefined
  }

  private arnOf(called: string, name: string, qualifier: string | undefined): string {
    if (called.startsWith('arn:')) return called
    const { region, account } = this.context
    return `arn:aws:lambda:${region}:${account}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`
  }
}

/** With the qualifier that stands behind the function's name. */
function withQualifier(request: InvokeRequest): InvokeRequest {
  const { qualifier } = readReference(request.functionName, kinds.function)
  return request.qualifier === undefined && qualifier !== undefined ? { ...request, qualifier } : request
}
