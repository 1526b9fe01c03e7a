import type { VisitStatus } from './visit'

/** Which items of a Map are shown. */
export interface Pick {
  /** Only those that stand so; undefined: all. */
  readonly status: VisitStatus | undefined
  readonly page: number
}

/** How the table is looked at. It is kept while the panel is hidden, and over a reload. */
export interface TableLook {
  /** Rows that somebody has opened or closed, by their ids; the others are as `isOpen` has it. */
  readonly open: { readonly [id: string]: boolean }
  /** By the ids of the rows of pickers. */
  readonly picks: { readonly [id: string]: Pick }
  /** Stretches in which nothing happens are drawn short. */
  readonly compress: boolean
  /** Milliseconds of the clock that is shown: only this range. */
  readonly zoom: { readonly from: number; readonly to: number } | undefined
  /** Times are those of this computer, where they are known. */
  readonly real: boolean
  /** What the timeline has of the width that is left to it and to the names, 0 to 1. */
  readonly share: number
}

export const initialLook: TableLook = { open: {}, picks: {}, compress: true, zoom: undefined, real: false, share: 0.55 }

export const allItems: Pick = { status: undefined, page: 0 }

/** How another run is looked at: its rows are others, what a person likes is not. */
export const lookAfresh = ({ compress, share }: TableLook): TableLook => ({ ...initialLook, compress, share })
