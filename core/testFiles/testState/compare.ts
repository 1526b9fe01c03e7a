import { changesBetween } from '../../base/changes'
import { isObject, type Json, type JsonObject } from '../../base/json'
import { preview } from '../../base/preview'
import { valuePath } from '../../expressions/valuePath'
import { readJson } from '../../syntax/readJson'
import type { Failure, FailureKind } from '../types'
import type { Attempt, End } from './attempt'

/** An answer of an endpoint that speaks TestState, as it came: it may be anything. */
export type Answer = { readonly [name: string]: unknown }

/** All in which an attempt ended otherwise than TestState says. What is expected is what TestState says. */
export function differencesTo(attempt: Attempt, answer: Answer): Failure[] {
  const where = whereIs(attempt)
  const event = attempt.event === undefined ? {} : { event: attempt.event }
  const { end } = attempt
  if (end === undefined) return []
  const failure = (what: FailureKind, theirs: Json | undefined, ours: Json | undefined, says: string, path?: string): Failure => ({
    what,
    ...(path !== undefined && { path }),
    ...(theirs !== undefined && { expected: theirs }),
    ...(ours !== undefined && { actual: ours }),
    message: `${where}: ${says}`,
    ...event,
  })
  const text = (name: string) => (typeof answer[name] === 'string' ? (answer[name] as string) : undefined)
  const status = text('status')
  if (status === undefined) return [failure('status', undefined, end.status, 'the answer of TestState has no status.')]
  if (status !== end.status) {
    const theirs = `${status}${why(text('error'), text('cause'))}`
    return [failure('status', status, end.status, `AWS says ${theirs}, here it is ${end.status}${why(end.error, end.cause)}.`)]
  }
  const texts = (
    [
      ['error', 'error', end.error],
      ['cause', 'cause', end.cause],
      ['path', 'nextState', end.nextState],
    ] as const
  ).flatMap(([what, name, ours]) => {
    const theirs = text(name)
    // a timeout has no cause in the events, and an empty one in the error output
    if (theirs === ours || (what === 'cause' && (theirs ?? '') === (ours ?? ''))) return []
    return [failure(what, theirs, ours, `AWS has ${named[name]} ${quoted(theirs)}, here it is ${quoted(ours)}.`)]
  })
  return [...texts, ...valuesOf(end, answer, failure)]
}

type Make = (what: FailureKind, theirs: Json | undefined, ours: Json | undefined, says: string, path?: string) => Failure

const named = { error: 'the error', cause: 'the cause', nextState: 'the next state' } as const

function valuesOf(end: End, answer: Answer, failure: Make): Failure[] {
  const found: Failure[] = []
  const compare = (what: 'output' | 'variables', name: string, given: unknown, ours: Json | undefined) => {
    const theirs = typeof given === 'string' ? readJson(given) : undefined
    if (given !== undefined && (theirs === undefined || 'fault' in theirs)) {
      found.push(failure(what, undefined, ours, `the ${name} in the answer of TestState is no JSON text.`))
      return
    }
    const before = theirs === undefined || 'fault' in theirs ? undefined : theirs.value
    if (before === undefined && ours === undefined) return
    if (before === undefined || ours === undefined) {
      found.push(failure(what, before, ours, before === undefined ? `AWS has no ${name}.` : `AWS has an ${name}, and here is none.`, '$'))
      return
    }
    for (const { steps, before: expected, after } of changesBetween(before, ours).list) {
      if (sameButEvents(expected, after)) continue
      const path = valuePath('JSONPath', '$', steps)
      found.push(
        failure(what, expected, after, `the ${name} differs at ${path}: AWS has ${shown(expected)}, here it is ${shown(after)}.`, path),
      )
    }
  }
  compare('output', 'output', answer.output, end.output)
  const { inspectionData } = answer
  const variables = isAnswer(inspectionData) ? inspectionData.variables : undefined
  // of a state that has failed they are what it was given
  if (variables !== undefined || end.output !== undefined)
    compare('variables', 'value of the variables', variables ?? '{}', end.variables as JsonObject)
  return found
}

/** An error of a state names the event of its entry, which in TestState is another one. */
const sameButEvents = (a: Json | undefined, b: Json | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && withoutEvents(a) === withoutEvents(b)
const withoutEvents = (text: string): string => text.replace(/\(entered at the event id #\d+\)/g, '')

const isAnswer = (value: unknown): value is Answer => isObject(value as Json)

const why = (error: string | undefined, cause: string | undefined) =>
  error === undefined ? '' : ` (${error}${cause === undefined ? '' : `: ${cause}`})`

const quoted = (text: string | undefined) => (text === undefined ? 'not at all' : `"${text}"`)
const shown = (value: Json | undefined) => (value === undefined ? 'nothing' : preview(value, 80))

/** Which attempt is meant, for a person. */
export function whereIs({ state, visit, attempt, iteration }: Attempt): string {
  const at = iteration === undefined ? '' : `iteration ${iteration}, `
  return `"${state.name}" (${at}visit ${visit}, attempt ${attempt + 1})`
}
