import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Selection } from '../../core/conditions/selector'
import { languages } from '../../core/expressions/language'
import { isStopMode, type StopTarget, stopModes, targetsOf } from '../../core/interpreter/stopModes'
import type { State } from '../../core/model/machine'
import { placesOf, type StatePlace } from '../../core/model/places'
import type { ClientOrigin, SourceFile } from '../program/documents'
import type { Programs } from '../program/programs'
import { type Breakpoint, checksOf, failed, pending } from './breakpoint'
import { placeForBreakpoint } from './locate'

/** The file that breakpoints are set in. */
export interface BreakpointFile {
  /** Or why it cannot be read. */
  readonly file: SourceFile | string
  /** Whether another program runs. */
  readonly outside: boolean
  /** The states that run for one of the file. */
  readonly running: (state: State) => readonly State[]
}

const notThen = pending('This place is not part of the run, which is of the text at the launch: restart it to run the new text.')
export const notRun = pending('This file is not part of the run: the breakpoint stops when a state machine in it is launched.')

/** Finds where a breakpoint is in its file as it is now, and where it stops in the states that run. */
export function resolveSource(breakpoint: Breakpoint, { file, outside, running }: BreakpointFile, origin: ClientOrigin): void {
  const { line, column, mode } = breakpoint.asked as DebugProtocol.SourceBreakpoint
  breakpoint.targets = []
  breakpoint.file = undefined
  breakpoint.place = undefined
  if (typeof file === 'string') {
    breakpoint.obstacle = failed(file)
    return
  }
  const place = placeForBreakpoint(file, line - origin.line, column === undefined ? undefined : column - origin.column)
  breakpoint.file = file
  if (typeof place === 'string') {
    breakpoint.obstacle = failed(place)
    return
  }
  breakpoint.place = place
  const places = running(place.state).flatMap((state) => placesOf(state).get(place.at) ?? [])
  const found = targetsIn(places, mode)
  breakpoint.targets = typeof found === 'string' ? [] : found
  if (typeof found === 'string') breakpoint.obstacle = failed(found)
  else if (places.length === 0) breakpoint.obstacle = notThen
  else breakpoint.obstacle = uncheckable(breakpoint) ?? (outside ? notRun : undefined)
}

/** Where a breakpoint on any of some places stops; why it cannot, where it cannot on any. */
function targetsIn(places: readonly StatePlace[], mode = 'entry'): readonly StopTarget[] | string {
  if (!isStopMode(mode)) return `There is no breakpoint mode "${mode}": there are ${Object.keys(stopModes).join(', ')}.`
  const found = places.map((place) => targetsOf(place, mode))
  const targets = found.flatMap((each) => (typeof each === 'string' ? [] : each))
  return targets.length > 0 ? targets : (found.find((each) => typeof each === 'string') ?? [])
}

/** Finds what a function breakpoint is for: states of a run, or errors. Before a launch no state is known. */
export function resolveName(breakpoint: Breakpoint, selection: Selection, programs: Programs | undefined): void {
  const selected = selection.select((breakpoint.asked as DebugProtocol.FunctionBreakpoint).name)
  const places = selected.kind === 'states' ? selected.states.map((state) => placesOf(state).entry) : []
  const found = selected.kind === 'states' ? targetsIn(places, selected.mode) : []
  breakpoint.targets = typeof found === 'string' ? [] : found
  breakpoint.raised = selected.kind === 'error' ? selected.raised : undefined
  breakpoint.place = places[0]
  breakpoint.file = places[0] === undefined ? undefined : programs?.fileOf(places[0].state)
  if (programs === undefined && selected.kind !== 'error')
    breakpoint.obstacle = pending('The state is looked for when a state machine is launched.')
  else if (selected.kind === 'none') breakpoint.obstacle = failed(selected.problem)
  else breakpoint.obstacle = typeof found === 'string' ? failed(found) : uncheckable(breakpoint)
}

/** What none of its states can check: two states of one name may have two query languages. */
function uncheckable(breakpoint: Breakpoint): Breakpoint['obstacle'] {
  const asked = breakpoint.raised === undefined ? breakpoint.targets.map(({ place }) => place.state.queryLanguage) : allLanguages
  const problems = [...new Set(asked)].map((language) => checksOf(breakpoint, language).problem)
  return problems.includes(undefined) || problems[0] === undefined ? undefined : failed(problems[0])
}

const allLanguages = Object.values(languages).map(({ name }) => name)
