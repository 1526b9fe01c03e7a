import type { History } from '../../history/types'
import type { Ports } from '../../interpreter/api'
import { machinesOf } from '../../model/graph'
import type { Machine, State } from '../../model/machine'
import type { StringNode } from '../../syntax/node'
import { countReached } from './reached'
import { type CountedState, count, type DefinitionCoverage } from './types'
import { unreached } from './unreached'

/** A definition that is counted. Runs reach it by its `machine`, the same object that they were planned from. */
export interface CountedDefinition extends Omit<DefinitionCoverage, 'states'> {
  readonly machine: Machine
}

/**
 * Counts what executions reach of some definitions, any number of executions one after the other: give each `ports` besides its own, and its history
 * when it is over.
 */
export class Tally {
  private readonly definitions = new Map<Machine, CountedDefinition & { readonly states: readonly CountedState[] }>()
  private readonly states = new Map<State, CountedState>()
  private readonly conditionals = new Map<StringNode, { readonly state: CountedState; readonly first: number }>()

  /** What an execution tells beside its history: the histories of the executions within it, and the ways that conditionals take. */
  readonly ports: Required<Pick<Ports, 'over' | 'took'>> = {
    over: (history) => this.ended(history),
    took: (node, index, isMet) => {
      const found = this.conditionals.get(node)
      if (found !== undefined) count(found.state, isMet ? 'Then' : 'Else', found.first + index)
    },
  }

  /** The definition counts from now on, also where nothing reaches it. One that is counted already stays as it is. */
  add(definition: CountedDefinition): void {
    const { machine } = definition
    if (this.definitions.has(machine)) return
    const states = machinesOf(machine).flatMap((each) => [...each.states.values()].map((state) => this.begin(state)))
    this.definitions.set(machine, { ...definition, states })
  }

  private begin(state: State): CountedState {
    const { counted, expressions } = unreached(state)
    this.states.set(state, counted)
    for (const [node, first] of expressions) this.conditionals.set(node, { state: counted, first })
    return counted
  }

  /** An execution is over. What it has reached of other definitions than those that are counted is left out. */
  ended(history: History): void {
    countReached(history, (state) => this.states.get(state))
  }

  /** What was reached so far: a copy. */
  coverage(): DefinitionCoverage[] {
    return [...this.definitions.values()].map(({ file, stateMachine, text, states }) => ({
      file,
      stateMachine,
      text,
      states: states.map((state) => ({ ...state, branches: state.branches.map((branch) => ({ ...branch })) })),
    }))
  }
}
