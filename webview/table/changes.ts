/**
 * Changes of plain objects, arrays and maps that can be taken back: a step back of the debugger costs what the events did that are gone, however long
 * the history is. It is the only way in which a model's read-only members change.
 */
export class Changes {
  /** What has changed, its member, and what that was before: one after the other, which costs a third of an object for each. */
  private readonly done: unknown[] = []
  /** How long that was before each step. */
  private readonly marks: number[] = []

  /** What follows belongs to a step of its own. */
  begin(): void {
    this.marks.push(this.done.length)
  }

  set<T extends object, K extends keyof T>(target: T, key: K, value: T[K]): void {
    const before = target[key]
    if (before === value) return
    this.done.push(target, key, before)
    target[key] = value
  }

  push<T>(list: readonly T[], item: T): void {
    this.done.push(list, 'length', list.length)
    ;(list as T[]).push(item)
  }

  put<K extends string | number, V>(map: ReadonlyMap<K, V>, key: K, value: V): void {
    this.done.push(map, key, map.get(key))
    ;(map as Map<K, V>).set(key, value)
  }

  /** As it was before the step of that index. */
  rewind(step: number): void {
    const { done, marks } = this
    const to = marks[step]
    if (to === undefined) return
    for (let at = done.length - 3; at >= to; at -= 3) undo(done[at] as object, done[at + 1] as PropertyKey, done[at + 2])
    done.length = to
    marks.length = step
  }
}

function undo(target: object, key: PropertyKey, before: unknown): void {
  if (!(target instanceof Map)) (target as { [key: PropertyKey]: unknown })[key] = before
  else if (before === undefined) target.delete(key)
  else target.set(key, before)
}
