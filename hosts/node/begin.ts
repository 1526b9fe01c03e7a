import type { Execution, Ports } from '../../core/interpreter/api'
import { beginRun, type Run } from '../../core/run/prepare'
import { fileArchive } from './archive'
import { fileItems } from './items'
import { nodePorts } from './ports'

export interface BeginOptions {
  readonly task: Ports['task']
  /** The definition's folder, whose files stand for the objects of buckets. */
  readonly folder: string
  /** Asked for items where no file stands for the object. */
  readonly readItems?: Ports['readItems']
  readonly seed: string | number | undefined
  /** Real seconds for a second of the execution. */
  readonly scale: number
}

/** The execution of a run on Node, at its beginning. */
export const begin = (run: Run, { task, folder, readItems, seed, scale }: BeginOptions): Execution =>
  beginRun(run, nodePorts({ task, seed, scale, archive: fileArchive(), readItems: orElse(fileItems(folder), readItems) }))

type ReadItems = NonNullable<Ports['readItems']>

const orElse = (files: ReadItems, others: ReadItems | undefined): ReadItems =>
  others === undefined ? files : async (request) => (await files(request)) ?? (await others(request))
