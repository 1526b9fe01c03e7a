import { jsonText } from '../../base/jsonText'
import type { Execution } from '../../interpreter'
import type { Machine } from '../../model/machine'
import type { TestStateRequest } from '../../service/testState/types'
import { toJson } from '../../syntax/walk'
import type { ContractMode } from '../../tasks/aws/mockedResult'
import type { Failure } from '../types'
import type { Attempt } from './attempt'
import { attemptsOf } from './attempts'
import { type Answer, differencesTo, whereIs } from './compare'
import { requestOf } from './request'

/** What came of a request: the answer, or why there is none, in a sentence. `mock`: the endpoint finds fault with the mocked result alone. */
export type Asking = (
  request: TestStateRequest,
) => Promise<{ readonly answer: Answer } | { readonly refused: string; readonly mock: boolean }>

/** What an endpoint that speaks TestState says of a run. */
export interface Verdict {
  readonly failures: readonly Failure[]
  /** What it could not be asked, in sentences; each once. */
  readonly untested: readonly string[]
}

/**
 * Holds each attempt of the states of an execution against what TestState says of it, with the input, the variables, the context object and the result that it had
 * here. The execution has ended, and was begun with `remember`. `mode`: how mocked results are checked there; undefined: not at all. What is the same is asked
 * once. An endpoint that has no answer is asked no more.
 */
export async function heldAgainst(execution: Execution, machine: Machine, mode: ContractMode | undefined, ask: Asking): Promise<Verdict> {
  const { list, nested } = attemptsOf(execution)
  const scope = { definition: jsonText(toJson(machine.node)), mode }
  const failures: Failure[] = []
  const untested = new Set(nested.map((name) => `The states of "${name}" are not tested by AWS: TestState sees what its task gets.`))
  const answers = new Map<string, Awaited<ReturnType<Asking>>>()
  for (const attempt of list) {
    const asked = requestOf(attempt, scope)
    if ('not' in asked) {
      untested.add(`"${attempt.state.name}" is not tested by AWS: it ${asked.not}.`)
      continue
    }
    // the definition is the same for all, and long
    const key = JSON.stringify({ ...asked.request, definition: undefined })
    const told = answers.get(key) ?? (await ask(asked.request))
    answers.set(key, told)
    if ('answer' in told) failures.push(...differencesTo(attempt, told.answer))
    else {
      failures.push(refusal(attempt, told.refused, told.mock))
      if (!told.mock) break
    }
  }
  return { failures, untested: [...untested] }
}

const refusal = (attempt: Attempt, why: string, mock: boolean): Failure => ({
  what: mock ? 'mocks' : 'case',
  message: `${whereIs(attempt)}: TestState has not answered: ${why}`,
  ...(attempt.event !== undefined && { event: attempt.event }),
})
