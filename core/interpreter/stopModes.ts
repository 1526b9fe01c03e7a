import type { State } from '../model/machine'
import { placeNames, placesOf, type StatePlace } from '../model/places'
import type { Thread } from './api'

/** When a breakpoint stops that is set on a place of a state, by the words that name it. The first is meant where nothing is said. */
export const stopModes = {
  entry: {
    label: 'Entry',
    description: 'Stop where it is set: at the entry of a state, before a field, as a rule is taken.',
  },
  exit: { label: 'Exit', description: 'Stop as the state is left, whichever way: its output is known.' },
  attempt: { label: 'Every Attempt', description: 'Stop at the entry of the state, and again at each attempt of its Retriers.' },
  catch: { label: 'On Catch', description: 'Stop as a Catcher of the state takes an error.' },
  item: { label: 'Each Item', description: 'Stop for each item of the Map: as its iteration begins, or at this place in it.' },
  firstItem: { label: 'First Item', description: 'Stop for the first item of the Map only.' },
} as const
/** A word of `stopModes`. */
export type StopMode = keyof typeof stopModes

/** Whether a text is such a word. */
export const isStopMode = (text: string): text is StopMode => Object.hasOwn(stopModes, text)

/** Where a breakpoint stops. */
export interface StopTarget {
  readonly place: StatePlace
  /** Whether this arrival counts; undefined: each does. */
  readonly counts?: (thread: Thread) => boolean
}

/** Where a breakpoint on a place stops in a mode; a sentence where it never can. */
export function targetsOf(place: StatePlace, mode: StopMode): readonly StopTarget[] | string {
  const { state } = place
  switch (mode) {
    case 'entry':
      return [reached(place)]
    case 'attempt':
      return [{ place: placesOf(state).entry }]
    case 'exit':
      return someOf(state, 'exit') ?? `The state "${state.name}" ends with its error: it has no exit.`
    case 'catch':
      return someOf(state, 'catcher') ?? `The state "${state.name}" has no Catcher.`
    case 'item':
    case 'firstItem': {
      const found = itemPlace(place)
      if (found === undefined) return `"${state.name}" is neither a Map nor a state in one: it has no items.`
      const { counts } = reached(found)
      const isFirst = (thread: Thread) => indexOf(thread) === 0 && (counts?.(thread) ?? true)
      return [mode === 'item' ? reached(found) : { place: found, counts: isFirst }]
    }
  }
}

/** A place as it is come to: the key of a state by its entry, not by another attempt. */
const reached = (place: StatePlace): StopTarget => (place.kind === 'entry' ? { place, counts: ({ attempt }) => attempt === 0 } : { place })

function someOf(state: State, kind: StatePlace['kind']): readonly StopTarget[] | undefined {
  const places = placesOf(state).all.filter((place) => place.kind === kind)
  return places.length === 0 ? undefined : places.map((place) => ({ place }))
}

/** Where an item begins: of a Map as its processor does, of a state in one at the place itself. */
function itemPlace(place: StatePlace): StatePlace | undefined {
  const { type, machines, machine } = place.state
  const [processor] = type === 'Map' ? machines : []
  const first = processor?.startAt && processor.states.get(processor.startAt.target)
  if (first !== undefined) return placesOf(first).get(placeNames.start)
  for (let owner = machine.owner; owner !== undefined; owner = owner.machine.owner) if (owner.type === 'Map') return place
  return undefined
}

/** The index of the item that a thread is of. */
function indexOf(thread: Thread): number | undefined {
  let at: Thread | undefined = thread
  while (at !== undefined && at.kind !== 'iteration') at = at.parent
  return at?.index
}
