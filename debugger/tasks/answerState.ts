import { isTask, resourceOf } from '../../core/model/machine'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import type { CustomRequests, TaskState } from '../protocol'
import { readAnswer } from './answerTask'

/** `stepthrough/taskStates`: in the order of the text, each name once. */
export function taskStates({ programs, tasks }: Debuggee): TaskState[] {
  const states = new Map<string, TaskState>()
  for (const state of programs.states.filter(isTask)) {
    const answered = tasks.stands(state)
    if (!states.has(state.name)) states.set(state.name, { name: state.name, resource: resourceOf(state), answered })
  }
  return [...states.values()]
}

type Given = Omit<CustomRequests['stepthrough/answerState']['arguments'], 'state'>

/** `stepthrough/answerState` */
export function answerState({ programs, tasks, execution }: Debuggee, name: string, given: Given): undefined {
  const states = programs.states.filter((state) => state.name === name && isTask(state))
  if (states.length === 0) throw errors.noTaskState(name)
  const answer = Object.keys(given).length === 0 ? undefined : readAnswer(given)
  for (const state of states) {
    tasks.stand(state, answer)
    if (answer === undefined) execution.showAnswers(state)
    else execution.hideAnswers(state)
  }
  return undefined
}
