import type { Did, PipelineRow, ShownDifference } from '../../core/run/inspect/types'
import { countsOf } from '../shared/marks'
import { sizeOf } from '../shared/valueRows'

/** A part of the way from input to output as it is drawn: a row that did something, or a line for all beside each other that did not. */
export type FlowPart =
  | { readonly kind: 'row'; readonly row: PipelineRow; readonly change: Change | undefined }
  | { readonly kind: 'quiet'; readonly did: QuietDid; readonly text: string; readonly rows: readonly PipelineRow[] }

/** What a row has made of the value before. */
export interface Change {
  /** In a few signs, and in words. */
  readonly text: string
  readonly label: string
  readonly is: 'same' | 'parts' | 'new'
  /** What is to be marked in the value. */
  readonly marked: readonly ShownDifference[]
  /** Members of the value before that a new one does not have. */
  readonly left: string | undefined
}

type QuietDid = Extract<Did, 'passed' | 'skipped' | 'ahead' | 'unknown'>

/** What is said of rows that gave nothing. */
const quiet: { readonly [D in QuietDid]: (names: string, many: boolean) => string } = {
  passed: (names, many) => `${names} ${many ? 'are' : 'is'} not set: the value passes through`,
  skipped: (names) => `Not evaluated because of the error: ${names}`,
  ahead: (names) => `Still to come: ${names}`,
  unknown: (names) => `Not in the events: what ${names} gave`,
}

const isQuiet = (did: Did): did is QuietDid => Object.hasOwn(quiet, did)

/** The parts in their order. */
export function flowParts(rows: readonly PipelineRow[]): FlowPart[] {
  const parts: FlowPart[] = []
  let together: PipelineRow[] = []
  const settle = () => {
    const [first] = together
    if (first !== undefined && isQuiet(first.did)) {
      const names = listed(together.map(({ title }) => title))
      parts.push({ kind: 'quiet', did: first.did, text: quiet[first.did](names, together.length > 1), rows: together })
    }
    together = []
  }
  for (const row of rows) {
    if (!isQuiet(row.did)) {
      settle()
      parts.push({ kind: 'row', row, change: changeOf(row) })
    } else {
      if (together.length > 0 && together[0]!.did !== row.did) settle()
      together.push(row)
    }
  }
  settle()
  return parts
}

function changeOf({ differences, value, kind }: PipelineRow): Change | undefined {
  if (differences === undefined || value === undefined) return undefined
  const { list, more, against } = differences
  if (list.length === 0) return { is: 'same', text: 'No change', label: `The same as ${against}`, marked: [], left: undefined }
  const { added, removed, changed } = countsOf(list)
  if (isNew(list, sizeOf(value.shown), kind === 'work')) {
    const gone = list.flatMap(({ steps, after }) => (steps.length === 1 && after === undefined ? [String(steps[0])] : []))
    const left =
      gone.length === 0 ? undefined : `Not handed on: ${listed(gone.slice(0, few))}${gone.length > few || more ? ' and more' : ''}`
    const marked = kind === 'work' ? [] : list.filter(({ steps, after }) => steps.length > 0 && after !== undefined)
    return { is: 'new', text: 'New value', label: `Nothing of ${against} is in it`, marked, left }
  }
  const counts = [
    [added, '+', 'added'],
    [removed, '−', 'removed'],
    [changed, '≠', 'changed'],
  ] as const
  const there = counts.filter(([count]) => count > 0)
  return {
    is: 'parts',
    text: `${there.map(([count, sign]) => `${sign}${count}`).join(' ')}${more ? ' …' : ''}`,
    label: `${there.map(([count, , word]) => `${count} ${word}`).join(', ')}${more ? ' and more' : ''}, against ${against}`,
    marked: list,
    left: undefined,
  }
}

/** Names that are told of what a new value does not have. */
const few = 8

/** Whether nothing of the value before is there as it was: another value, or all members are others. `made`: members of one name count for nothing. */
function isNew(list: readonly ShownDifference[], size: number, made: boolean): boolean {
  if (list.some(({ steps }) => steps.length === 0)) return true
  const there = list.filter(({ steps, after }) => steps.length > 1 || after !== undefined)
  if (!made && there.some(({ steps, before }) => steps.length > 1 || before !== undefined)) return false
  return new Set(there.map(({ steps }) => steps[0])).size === size
}

/** "A, B and C" */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
