import { memberOf } from '../../../model/machine'
import type { Fix } from './request'

/** Gives a state the Next or End that it lacks. */
export const transitionFix: Fix = {
  codes: ['MISSING_TRANSITION'],
  fix(problem, request) {
    const { machine, state: around } = request.cursor(problem.offset)
    const states = [...(machine?.states.values() ?? []), ...(machine?.duplicates ?? [])]
    const state = states.find((s) => problem.offset >= s.member.offset && problem.offset <= s.member.offset + s.member.length) ?? around
    if (state === undefined) return []
    const { editor } = request
    const end = memberOf(state.node, 'End')
    const add = (key: string, value: string) =>
      end === undefined ? editor.insert(state.node, key, value) : [...editor.replaceText(end.key, key), ...editor.replaceValue(end, value)]
    const following = states[states.indexOf(state) + 1]
    const ends = end === undefined ? editor.insert(state.node, 'End', 'true') : editor.replaceValue(end, 'true')
    return [
      { title: `Add "End": true`, edits: ends, preferred: following === undefined },
      ...(following === undefined
        ? []
        : [{ title: `Add "Next": "${following.name}"`, edits: joined(add('Next', JSON.stringify(following.name))), preferred: true }]),
    ]
  },
}

/** Edits of one member, in order and not touching. */
const joined = <T extends { readonly offset: number }>(edits: readonly T[]): T[] => [...edits].sort((a, b) => a.offset - b.offset)
