/** A record of a tracefile of lcov, as geninfo(1) has it. */
export interface LcovRecord {
  readonly file: string
  readonly functions: ReadonlyMap<string, { readonly line: number; readonly count: number }>
  /** `line,block,branch`, and how often it was taken; undefined: it could not be. */
  readonly branches: ReadonlyMap<string, number | undefined>
  readonly lines: ReadonlyMap<number, number>
}

/**
 * Reads a tracefile, and throws at whatever a reader could take amiss: a line in no known form, in the wrong place or twice, a sum that is not
 * right, a function or branch on a line without a count, a branch that was taken on one with the count 0.
 */
export function readLcov(text: string): LcovRecord[] {
  const records: LcovRecord[] = []
  if (text === '') return records
  if (!text.endsWith('end_of_record\n')) throw new Error('It does not end with end_of_record and a line break.')
  const lines = text.split('\n').slice(0, -1)
  for (let at = 0; at < lines.length; ) {
    const end = lines.indexOf('end_of_record', at)
    records.push(readRecord(lines.slice(at, end)))
    at = end + 1
  }
  const files = records.map(({ file }) => file)
  if (new Set(files).size !== files.length) throw new Error('A file has two records.')
  return records
}

const order = ['TN', 'SF', 'FN', 'FNDA', 'FNF', 'FNH', 'BRDA', 'BRF', 'BRH', 'DA', 'LF', 'LH']
const many = new Set(['FN', 'FNDA', 'BRDA', 'DA'])
const forms: { readonly [kind: string]: RegExp } = {
  TN: /^$/,
  SF: /^[^\p{Cc}]+$/u,
  FN: /^([1-9]\d*),([^,\p{Cc}]+)$/u,
  FNDA: /^(\d+),([^,\p{Cc}]+)$/u,
  BRDA: /^([1-9]\d*),(\d+),(\d+),(\d+|-)$/,
  DA: /^([1-9]\d*),(\d+)$/,
}
const sum = /^(\d+)$/

function readRecord(lines: readonly string[]): LcovRecord {
  const told = new Map<string, RegExpExecArray[]>(order.map((kind) => [kind, []]))
  let stage = 0
  for (const line of lines) {
    const [, kind = '', rest = ''] = /^([A-Z]+):(.*)$/su.exec(line) ?? []
    const at = order.indexOf(kind)
    if (at < stage) throw new Error(`Unknown, or in the wrong place: ${JSON.stringify(line)}`)
    stage = at
    const found = (forms[kind] ?? sum).exec(rest)
    if (found === null || (kind !== 'SF' && /^\s|\s$/u.test(rest))) throw new Error(`Not in its form: ${JSON.stringify(line)}`)
    if (!many.has(kind) && told.get(kind)!.length > 0) throw new Error(`Twice: ${JSON.stringify(line)}`)
    told.get(kind)!.push(found)
  }
  const all = (kind: string) => told.get(kind)!
  const places = unique(all('FN').map(([, line, name]) => [name!, Number(line)]))
  const counts = unique(all('FNDA').map(([, count, name]) => [name!, Number(count)]))
  const branches = unique(
    all('BRDA').map(([, line, block, branch, taken]) => [`${line},${block},${branch}`, taken === '-' ? undefined : Number(taken)]),
  )
  const hits = unique(all('DA').map(([, line, count]) => [Number(line), Number(count)]))
  holds('FN', [...counts.values()], all)
  holds('BR', [...branches.values()], all)
  holds('L', [...hits.values()], all)
  if (places.size !== counts.size) throw new Error('FN and FNDA differ.')
  for (const [name, line] of places) if (!hits.has(line) || !counts.has(name)) throw new Error(`No count: ${name}`)
  for (const [key, taken] of branches) {
    const count = hits.get(Number(key.split(',')[0]))
    if (count === undefined || (taken !== undefined && taken > count))
      throw new Error(`The line of the branch ${key} was hit ${count} times.`)
  }
  return {
    file: all('SF')[0]![0],
    functions: new Map([...places].map(([name, line]) => [name, { line, count: counts.get(name)! }])),
    branches,
    lines: hits,
  }
}

function unique<K, V>(entries: readonly (readonly [K, V])[]): Map<K, V> {
  const map = new Map(entries)
  if (map.size !== entries.length) throw new Error('Something is there twice.')
  return map
}

function holds(of: string, counts: readonly (number | undefined)[], all: (kind: string) => readonly RegExpExecArray[]): void {
  const told = (kind: string) => Number(all(kind)[0]?.[1])
  if (told(`${of}F`) !== counts.length) throw new Error(`${of}F is not ${counts.length}.`)
  const hit = counts.filter((count) => count !== undefined && count > 0).length
  if (told(`${of}H`) !== hit) throw new Error(`${of}H is not ${hit}.`)
}
