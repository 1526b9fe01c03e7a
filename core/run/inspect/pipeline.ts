import type { Json } from '../../base/json'
import type { OwnNames } from '../../expressions/evaluation/language'
import { languages } from '../../expressions/language'
import type { Branch } from '../../history/kind'
import { type FlowRow, type FlowValue, fieldAt, rowsOf } from '../../model/dataflow'
import type { AslDocument } from '../../model/document'
import type { State, StateType } from '../../model/machine'
import { type Holder, takenWay } from '../origin/from'
import { fieldMember, textAt } from './definition'
import type { Did, PipelineRow } from './types'
import { shownDifferences, type Values } from './values'

/** What has gone through a state in one attempt, as far as it is known. */
export interface Flown {
  readonly state: State
  readonly input: Json | undefined
  readonly output: Json | undefined
  /** What a row has given. */
  readonly value: (row: FlowRow) => Json | undefined
  /** The index of the last row that is done, and of the one that has raised the error. */
  readonly reached: number
  readonly failed: number | undefined
  readonly error: { readonly error: string | undefined; readonly cause: string | undefined } | undefined
  /** What a Catcher gets. */
  readonly errorOutput: Json | undefined
  readonly way: Branch | undefined
  readonly assigned: Json | undefined
  /** What else is to be said of a row. */
  readonly note: (row: FlowRow) => string | undefined
  /** What a row has not given may be there all the same: only the events are known. */
  readonly eventsAlone: boolean
  /** Whether the attempt is over: what it has not come to does not come. */
  readonly over: boolean
}

/** What the work of a state gives. */
const workTitles: { readonly [K in StateType]?: string } = {
  Task: 'Task result',
  Parallel: 'Results of the branches',
  Map: 'Results of the items',
  Choice: 'Choices',
  Wait: 'Wait',
  Fail: 'Failure',
}

/** Rows for the work alone that the work's own row tells of. */
const within: ReadonlySet<FlowRow['kind']> = new Set(['rules', 'condition'])

/** The way from a state's input to its output, row by row. */
export function pipelineOf(flown: Flown, values: Values, document: AslDocument | undefined): PipelineRow[] {
  const way = new Way(flown, values, document)
  const { state, output } = flown
  const taken = takenWay(state, flown.way)
  const own: Holder = { rows: rowsOf(state), node: state.node, place: '' }
  way.give({ title: 'State input', kind: 'input' }, flown.input, 'input')
  const ruled = flown.way?.kind === 'Choice'
  for (const [index, row] of own.rows.entries()) {
    if (within.has(row.kind)) continue
    // of a Choice Rule that holds it is the rule's own
    if (ruled && row.stage === undefined && row.kind !== 'work') continue
    way.row(row, own, index)
    if (row.kind === 'work' && ruled && taken !== undefined)
      for (const each of taken.rows) if (each.kind !== 'condition') way.row(each, taken, index)
  }
  if (flown.failed !== undefined && output !== undefined) {
    way.give({ title: 'Error output', kind: 'error' }, flown.errorOutput, 'errorOutput')
    for (const row of taken?.rows ?? []) way.row(row, taken!, -1)
  }
  if (output !== undefined) way.give({ title: 'State output', kind: 'output' }, output, 'output')
  return way.rows
}

/** The rows so far, and the latest value. */
class Way {
  readonly rows: PipelineRow[] = []
  private latest: { readonly title: string; readonly value: Json } | undefined
  private readonly names: OwnNames

  constructor(
    private readonly flown: Flown,
    private readonly values: Values,
    private readonly document: AslDocument | undefined,
  ) {
    this.names = languages[flown.state.queryLanguage].ownNames
  }

  /** A value that no field gives. */
  give(row: Pick<PipelineRow, 'title' | 'kind'>, value: Json | undefined, name: keyof OwnNames): void {
    if (value === undefined) {
      if (this.flown.eventsAlone) this.rows.push({ ...row, did: 'unknown' })
      return
    }
    // an error does not come of the payload
    const before = row.kind === 'error' ? undefined : this.latest
    this.push(row, value, name, before, this.names[name])
  }

  row(row: FlowRow, holder: Holder, index: number): void {
    const { state } = this.flown
    const { field, kind } = row
    const node = fieldAt(state, row, holder.node)
    if (kind !== 'work' && node === undefined) {
      // that a field is not there is worth a line where the payload would go through it
      if (row.gives === undefined || field === undefined || row.distributed === true || kind === 'each') return
      const title = `${prefix(holder)}${field}`
      this.rows.push({ title, kind, did: this.isBehind(holder, index) ? 'passed' : this.notYet() })
      return
    }
    const about = {
      title: kind === 'work' ? this.workTitle() : `${prefix(holder)}${field}`,
      kind,
      ...this.textOf(row, holder),
      ...this.noteOf(row),
    }
    if (index >= 0 && index === this.flown.failed) this.rows.push({ ...about, did: 'failed' })
    else if (!this.isBehind(holder, index)) this.rows.push({ ...about, did: this.notYet() })
    else this.done(row, about)
  }

  private done(row: FlowRow, about: Omit<PipelineRow, 'did'>): void {
    const { flown } = this
    if (row.kind === 'assign') {
      if (flown.assigned === undefined) this.rows.push({ ...about, did: flown.eventsAlone ? 'unknown' : 'beside' })
      else this.rows.push({ ...about, did: 'beside', value: this.values.show(about.title, flown.assigned) })
      return
    }
    if (row.gives === undefined) {
      this.rows.push({ ...about, did: 'beside' })
      return
    }
    const value = row.gives === 'output' ? flown.output : flown.value(row)
    if (value === undefined) this.rows.push({ ...about, did: 'unknown' })
    else this.push(about, value, row.gives, row.kind === 'resultPath' ? this.input : this.latest, this.pathOf(row.gives))
  }

  private push(
    about: Omit<PipelineRow, 'did'>,
    value: Json,
    name: string,
    before: { readonly title: string; readonly value: Json } | undefined,
    path: string | undefined,
  ): void {
    this.rows.push({
      ...about,
      did: 'gave',
      value: this.values.show(about.kind === 'input' || about.kind === 'output' ? name : about.title, value, path),
      ...(before !== undefined && { differences: shownDifferences(before.value, value, before.title) }),
    })
    this.latest = { title: about.title, value }
  }

  /** ResultPath puts something into the state's input. */
  private get input(): { readonly title: string; readonly value: Json } | undefined {
    const { input } = this.flown
    return input === undefined ? undefined : { title: 'State input', value: input }
  }

  private pathOf(name: FlowValue): string | undefined {
    // only in JSONPath are there such, and what a field sees is `$` there
    if (name === 'selected' || name === 'combined') return this.names.effective
    return (this.names as { readonly [name: string]: string | undefined })[name]
  }

  /** Whether the row of a holder is done. Those of a Catcher are where the state was left by it. */
  private isBehind({ place }: Holder, index: number): boolean {
    return place.startsWith('Catch') ? this.flown.output !== undefined : index <= this.flown.reached
  }

  private notYet(): Did {
    if (this.flown.eventsAlone && this.flown.failed === undefined) return 'unknown'
    return this.flown.over ? 'skipped' : 'ahead'
  }

  private workTitle(): string {
    const { state, way } = this.flown
    if (way?.kind === 'Choice') return `Choices[${way.index}]`
    if (way?.kind === 'Default') return 'Default'
    return (state.type && workTitles[state.type]) ?? 'Work'
  }

  private noteOf(row: FlowRow): { readonly note?: string } {
    const note = this.flown.note(row)
    return note === undefined ? {} : { note }
  }

  private textOf({ field, formerly, kind }: FlowRow, { node }: Holder): Pick<PipelineRow, 'text' | 'range'> {
    const { document, flown } = this
    if (document === undefined) return {}
    const rule = kind === 'work' && flown.way?.kind === 'Choice' ? takenWay(flown.state, flown.way)?.node : undefined
    const place = rule ?? (field === undefined ? undefined : fieldMember(node, field, formerly)?.value)
    if (place === undefined) return {}
    const { text, range } = textAt(document, place)
    return { text, range }
  }
}

/** "Catch[0] ResultPath" */
const prefix = ({ place }: Holder): string => (place === '' ? '' : `${place.slice(0, -1)} `)
