import { randomUUID } from 'node:crypto'
import type { TaskOutcome } from '../../../../core/interpreter/api'
import type { TaskDebugger } from '../../../../core/run/bound'
import { failureOf } from '../../../../core/tasks/aws/failure'
import { invalidEntrypoint, requestBytes } from '../../../../core/tasks/lambda/faults'
import { type InvokeRequest, invokeAction } from '../../../../core/tasks/lambda/request'
import { exchangeOf, type InvokeResponse, outcomeOf } from '../../../../core/tasks/lambda/response'
import type { TaskContext } from '../context'
import { DebugLines, debugOptions } from './debugging'
import { type Called, launchOf, runtimeFolder, type Start } from './launch'
import { Output } from './output'
import { invokeIn, Pool, type Waiting } from './pool'
import type { ProcessTrees } from './processTree'
import { RuntimeApi } from './runtimeApi'
import { type Answer, type Call, gone, reason, Sandbox } from './sandbox'

/** How a call is debugged. `stops`: on the handler's first line, else at breakpoints alone. */
interface Debugging {
  readonly attach: TaskDebugger['attach']
  readonly stops: boolean
}

/** A function that runs on this computer: its processes, and what Lambda says of its calls. */
export class LocalFunction {
  private readonly pool = new Pool(() => this.start())
  private readonly debugged = new Set<Sandbox>()

  constructor(
    private readonly called: Called,
    private readonly how: Exclude<Start, { problem: string }>,
    private readonly context: TaskContext,
    private readonly trees: ProcessTrees,
  ) {}

  /**
   * Waits for the function's answer, unless the request is a DryRun. `debug`: the call is debugged. Undefined: nobody waits any more.
   */
  async invoke(request: InvokeRequest, functionArn: string, waiting: Waiting, debug?: Debugging): Promise<TaskOutcome | undefined> {
    const call = this.callOf(request, functionArn)
    const problem = problemOf(request)
    if (problem !== undefined) return refused(request, problem, call.requestId)
    if (request.type === 'DryRun') return this.outcome(request, call, 204)
    const answer = await this.answer(call, waiting, debug).catch(
      (error): Answer => ({ fault: invalidEntrypoint(call.requestId, this.how.program.file, reason(error)) }),
    )
    return answer && this.outcome(request, call, 200, answer)
  }

  /** Rejects where no process can be started. */
  private async answer(call: Call, waiting: Waiting, debug?: Debugging): Promise<Answer | undefined> {
    const debugged = debug && (await this.debug(call, waiting, debug))
    return debugged ?? (waiting.aborted ? undefined : await this.pool.invoke(call, waiting))
  }

  /** What an asynchronous call comes to for who makes it. */
  accept(request: InvokeRequest, functionArn: string): TaskOutcome {
    return this.outcome(request, this.callOf(request, functionArn), 202)
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.close(), ...[...this.debugged].map((sandbox) => sandbox.kill())])
  }

  private callOf({ payload, clientContext, tail }: InvokeRequest, functionArn: string): Call {
    return {
      requestId: randomUUID(),
      payload,
      functionArn,
      traceId: newTraceId(),
      clientContext: clientContext === undefined ? undefined : decoded(clientContext),
      seconds: this.called.entry.timeout ?? 3,
      tail,
    }
  }

  private async start(
    options: readonly string[] = [],
    swallows?: (line: string) => boolean,
    args: readonly string[] = [],
  ): Promise<Sandbox> {
    const api = await RuntimeApi.listen()
    try {
      const launch = await launchOf(this.called, this.how, this.context, api.address)
      const output = new Output((line) => this.context.print(this.called.name, line), swallows)
      return new Sandbox({ ...launch, args: [...options, ...launch.args, ...args] }, api, output, this.trees)
    } catch (error) {
      api.close()
      throw error
    }
  }

  /** A call in a process of its own, which ends with it; undefined where no debugger has come. */
  private async debug(call: Call, waiting: Waiting, { attach, stops }: Debugging): Promise<Answer | undefined> {
    const { runtime } = this.how
    const { name, entry } = this.called
    const without = (why: string) => this.context.print(name, `It is not ${stops ? 'stepped into' : 'debugged'}: ${why}`)
    if (runtime === undefined) return void without('no debugger is known for a function that is started by a command.')
    let sandbox: Sandbox | undefined
    let isAttached = false
    const lines = new DebugLines(runtime, { name, folder: entry.folder, runtimeFolder: runtimeFolder() }, (target) => {
      isAttached = true
      waiting.hold?.()
      attach(target)
        .catch(String)
        .then((problem) => {
          if (problem === undefined) return
          isAttached = false
          without(problem)
          sandbox?.kill()
        })
    })
    sandbox = await this.start(debugOptions[runtime], lines.swallows, stops ? ['--debug'] : ['--debug', '--run'])
    this.debugged.add(sandbox)
    const answer = await invokeIn(sandbox, { ...call, seconds: undefined }, waiting)
    await sandbox.kill()
    this.debugged.delete(sandbox)
    return isAttached && answer !== gone ? answer : undefined
  }

  private outcome({ door }: InvokeRequest, { requestId, traceId }: Call, status: number, answer?: Answer): TaskOutcome {
    const isError = answer !== undefined && ('fault' in answer || answer.isError)
    const response: InvokeResponse = {
      status,
      executedVersion: answer && this.called.version,
      functionError: isError ? 'Unhandled' : undefined,
      payload: answer === undefined ? '' : 'fault' in answer ? JSON.stringify(answer.fault) : answer.payload,
      logResult: answer?.tail === undefined ? undefined : Buffer.from(answer.tail).toString('base64'),
    }
    const exchange = exchangeOf(response, requestId, traceId, new Date().toUTCString())
    return { ...outcomeOf(door, response, exchange), source: 'function' }
  }
}

/** Source: AWS X-Ray Developer Guide, "Tracing header". */
function newTraceId(): string {
  const hex = () => randomUUID().replaceAll('-', '')
  const seconds = Math.floor(Date.now() / 1000).toString(16)
  return `Root=1-${seconds}-${hex().slice(0, 24)};Parent=${hex().slice(0, 16)};Sampled=0`
}

interface Problem {
  readonly name: string
  readonly status: number
  readonly message: string
}

/** What Lambda's API refuses before it calls a function. */
function problemOf({ payload, type, clientContext }: InvokeRequest): Problem | undefined {
  const most = requestBytes[type]
  const wrong = { name: 'InvalidRequestContentException', status: 400 }
  if (Buffer.byteLength(payload) > most)
    return {
      name: 'RequestTooLargeException',
      status: 413,
      message: `Request must be smaller than ${most} bytes for the InvokeFunction operation`,
    }
  if (!isJson(payload)) return { ...wrong, message: 'Could not parse request body into json: Could not parse payload into json' }
  if (clientContext !== undefined && !isJson(decoded(clientContext)))
    return { ...wrong, message: 'Client context must be a valid Base64-encoded JSON object.' }
  return undefined
}

const refused = ({ door }: InvokeRequest, problem: Problem, requestId: string): TaskOutcome => ({
  kind: 'failed',
  ...failureOf(invokeAction(door), { ...problem, code: undefined, modelled: true, requestId, extendedRequestId: undefined }),
  source: 'function',
})

const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString()

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
