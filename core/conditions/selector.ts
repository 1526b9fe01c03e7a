import { isGlob, matchesGlob } from '../config/glob'
import type { AslError } from '../expressions/evaluation/failure'
import { matches } from '../interpreter/handlers'
import { isStopMode, type StopMode, stopModes } from '../interpreter/stopModes'
import { resourceOf, type State, stateTypes } from '../model/machine'

/** Which states, or which errors, a function breakpoint is for. */
export type Selector =
  | {
      readonly kind: 'states'
      readonly mode: StopMode
      /** Of the states that there are. */
      readonly states: readonly State[]
    }
  /** An error as it is raised, whoever handles it. */
  | { readonly kind: 'error'; readonly raised: (error: Pick<AslError, 'error' | 'traits'>) => boolean }
  /** Why there is none: a sentence. */
  | { readonly kind: 'none'; readonly problem: string }

/** The states of a run, to be selected of. */
export class Selection {
  private readonly named = new Map<string, State[]>()

  constructor(private readonly states: readonly State[]) {
    for (const state of states) {
      const same = this.named.get(state.name)
      if (same === undefined) this.named.set(state.name, [state])
      else same.push(state)
    }
  }

  /**
   * Reads the name of a state, a glob of names, `type:Task`, `resource:*lambda*` or `error:States.Timeout`; behind a state a mode, ` @exit`. A text that is all of a state's
   * name means that state, whatever else it may mean. In a glob `*` stands for any text, `?` for one character.
   */
  select(text: string): Selector {
    const whole = this.named.get(text)
    if (whole !== undefined) return { kind: 'states', mode: 'entry', states: whole }
    const written = text.trim()
    const error = /^error:(.*)$/s.exec(written)
    if (error !== null) return errorNamed(error[1]!.trim())
    const { what, mode } = withMode(written)
    if (!isStopMode(mode)) return none(`There is no mode "@${mode}": there are ${modeList}.`)
    const found = this.selected(what)
    return typeof found === 'string' ? none(found) : { kind: 'states', mode, states: found }
  }

  private selected(text: string): readonly State[] | string {
    const [, kind, rest] = /^(type|resource):(.*)$/s.exec(text) ?? []
    const pattern = rest?.trim() ?? text
    if (kind === 'type') return this.ofType(pattern)
    if (kind === 'resource') {
      const found = this.states.filter((state) => isNamed(pattern, resourceOf(state)))
      return found.length > 0
        ? found
        : `No state has the Resource "${pattern}"${isGlob(pattern) ? '' : `: "*${pattern}*" is one that contains it`}.`
    }
    const found = isGlob(pattern) ? this.states.filter(({ name }) => matchesGlob(pattern, name)) : (this.named.get(pattern) ?? [])
    return found.length > 0 ? found : `No state is named "${pattern}".`
  }

  private ofType(pattern: string): readonly State[] | string {
    const type = stateTypes.find((each) => each.toLowerCase() === pattern.toLowerCase())
    if (type === undefined) return `There is no type "${pattern}": there are ${stateTypes.join(', ')}.`
    const found = this.states.filter((state) => state.type === type)
    return found.length > 0 ? found : `No state has the type ${type}.`
  }
}

const none = (problem: string): Selector => ({ kind: 'none', problem })

const modeList = Object.keys(stopModes)
  .map((mode) => `@${mode}`)
  .join(', ')

function withMode(text: string): { readonly what: string; readonly mode: string } {
  const at = text.lastIndexOf(' @')
  return at < 0 ? { what: text, mode: 'entry' } : { what: text.slice(0, at).trim(), mode: text.slice(at + 2) }
}

const isNamed = (pattern: string, text: string): boolean => (isGlob(pattern) ? matchesGlob(pattern, text) : pattern === text)

function errorNamed(name: string): Selector {
  if (name === '') return none('Write the name of an error behind error:, such as error:States.Timeout.')
  return { kind: 'error', raised: (error) => meansError(name, error) }
}

/** Whether a name means an error: one of an ErrorEquals, so that States.ALL stands for others, or a glob of the error's own. */
export const meansError = (name: string, error: Pick<AslError, 'error' | 'traits'>): boolean =>
  isGlob(name) ? matchesGlob(name, error.error ?? '') : matches([name], error)
