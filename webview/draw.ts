/**
 * When a page is drawn. What a person does is drawn as it is done; what messages bring is drawn together, once for a frame, as is what a view changes while it is being drawn.
 */
export class Draw {
  private arriving = false
  private drawing = false
  private waiting = false

  constructor(private readonly draw: () => void) {}

  /** Something has changed. */
  readonly changed = (): void => {
    if (this.arriving || this.drawing) this.soon()
    else this.now()
  }

  /** Takes what has come; whatever that changes is drawn with what else comes. */
  arrive(take: () => void): void {
    this.arriving = true
    try {
      take()
    } finally {
      this.arriving = false
    }
  }

  private now(): void {
    this.drawing = true
    try {
      this.draw()
    } finally {
      this.drawing = false
    }
  }

  private soon(): void {
    if (this.waiting) return
    this.waiting = true
    requestAnimationFrame(() => {
      this.waiting = false
      this.now()
    })
  }
}
