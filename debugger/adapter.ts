import type { Thread } from '../core/interpreter/api'
import { lineage } from '../core/interpreter/lineage'
import type { State } from '../core/model/machine'
import type { BoundTasks } from '../core/run/bound'
import { searchEvents } from '../core/run/inspect/search'
import { readScale } from '../core/run/settings'
import { dapBreakpoint, refusedOutput } from './breakpoints/breakpoint'
import { Breakpoints } from './breakpoints/breakpoints'
import { DataBreakpoints, dataBreakpointInfo } from './breakpoints/dataBreakpoints'
import { exceptionInfo } from './breakpoints/exceptionInfo'
import { Exceptions } from './breakpoints/exceptions'
import { breakpointLocations } from './breakpoints/locations'
import { capabilities } from './capabilities'
import type { Client, Handlers } from './dap'
import { Debuggee } from './debuggee'
import { errors } from './errors'
import { Documents, dapSource, type SourceFile } from './program/documents'
import { type LaunchPlan, prepareLaunch } from './program/launch'
import type { LaunchAttributes } from './protocol'
import { savedRun } from './saveRun'
import { isFolded, toClient } from './shown/threads'
import { type Goal, toTheEnd } from './steps/goals'
import { jumpTargets } from './steps/jump'
import { along, type Here, hereOf } from './steps/restartHere'
import { isInside, stepInTargets } from './steps/stepInTargets'
import { StepInto } from './steps/stepInto'
import { Steps } from './steps/steps'
import type { Stop } from './stop'
import type { System } from './system'
import { answerState, taskStates } from './tasks/answerState'
import { readAnswer, recordedAnswer, recordedResult, stateHelp, taskHelp } from './tasks/answerTask'
import { inject } from './tasks/inject'
import { RemoteCalls } from './tasks/remoteCalls'
import type { Trace } from './trace'
import { completions } from './values/completions'
import { copyValue } from './values/copyValue'
import { evaluateRequest, parseValue, setExpression } from './values/evaluateRequest'
import { inlineValues } from './values/inlineValues'
import { scopesOf } from './values/scopes'
import { whoWrote } from './values/whoWrote'

/** What the adapter does at each request: a table whose rows delegate. Knows nothing of streams, nor of VS Code. */
export class Adapter {
  private readonly documents: Documents
  private readonly remote: RemoteCalls
  private readonly inner: StepInto
  private readonly steps: Steps
  private readonly breakpoints = new Breakpoints()
  private readonly exceptions = new Exceptions()
  private readonly data = new DataBreakpoints()
  private asked: Partial<LaunchAttributes> = {}
  private debuggee: Debuggee | undefined
  private configured = false
  private started = false
  /** What has to wait until the response has been sent. */
  private after: (() => void)[] = []

  constructor(
    private readonly client: Client,
    private readonly trace: Trace,
    private readonly system: System,
  ) {
    this.documents = new Documents(system.files)
    this.remote = new RemoteCalls(client)
    this.inner = new StepInto(client)
    this.steps = new Steps(client)
  }

  /** A response is on its way: what it promised may begin. */
  answered(): void {
    const { after } = this
    this.after = []
    for (const action of after) action()
  }

  close(): void {
    this.remote.close()
    this.debuggee?.close(false)
  }

  readonly handlers: Handlers = {
    // ---- Life of the session
    initialize: () => {
      this.after.push(() => this.client.send('initialized'))
      return capabilities
    },
    launch: async (args) => {
      this.asked = args as Partial<LaunchAttributes>
      this.debuggee = await this.load()
      const { noDebug, debugFunctions, stepBy } = this.debuggee.plan
      this.steps.by = stepBy
      this.inner.watch(noDebug ? [] : debugFunctions)
      this.begin()
    },
    attach: () => {
      throw errors.attach()
    },
    configurationDone: () => {
      this.configured = true
      this.begin()
    },
    restart: async (args) => {
      const changed = (args as { arguments?: Partial<LaunchAttributes> } | undefined)?.arguments
      if (changed !== undefined) this.asked = changed
      const next = await this.load()
      // what was chosen since the launch is kept
      if (changed !== undefined) this.steps.by = next.plan.stepBy
      this.replace(next)
      this.started = false
      this.begin()
    },
    terminate: () => {
      this.after.push(() => this.debuggee?.close(true))
    },
    disconnect: () => this.close(),

    // ---- Breakpoints
    setBreakpoints: async ({ source, lines = [], breakpoints = lines.map((line) => ({ line })) }) => {
      const path = this.system.files.pathOf(source.path ?? '')
      const programs = this.debuggee?.programs
      const own = programs !== undefined && programs.at(path).length > 0
      const read = await this.source(path)
      const running = (state: State) => (own && typeof read === 'object' ? programs.running(read, state) : [state])
      const file = { file: read, outside: programs !== undefined && !own, running }
      const set = this.breakpoints.setSource(path, breakpoints, file, this.client.origin)
      return { breakpoints: set.map((each) => dapBreakpoint(each, this.client.origin)) }
    },
    setFunctionBreakpoints: ({ breakpoints }) => {
      const set = this.breakpoints.setNames(breakpoints, this.debuggee?.programs)
      return { breakpoints: set.map((each) => dapBreakpoint(each, this.client.origin)) }
    },
    dataBreakpointInfo: (args) => dataBreakpointInfo(args, () => this.live),
    setDataBreakpoints: (args) => ({ breakpoints: this.data.set(args, this.debuggee?.programs) }),
    setExceptionBreakpoints: (args) => ({ breakpoints: this.exceptions.set(args) }),
    breakpointLocations: async (args) => {
      const file = args && (await this.source(this.system.files.pathOf(args.source.path ?? '')))
      return { breakpoints: typeof file === 'object' ? breakpointLocations(file, args!, this.client.origin) : [] }
    },

    // ---- Going on, and back
    continue: () => {
      this.live.mustStand()
      this.inner.begin(undefined)
      this.after.push(() => this.live.run(toTheEnd))
      return { allThreadsContinued: true }
    },
    next: ({ threadId, granularity }) => this.step(threadId, (thread) => this.steps.next(this.live.execution, thread, granularity)),
    stepIn: ({ threadId, targetId, granularity }) =>
      this.step(threadId, (thread) => {
        this.inner.begin(isInside(targetId) ? thread : undefined)
        const hasInside = this.live.insideOf(thread) !== undefined
        return this.steps.into(this.live.execution, thread, granularity, targetId, hasInside)
      }),
    stepInTargets: ({ frameId }) => {
      const thread = this.live.frameThread(frameId)
      return { targets: stepInTargets(thread, this.live.insideOf(thread), this.live.itemsOf(thread)) }
    },
    stepOut: ({ threadId, granularity }) => this.step(threadId, (thread) => this.steps.out(this.live.execution, thread, granularity)),
    stepBack: ({ threadId, granularity }) =>
      this.back(() => this.live.runtime.stepBack(this.live.stoppedThread(threadId), this.steps.backBy(granularity))),
    reverseContinue: () => this.back(() => this.live.runtime.reverseContinue()),
    restartFrame: ({ frameId }) => this.back(() => this.live.runtime.restartFrame(this.live.frameThread(frameId))),
    gotoTargets: async ({ source, line, column }) => {
      const { programs, runtime } = this.live
      const texts = programs.at(this.system.files.pathOf(source.path ?? ''))
      await programs.refresh(texts)
      return {
        targets: texts
          .slice(0, 1)
          .flatMap(({ file }) => jumpTargets(programs, runtime.past.timeline, file, { line, column }, this.client.origin)),
      }
    },
    goto: ({ threadId, targetId }) => this.back(() => this.live.jump(this.live.stoppedThread(threadId), targetId)),
    pause: () => this.live.runtime.pause(),

    // ---- Looking
    threads: () => ({ threads: this.debuggee?.listThreads() ?? [{ id: 1, name: 'Machine' }] }),
    stackTrace: async ({ threadId, ...page }) => {
      const { programs, frames } = this.live
      const states = lineage(this.live.stoppedThread(threadId)).flatMap(({ state }) => state ?? [])
      await programs.refresh(states.map((state) => programs.textOf(state)))
      const thread = this.live.stoppedThread(threadId)
      if (isFolded(threadId)) return { stackFrames: [], totalFrames: 0 }
      return frames.stack(thread, programs, this.client.origin, page)
    },
    // An editor asks late, for a frame that the execution has left meanwhile: that has no scopes, and an error would flash in its view.
    scopes: ({ frameId }) => {
      const { frames, variables, standing } = this.live
      const thread = standing ? frames.find(frameId) : undefined
      return { scopes: thread === undefined ? [] : scopesOf(this.live.looking(thread), variables, frames.isWhole(frameId)) }
    },
    variables: ({ variablesReference, ...page }) => ({ variables: this.live.variables.children(variablesReference, page) }),
    setVariable: ({ variablesReference, name, value }) => {
      this.live.mustStand()
      return this.live.variables.set(variablesReference, name, parseValue(value, this.live, undefined))
    },
    setExpression: (args) => setExpression(args, this.live),
    evaluate: ({ source, ...args }) => {
      // an editor hands on the name that it has itself for the file under the mouse
      const file = source?.path === undefined ? {} : { source: { ...source, path: this.system.files.pathOf(source.path) } }
      return evaluateRequest({ ...args, ...file }, this.live, this.client.origin, (action) => this.after.push(action))
    },
    completions: (args) => ({ targets: completions(args, this.live, this.client.origin) }),
    exceptionInfo: ({ threadId }) => exceptionInfo(this.live.stoppedThread(threadId), this.live.programs),
    cancel: (args) => {
      if (args?.progressId !== undefined) this.debuggee?.progressOfWaits.cancel(args.progressId)
    },
    loadedSources: () => ({ sources: [...new Set(this.debuggee?.programs.texts.map(({ file }) => file.path))].map(dapSource) }),

    // ---- Beyond the protocol
    'stepthrough/setTime': ({ time }) => {
      this.live.scale = readScale(time)!
      this.asked = { ...this.asked, time }
    },
    'stepthrough/restartToHere': async () => {
      this.live.mustStand()
      const here = hereOf(this.live)
      const next = await this.load(here)
      this.replace(next)
      this.after.push(() => next.startTo(here))
    },
    'stepthrough/skipTimer': () => {
      this.after.push(this.live.skipTimer())
    },
    'stepthrough/stepBy': ({ by }) => {
      this.steps.by = by
    },
    'stepthrough/answerTask': ({ threadId, forState, goOn, ...answer }) => {
      const { pending } = this.live
      pending.answer(pending.callOf(threadId), readAnswer(answer), forState)
      if (goOn) this.after.push(() => this.live.goOn())
    },
    'stepthrough/stateHelp': (args) => stateHelp(this.live, args),
    'stepthrough/inject': (args) => {
      this.live.mustStand()
      inject(this.live, args)
      this.after.push(() => this.live.runUnasked())
    },
    'stepthrough/taskStates': () => ({ states: taskStates(this.live) }),
    'stepthrough/answerState': ({ state, ...given }) => answerState(this.live, state, given),
    'stepthrough/debugFunctions': ({ files }) => this.inner.watch(files),
    'stepthrough/answerRemoteCall': ({ id, allow }) => this.remote.answer(id, allow),
    'stepthrough/taskHelp': ({ threadId }) => taskHelp(this.live.programs, this.live.pending.callOf(threadId)),
    'stepthrough/recordAnswer': (args) => recordedAnswer(this.live.plan, this.live.pending.callOf(args.threadId), args),
    'stepthrough/recordResult': (args) => recordedResult(this.live, args),
    'stepthrough/getHistory': (args) => this.live.history.body(args?.from),
    'stepthrough/getEvents': (args) => this.live.history.events(args),
    'stepthrough/searchEvents': (args) => searchEvents(this.live.execution.history, args),
    'stepthrough/visit': ({ event, attempt }) => optional('visit', this.live.inspector.visit(event, attempt)),
    'stepthrough/execution': () => this.live.inspector.execution(),
    'stepthrough/value': (at) => optional('value', this.live.inspector.value(at)),
    'stepthrough/valueText': (at) => optional('text', this.live.inspector.text(at)),
    'stepthrough/goToEvent': ({ id }) => this.goTo(() => this.live.goToEvent(id)),
    'stepthrough/frameThread': ({ frameId }) => ({ threadId: toClient(this.live.frameThread(frameId).id) }),
    'stepthrough/saveRun': () => savedRun(this.live),
    'stepthrough/programSaved': () => this.debuggee?.lookAtText(),
    'stepthrough/whoWrote': (args) => whoWrote(args, this.live, this.client.origin),
    'stepthrough/copyValue': (args) => copyValue(args, this.live),
    'stepthrough/inlineValues': (args) => inlineValues(args, this.live, this.client.origin),
    'stepthrough/pendingTasks': () => ({ tasks: this.live.pending.list() }),
  }

  private get live(): Debuggee {
    if (this.debuggee === undefined) throw errors.notLaunched()
    return this.debuggee
  }

  /** Reads what was asked for; nothing changes where that fails. `here`: where it is taken. */
  private async load(here?: Here): Promise<Debuggee> {
    const asked = await prepareLaunch(this.asked, this.documents, this.system.ports)
    const plan = here === undefined ? asked : along(asked, here)
    if (plan.trace) {
      const log = this.trace.start()
      const output = log === undefined ? 'There is no place for a log of this session here.' : `The log of this session is ${log}`
      this.client.send('output', { category: 'console', output: `${output}\n` })
    }
    const { client, breakpoints, exceptions, data, trace, system } = this
    const open = (path: string) => this.documents.open(path)
    const bound = await this.bind(plan)
    const others = bound?.programs?.flatMap(({ document }) => this.documents.fileOf(document) ?? []) ?? []
    const debuggee = new Debuggee(plan, { client, breakpoints, exceptions, data, trace, system, open }, bound, others)
    for (const each of breakpoints.bind(debuggee.programs, client.origin)) {
      client.send('breakpoint', { reason: 'changed', breakpoint: dapBreakpoint(each, client.origin) })
    }
    return debuggee
  }

  /** Those who answer the tasks for real, where this computer has any. */
  private async bind(plan: LaunchPlan): Promise<BoundTasks | undefined> {
    const { region = 'us-east-1', account = '123456789012' } = plan.run.options
    const ask = this.remote.askFor(plan)
    const bound = await this.system.bind?.({
      program: plan.program.path,
      ...(plan.config !== undefined && { config: plan.config }),
      region,
      account,
      remote: plan.allowRemote === true,
      ...(ask && { ask }),
      debug: this.inner,
      open: async (path, options) => (await this.documents.open(path, options)).document,
      howToAllow: '"allowRemote": true in the launch configuration',
      print: (from, line) => {
        this.client.send('output', { category: 'stdout', output: `[${from}] ${line}\n` })
        return this.client.drained()
      },
    })
    if (bound !== undefined && 'problems' in bound) throw errors.config(bound.problems)
    return bound?.tasks
  }

  private replace(next: Debuggee): void {
    this.inner.begin(undefined)
    this.live.close(false)
    this.debuggee = next
  }

  /** Both the launch and the breakpoints have come: it runs. */
  private begin(): void {
    const { debuggee } = this
    if (!this.configured || debuggee === undefined || this.started) return
    this.started = true
    this.after.push(() => {
      // A short run has ended before anybody looks at the grey breakpoint.
      for (const each of this.breakpoints.refused(debuggee.programs)) this.client.send('output', refusedOutput(each, this.client.origin))
      debuggee.start()
    })
  }

  /** The file of a breakpoint as it is now, or why there is none. */
  private async source(path: string): Promise<SourceFile | string> {
    const [text] = this.debuggee?.programs.at(path) ?? []
    if (text !== undefined) {
      await text.refresh()
      return text.file
    }
    try {
      return await this.documents.open(path)
    } catch (error) {
      return `The file cannot be read: ${this.system.files.reason(error)}.`
    }
  }

  /** Steps after the response. The goal is made at once: it refuses what cannot be. */
  private step(threadId: number, goalOf: (thread: Thread) => Goal): undefined {
    const thread = this.live.stoppedThread(threadId)
    this.inner.begin(undefined)
    const goal = goalOf(thread)
    const manner = this.live.plan.stepOthersFirst ? { last: thread.id } : {}
    this.after.push(() => this.live.run(goal, 'step', manner))
    return undefined
  }

  /** Moves in time after the response; a refusal comes as the response. */
  private back(move: () => Stop): undefined {
    this.live.mustStand()
    return this.goTo(move)
  }

  private goTo(move: () => Stop): undefined {
    const stop = move()
    this.after.push(() => this.live.stopped(stop))
    return undefined
  }
}

/** A body with a member that may be absent. */
const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: V }
