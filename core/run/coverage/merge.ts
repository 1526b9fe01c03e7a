import {
  type BranchCoverage,
  type Counted,
  type CountedState,
  type Coverage,
  type DefinitionCoverage,
  type StateCoverage,
  wayKinds,
} from './types'

/**
 * The coverage of several runs of one definition. Of texts that differ, states of one path are one: its ways and offsets are those of the
 * first text, and a way that is only in a later one is not counted.
 */
export function mergeCoverage(all: readonly Coverage[]): Coverage {
  const merged = new Map<string, { readonly state: CountedState; readonly ways: ReadonlyMap<number, Counted<BranchCoverage>> }>()
  for (const state of all.flat()) {
    const key = JSON.stringify(state.path)
    const known = merged.get(key)
    if (known === undefined) merged.set(key, opened(state))
    else {
      known.state.entered += state.entered
      known.state.unexplained += state.unexplained
      for (const branch of state.branches) {
        const way = known.ways.get(wayKey(branch))
        if (way !== undefined) way.count += branch.count
      }
    }
  }
  return [...merged.values()].map(({ state }) => state)
}

function opened(state: StateCoverage) {
  const branches = state.branches.map((branch) => ({ ...branch }))
  return { state: { ...state, branches }, ways: new Map(branches.map((branch) => [wayKey(branch), branch])) }
}

const wayKey = ({ kind, index }: BranchCoverage): number => index * wayKinds.length + wayKinds.indexOf(kind)

/** The same of several definitions: those of one file and logical id are one. In the order in which they come first. */
export function mergeDefinitions(all: readonly DefinitionCoverage[]): DefinitionCoverage[] {
  const groups = new Map<string, DefinitionCoverage[]>()
  for (const definition of all) {
    const key = JSON.stringify([definition.file, definition.stateMachine])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [definition])
    else group.push(definition)
  }
  return [...groups.values()].map((group) => ({ ...group[0]!, states: mergeCoverage(group.map(({ states }) => states)) }))
}
