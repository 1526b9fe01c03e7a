import type { FlowGraph } from '../../core/model/flowGraph'
import { type Layout, layoutGraph } from './layout'

/** What is laid out. */
export interface LayoutRequest {
  readonly graph: FlowGraph
  /** Keys of states whose machines are not shown. */
  readonly collapsed: readonly string[]
  /** From left to right. */
  readonly isAcross: boolean
}

/** A layout and what it is of. */
export interface LaidOut extends LayoutRequest {
  readonly layout: Layout
}

/** As much of a Worker as is needed. */
export interface LayoutWorker {
  postMessage(request: LayoutRequest): void
  hear(done: (layout: Layout) => void, failed: () => void): void
}

/**
 * Up to so many states and transitions a layout is made at once: it takes less than 50 ms, also on a busy computer. Measured: time.test.ts. A worker
 * needs longer than that to begin.
 */
const atOnce = 100

/** States and transitions, of nested machines too. */
export const weightOf = (graph: FlowGraph): number =>
  graph.nodes.reduce(
    (sum, { machines }) => machines.reduce((inner, each) => inner + weightOf(each), sum),
    graph.nodes.length + graph.edges.length,
  )

/** Whether a layout is made at once, in the thread that asks. */
export const isLight = ({ graph }: LayoutRequest): boolean => weightOf(graph) <= atOnce

export const layOut = (request: LayoutRequest): LaidOut => {
  const { graph, collapsed, isAcross } = request
  return { ...request, layout: layoutGraph(graph, { collapsed: new Set(collapsed), isAcross }) }
}

/** Makes layouts in a worker, one at a time: of what is asked meanwhile only the last is made, and no other is told of. */
export class Layouter {
  private worker: LayoutWorker | undefined
  private running: LayoutRequest | undefined
  private next: LayoutRequest | undefined

  constructor(
    /** Throws where workers are forbidden. */
    private readonly start: () => LayoutWorker,
    private readonly done: (laidOut: LaidOut) => void,
  ) {}

  /** The latest request alone counts. */
  request(request: LayoutRequest): void {
    this.next = request
    if (this.running === undefined) this.go()
  }

  /** What was asked is not wanted any more. */
  forget(): void {
    this.next = undefined
    this.isWanted = false
  }

  private isWanted = true

  private go(): void {
    const request = this.next
    this.running = request
    this.next = undefined
    this.isWanted = true
    if (request === undefined) return
    try {
      this.worker ??= this.begin()
      this.worker.postMessage(request)
    } catch {
      this.without(request)
    }
  }

  private begin(): LayoutWorker {
    const worker = this.start()
    worker.hear(
      (layout) => this.finish(layout),
      () => {
        this.worker = undefined
        if (this.running) this.without(this.running)
      },
    )
    return worker
  }

  /** Where there are no workers, as in a page of a file in some browsers: slower, but there. */
  private without(request: LayoutRequest): void {
    this.finish(layOut(request).layout)
  }

  private finish(layout: Layout): void {
    const request = this.running!
    if (this.next === undefined && this.isWanted) this.done({ ...request, layout })
    this.go()
  }
}
