import { isArray, isObject, type Json, member } from '../base/json'
import { type Key, type Language, languages, type Place, placeIn } from '../expressions/language'
import type { Thread } from '../interpreter/api'
import { isOutput, type RecordName, recordNames } from '../model/dataflow'
import { languageOf } from './thread'

/** Where watched data is in a thread. `payload`: what goes from state to state. `stage`: what a stage of a state gives, each time that it does. */
export type DataRoot =
  | { readonly of: 'payload' }
  | { readonly of: 'variable'; readonly name: string }
  | { readonly of: 'stage'; readonly state: string; readonly stage: RecordName }

/** A place in the data of a run that somebody watches. Plain JSON. */
export type DataPlace = DataRoot & { readonly steps: readonly Key[] }

/** What a client keeps of a place, over sessions too. */
export const dataId = (place: DataPlace): string => JSON.stringify(place)

/** The place that `dataId` was made of; undefined for any other text. */
export function readDataId(id: string): DataPlace | undefined {
  let read: { readonly [key: string]: unknown } | null
  try {
    read = JSON.parse(id)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || !Array.isArray(read.steps) || !read.steps.every(isKey)) return undefined
  const { of, name, state, stage, steps } = read
  if (of === 'payload') return { of, steps }
  if (of === 'variable') return typeof name === 'string' ? { of, name, steps } : undefined
  const known = recordNames.find((each) => each === stage)
  return of === 'stage' && typeof state === 'string' && known !== undefined ? { of, state, stage: known, steps } : undefined
}

const isKey = (step: unknown): step is Key => typeof step === 'string' || Number.isSafeInteger(step)

/** The place that an expression names where a thread stands: `$.order.total`, `$total`, `$states.input.id`; undefined for one that names none. */
export function dataPlaceIn(text: string, thread: Pick<Thread, 'state'> | undefined): DataPlace | undefined {
  const found = placeIn(text, thread === undefined ? languages.JSONPath : languageOf(thread))
  return found && placeAt(found.place, thread)
}

function placeAt(place: Place, thread: Pick<Thread, 'state'> | undefined): DataPlace | undefined {
  const { steps } = place
  switch (place.root) {
    case 'variable':
      return { of: 'variable', name: place.name, steps }
    case 'result': {
      const state = thread?.state?.name
      return state === undefined ? undefined : { of: 'stage', state, stage: 'result', steps }
    }
    default:
      return { of: 'payload', steps }
  }
}

/** What a person calls a place, in the language of the state that they look at. */
export function dataPlaceText(place: DataPlace, language: Language = languages.JSONPath): string {
  const { steps } = place
  const named = (root: string) => steps.reduce<string | undefined>((text, step) => text && language.member(text, step), root)
  const plain = (root: string) => named(root) ?? `${root}${steps.map((step) => `[${JSON.stringify(step)}]`).join('')}`
  if (place.of === 'variable') return plain(`$${place.name}`)
  return place.of === 'payload' ? plain('$') : `${place.stage}${plain('$').slice(1)} of ${place.state}`
}

/** Whether the value of a place is to be seen where a thread stands: a payload is as a state is entered with it, and as it leaves it. */
export function isSeen({ state, stage, stages }: Pick<Thread, 'state' | 'stage' | 'stages'>, place: DataPlace): boolean {
  if (state === undefined) return false
  if (place.of === 'variable') return true
  return place.of === 'payload'
    ? stage === 'enter' || isOutput(state, stage)
    : state.name === place.state && stages[place.stage] !== undefined
}

/** The value that the steps of a place begin at. Of variables those that the branch or iteration has assigned itself: nobody else can. */
export function rootAt(thread: Pick<Thread, 'payload' | 'scopes' | 'stages'>, place: DataPlace): Json | undefined {
  if (place.of === 'payload') return thread.payload
  return place.of === 'stage' ? thread.stages[place.stage] : member(thread.scopes[0] ?? {}, place.name)
}

/** The value behind steps; undefined where there is none. */
export function valueBehind(root: Json | undefined, steps: readonly Key[]): Json | undefined {
  let value = root
  for (const step of steps)
    value = isArray(value)
      ? typeof step === 'number'
        ? value.at(step)
        : undefined
      : isObject(value)
        ? member(value, String(step))
        : undefined
  return value
}
