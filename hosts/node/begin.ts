import type { Execution, Ports } from '../../core/interpreter/api'
import type { Journal } from '../../core/interpreter/journal'
import type { BoundObjects } from '../../core/run/bound'
import { beginRun, type Run } from '../../core/run/prepare'
import { fileArchive } from './archive'
import { fileItems } from './items'
import { nodePorts } from './ports'
import { fileResults } from './results'

/**
 * `readItems` is asked where no file stands for the object, `writeResults` where no folder stands for the bucket. `machine`: the state machines that
 * tasks may start.
 */
export interface BeginOptions extends BoundObjects, Pick<Ports, 'machine' | 'meanwhile' | 'elapse' | 'keep' | 'over' | 'took'> {
  readonly task: Ports['task']
  /** The definition's folder, whose files stand for the objects of buckets. */
  readonly folder: string
  readonly seed: string | number | undefined
  /** Nothing is written to the folder: what a run exports to a bucket is dropped. */
  readonly readOnly?: boolean
  /** Where it is to be brought at once. */
  readonly journal?: Journal
}

/** The execution of a run on Node, at its beginning, or where its journal has brought it. */
export function begin(run: Run, { folder, readItems, writeResults, readOnly, journal, ...ports }: BeginOptions): Execution {
  const objects = {
    readItems: orElse(fileItems(folder), readItems),
    writeResults: readOnly ? () => ({}) : fileResults(folder, writeResults),
  }
  return beginRun(run, nodePorts({ ...ports, archive: fileArchive(), ...objects }), journal)
}

type ReadItems = NonNullable<Ports['readItems']>

const orElse = (files: ReadItems, others: ReadItems | undefined): ReadItems =>
  others === undefined ? files : async (request) => (await files(request)) ?? (await others(request))
