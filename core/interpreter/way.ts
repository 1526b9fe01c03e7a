import type { Json } from '../base/json'
import { resourceOf, type State } from '../model/machine'
import type { Stage, TaskOutcome } from './api'
import { type Asked, sameQuestion } from './asked'
import type { Command, Journal } from './journal'

/** Where a thread stands in its execution, so that it can be found in one of another text. `key`: `path#visit#attempt` of its state. */
export interface Place {
  readonly key: string
  readonly stage: Stage
}

/** What somebody has done, and where. */
export type Done = Command & { readonly where: Place }

/**
 * The way that an execution was taken: what the world has answered, and what somebody did to it in their order. An execution of another text goes the same
 * way as far as there is one: who asks the same question at the same place gets the same answer.
 */
export interface Way {
  readonly answers: ReadonlyMap<string, Asked>
  readonly done: readonly Done[]
}

/** What somebody has done to an execution, where a thread stood. */
export const doneIn = ({ entries }: Journal): Done[] =>
  entries.filter((entry): entry is Done & (typeof entries)[number] => 'where' in entry)

/** The answer of a way to a question; undefined: nobody has asked it there. A task is asked anew where its Resource is another one. */
export function answerOnWay(way: Way | undefined, key: string, input: Json, state: State | undefined): unknown {
  const asked = sameQuestion(way?.answers.get(key), input)
  if (asked === undefined || asked.pending) return undefined
  if (asked.state !== undefined && (state === undefined || resourceOf(asked.state) !== resourceOf(state))) return undefined
  // that nobody has an answer may be otherwise by now
  return (asked.answer as Partial<TaskOutcome> | undefined)?.kind === 'unanswered' ? undefined : asked.answer
}
