import { treeKey, typeAhead } from './finding'
import { type Table, zoomAround } from './useTable'
import { nameOf } from './words'
import { moved } from './zoom'

/** Somebody who types on within this many milliseconds is still typing the same name. */
const typing = 800

/** What keys do. */
interface KeyActions {
  /** A key has led to a row. */
  readonly point: (index: number) => void
  readonly toggle: (index: number) => void
  readonly enter: (index: number) => void
  /** Follows the latest again. */
  readonly follow: () => void
}

/** The keys of the tree, of the timeline, and of names that are typed. */
export class TableKeys {
  private readonly typed = { text: '', at: Number.NEGATIVE_INFINITY }

  /** Whether the key was one of the table's. */
  press({ key, ctrlKey, shiftKey, altKey, metaKey, timeStamp }: KeyboardEvent, table: Table, active: number, actions: KeyActions): boolean {
    if (metaKey || altKey) return false
    const { rows, scale, full, change } = table
    const tree = ctrlKey || shiftKey ? undefined : treeKey(key, rows, active)
    if (tree !== undefined) {
      if (tree.toggle) actions.toggle(active)
      if (tree.to !== undefined) actions.point(tree.to)
      return true
    }
    if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      change({ zoom: moved(scale, full, key === 'ArrowLeft' ? -0.2 : 0.2) })
      return true
    }
    if (ctrlKey) return false
    if (key === 'Enter') actions.enter(active)
    else if (key === 'Escape') actions.follow()
    else if (key.length !== 1) return false
    else if (!this.zoom(key, timeStamp, table, active)) this.type(key, timeStamp, table, active, actions)
    return true
  }

  private goesOn(at: number): boolean {
    return at - this.typed.at < typing
  }

  private zoom(key: string, at: number, table: Table, active: number): boolean {
    const zooms: Record<string, () => void> = {
      '+': () => zoomAround(table, 2, table.rows[active]),
      '-': () => zoomAround(table, 0.5, table.rows[active]),
      '0': () => table.change({ zoom: undefined }),
    }
    if (this.goesOn(at) || !Object.hasOwn(zooms, key)) return false
    zooms[key]!()
    return true
  }

  private type(key: string, at: number, { rows }: Table, active: number, { point }: KeyActions): void {
    this.typed.text = this.goesOn(at) ? this.typed.text + key : key
    this.typed.at = at
    const found = typeAhead(rows, nameOf, active, this.typed.text)
    if (found >= 0) point(found)
  }
}
