import type { DebugProtocol } from '@vscode/debugprotocol'
import { type DataPlace, dataId, dataPlaceIn, dataPlaceText, readDataId } from '../../core/conditions/dataPlace'
import { languageOf } from '../../core/conditions/thread'
import { languages } from '../../core/expressions/language'
import type { QueryLanguage } from '../../core/model/machine'
import type { Requests } from '../dap'
import type { Debuggee } from '../debuggee'
import type { Programs } from '../program/programs'
import { type Checks, compileChecks } from './conditions'
import { stepsOf } from './slots'

/** A breakpoint on a value: it stops where that changes, or before it is read. */
export interface DataBreakpoint {
  readonly id: number
  readonly asked: DebugProtocol.DataBreakpoint
  readonly place: DataPlace
  readonly onChange: boolean
  readonly onRead: boolean
  /** By the query language of the state. */
  readonly checks: Map<QueryLanguage, Checks>
  /** How often its condition held on the way to where the execution is now. */
  hits: number
  /** Whether it has been told that its condition could not be evaluated. */
  told: boolean
}

/** Their numbers begin behind those of all other breakpoints that a person sets. */
const firstId = 1_000_001

/** The data breakpoints of a session: a client sets all of them at once. */
export class DataBreakpoints {
  all: readonly DataBreakpoint[] = []
  /** Called when they are others. */
  changed: () => void = () => {}
  private lastId = firstId - 1

  set({ breakpoints }: DebugProtocol.SetDataBreakpointsArguments, programs: Programs | undefined): DebugProtocol.Breakpoint[] {
    const set: DataBreakpoint[] = []
    const told = breakpoints.map((asked): DebugProtocol.Breakpoint => {
      const before = this.all.find((each) => JSON.stringify(each.asked) === JSON.stringify(asked) && !set.includes(each))
      const breakpoint = before ?? this.make(asked)
      if (breakpoint === undefined)
        return { verified: false, reason: 'failed', message: 'There is no such value: ask for it with dataBreakpointInfo.' }
      const problems = Object.values(languages).map(({ name }) => checksOf(breakpoint, name).problem)
      if (!problems.includes(undefined)) return { id: breakpoint.id, verified: false, reason: 'failed', message: problems[0]! }
      const { place, id } = breakpoint
      if (place.of === 'stage' && programs?.states.every(({ name }) => name !== place.state))
        return { id, verified: false, reason: 'failed', message: `No state is named "${place.state}".` }
      set.push(breakpoint)
      return { id: breakpoint.id, verified: true }
    })
    this.all = set
    this.changed()
    return told
  }

  private make(asked: DebugProtocol.DataBreakpoint): DataBreakpoint | undefined {
    const place = readDataId(asked.dataId)
    const { accessType = 'write' } = asked
    return (
      place && {
        id: ++this.lastId,
        asked,
        place,
        onChange: accessType !== 'read',
        onRead: accessType !== 'write',
        checks: new Map(),
        hits: 0,
        told: false,
      }
    )
  }
}

/** What it asks in a state of a language, compiled once. */
export function checksOf({ checks, asked }: DataBreakpoint, language: QueryLanguage): Checks {
  const known = checks.get(language)
  if (known !== undefined) return known
  const { condition, hitCondition } = asked
  const made = compileChecks({ ...(condition && { condition }), ...(hitCondition && { hitCondition }) }, language)
  checks.set(language, made)
  return made
}

/** `dataBreakpointInfo`: of a row of the Variables view, or of an expression. Throws a UserError for a reference that is gone. */
export function dataBreakpointInfo(
  { variablesReference, name, frameId, asAddress }: DebugProtocol.DataBreakpointInfoArguments,
  live: () => Debuggee,
): Requests['dataBreakpointInfo'][1] {
  if (asAddress) return none('A state machine has no addresses')
  if (variablesReference) {
    const slot = live().variables.find(variablesReference, name)
    const steps = stepsOf(slot)
    const { data, language } = slot.root
    return data === undefined || steps === undefined
      ? none(`${name} is nothing that the state machine writes`)
      : info({ ...data, steps }, language)
  }
  const thread = frameId === undefined ? undefined : live().frameThread(frameId)
  const place = dataPlaceIn(name, thread)
  return place === undefined ? none(`${name} names no place in the payload and no variable`) : info(place, thread && languageOf(thread))
}

const none = (description: string) => ({ dataId: null, description })

const info = (place: DataPlace, language: Parameters<typeof dataPlaceText>[1]): Requests['dataBreakpointInfo'][1] => ({
  dataId: dataId(place),
  description: dataPlaceText(place, language),
  accessTypes: ['read', 'write', 'readWrite'],
  canPersist: true,
})
