import type { ExecutionSnapshot } from './snapshot'

/** Bytes that the snapshots may hold together, without payloads, which they share with the history. */
const roomy = 32 * 1024 * 1024

/** Snapshots along the way, so that going to a position does not mean to run from the beginning. Beyond a bound every other one is forgotten, but for the first. */
export class Checkpoints {
  private list: { readonly position: number; readonly snapshot: ExecutionSnapshot }[] = []
  private weight = 0

  constructor(private readonly bound = roomy) {}

  get length(): number {
    return this.list.length
  }

  /** A later one at the same position takes the place of the one before. */
  add(position: number, snapshot: ExecutionSnapshot): void {
    this.back(position - 1)
    this.list.push({ position, snapshot })
    this.weight += snapshot.weight
    if (this.weight > this.bound) this.thin()
  }

  private thin(): void {
    const newer = this.list.length >> 1
    this.list = this.list.filter((_, i) => i === 0 || i >= newer || i % 2 === 1)
    this.weigh()
  }

  private weigh(): void {
    this.weight = this.list.reduce((sum, { snapshot }) => sum + snapshot.weight, 0)
  }

  /** The last one that is not behind a position. */
  before(position: number): ExecutionSnapshot | undefined {
    return this.list.findLast((each) => each.position <= position)?.snapshot
  }

  /** Forgets those behind a position. */
  back(position: number): void {
    if (this.list.length === 0 || this.list.at(-1)!.position <= position) return
    this.list = this.list.filter((each) => each.position <= position)
    this.weigh()
  }
}
