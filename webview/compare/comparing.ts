import type { LabelledText } from '../messages'

/** The value that is marked for comparison, and the two that are compared. */
export class Comparing {
  marked: LabelledText | undefined
  pair: { readonly left: LabelledText; readonly right: LabelledText } | undefined

  constructor(private readonly changed: () => void) {}

  mark(picked: LabelledText | undefined): void {
    this.marked = picked
    this.changed()
  }

  /** Holds a value against the marked one. */
  compare(right: LabelledText): void {
    const left = this.marked
    if (left === undefined) return
    this.pair = { left, right }
    this.changed()
  }

  close(): void {
    this.pair = undefined
    this.changed()
  }
}
