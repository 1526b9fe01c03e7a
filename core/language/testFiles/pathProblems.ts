import { isTerminal } from '../../model/graph'
import { type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { TestReport } from '../../testFiles/check'
import type { Target } from './target'

/** Whether the states of `path` can follow each other. */
export function checkPath(of: Node, root: Node | undefined, { definition: { machine } }: Target, report: TestReport): void {
  const path = valueAt(valueAt(of, 'expect'), 'path')
  if (path?.kind !== 'array') return
  let before: State | undefined
  for (const [index, item] of path.items.entries()) {
    const state = item.kind === 'string' ? machine.states.get(item.value) : undefined
    // one that is not known has been told
    if (state === undefined) return
    if (index === 0 && machine.startAt !== undefined && machine.startAt.target !== state.name)
      report('TEST_PATH', item, `The state machine starts at "${machine.startAt.target}".`, { suggestion: machine.startAt.target })
    const targets = before?.transitions.map(({ target }) => target)
    if (targets !== undefined && !targets.includes(state.name)) report('TEST_PATH', item, afterwards(before!, targets))
    before = state
  }
  const last = path.items.at(-1)
  if (last !== undefined && before !== undefined && !isTerminal(before) && isToSucceed(of, root))
    report('TEST_PATH', last, `The execution goes on behind "${before.name}", as long as it does not fail there.`)
}

function afterwards({ name }: State, targets: readonly string[]): string {
  if (targets.length === 0) return `The execution ends with "${name}".`
  const shown = [...new Set(targets)].slice(0, 10).map((target) => `"${target}"`)
  return `"${name}" does not lead there, but to ${shown.join(' or ')}.`
}

function isToSucceed(of: Node, root: Node | undefined): boolean {
  const expected = (name: string) => valueAt(valueAt(of, 'expect'), name) ?? valueAt(valueAt(valueAt(root, 'defaults'), 'expect'), name)
  const status = expected('status')
  if (status !== undefined) return status.kind === 'string' && status.value === 'SUCCEEDED'
  return expected('error') === undefined && expected('cause') === undefined
}
