import type { History } from '../history/types'

/** The states of the top level in the order in which they were entered. */
export const pathOf = (history: History): string[] => entered(history, (thread) => thread === 0)

/** How often each state was entered, those of branches and iterations too, by name in the order of the first time. */
export function visitsOf(history: History): ReadonlyMap<string, number> {
  const visits = new Map<string, number>()
  for (const name of entered(history, () => true)) visits.set(name, (visits.get(name) ?? 0) + 1)
  return visits
}

function entered(history: History, isWanted: (thread: number) => boolean): string[] {
  const names: string[] = []
  for (let i = 0; i < history.length; i++) {
    const { kind, state, thread } = history.info(i)
    if (state !== undefined && kind.span === 'state' && kind.role === 'opens' && isWanted(thread)) names.push(state.name)
  }
  return names
}
