type Undoable = readonly [target: object, key: PropertyKey, before: unknown]

/**
 * Changes of plain objects, arrays and maps that can be taken back: a step back of the debugger costs what the events did that are gone, however long
 * the history is. It is the only way in which a model's read-only members change.
 */
export class Changes {
  private readonly done: Undoable[] = []
  /** How many changes there were before each step. */
  private readonly marks: number[] = []

  /** Steps so far. */
  get steps(): number {
    return this.marks.length
  }

  /** What follows belongs to a step of its own. */
  begin(): void {
    this.marks.push(this.done.length)
  }

  set<T extends object, K extends keyof T>(target: T, key: K, value: T[K]): void {
    if (target[key] === value) return
    this.done.push([target, key, target[key]])
    target[key] = value
  }

  push<T>(list: readonly T[], item: T): void {
    this.done.push([list, 'length', list.length])
    ;(list as T[]).push(item)
  }

  put<K extends string | number, V>(map: ReadonlyMap<K, V>, key: K, value: V): void {
    this.done.push([map, key, map.get(key)])
    ;(map as Map<K, V>).set(key, value)
  }

  /** As it was before the step of that index. */
  rewind(step: number): void {
    const to = this.marks[step]
    if (to === undefined) return
    while (this.done.length > to) undo(this.done.pop()!)
    this.marks.length = step
  }
}

function undo([target, key, before]: Undoable): void {
  if (!(target instanceof Map)) (target as { [key: PropertyKey]: unknown })[key] = before
  else if (before === undefined) target.delete(key)
  else target.set(key, before)
}
