import { createHash } from 'node:crypto'
import { chanceOf, mulberry32 } from '../../core/base/chance'
import type { Ports } from '../../core/interpreter/api'
import { boundRegularExpressions } from './regexp'

export interface HostOptions extends Pick<Ports, 'machine' | 'meanwhile' | 'elapse' | 'keep' | 'over' | 'took'> {
  readonly readItems?: Ports['readItems']
  readonly writeResults?: Ports['writeResults']
  readonly archive?: Ports['archive']
  /** Two runs with one seed see the same random numbers and UUIDs. Default 0. */
  readonly seed?: string | number | undefined
}

/** Chance is for others too: without a key it is the next of a stream. */
type HostPorts = Omit<Ports, 'task' | 'random' | 'uuid'> & ReturnType<typeof chanceOf>

interface NodePortsOptions extends HostOptions {
  readonly task: Ports['task']
}

/** The interpreter's ports on Node: hashes from node:crypto, time from timers, chance from a seed. */
export const nodePorts = ({ task, ...options }: NodePortsOptions): HostPorts & Pick<Ports, 'task'> => ({ task, ...hostPorts(options) })

/** The same for one who knows who answers tasks. */
export function hostPorts({
  readItems,
  writeResults,
  archive,
  machine,
  meanwhile,
  elapse,
  keep,
  over,
  took,
  seed = 0,
}: HostOptions): HostPorts {
  boundRegularExpressions()
  return {
    ...chanceOf(seedOf(seed)),
    hash: (algorithm, text) => createHash(algorithm.replace('-', '').toLowerCase()).update(text, 'utf8').digest('hex'),
    clock: () => performance.now(),
    yield: () => new Promise((resolve) => setImmediate(resolve)),
    ...(elapse !== undefined && { elapse }),
    ...(readItems !== undefined && { readItems }),
    ...(writeResults !== undefined && { writeResults }),
    ...(archive !== undefined && { archive }),
    ...(machine !== undefined && { machine }),
    ...(meanwhile !== undefined && { meanwhile }),
    ...(keep !== undefined && { keep }),
    ...(over !== undefined && { over }),
    ...(took !== undefined && { took }),
  }
}

/** Numbers from a seed of any text. */
export const seededRandom = (seed: string | number): (() => number) => mulberry32(seedOf(seed))

const seedOf = (seed: string | number): number => createHash('sha256').update(String(seed)).digest().readUInt32LE(0) | 0
