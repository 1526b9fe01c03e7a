import { startOf } from './missingValues'
import { type Fix, textData } from './request'

/** The new state leads to where the machine began, if it is to begin it. */
const bodyOf = (next: string | undefined): string =>
  `{\n\t"Type": "Pass",\n\t${next === undefined ? '"End": true' : `"Next": ${JSON.stringify(next)}`}\n}`

/** Writes the state that a transition names and that is not there: behind the state that names it. */
export const createStateFix: Fix = {
  // a state's name is unique in the whole definition: where another States has it, there is none to create
  codes: ['MISSING_TRANSITION_TARGET'],
  fix(problem, request) {
    const target = textData(problem, 'target')
    const { machine, state } = request.cursor(problem.offset)
    if (target === undefined || target === '' || target.length > 80 || machine === undefined) return []
    const title = `Create the state '${target}'`
    const states = machine.node.members.find((member) => member.key.value === 'States')
    const isStart = machine.startAt?.node === request.node(problem)
    const body = bodyOf(isStart ? startOf(machine) : undefined)
    const inline = !request.document.text.includes('\n') ? body.replace(/\n\t?/g, ' ') : body
    if (states === undefined)
      return [
        {
          title,
          edits: request.editor.insert(machine.node, 'States', `{\n\t${JSON.stringify(target)}: ${body.replaceAll('\n', '\n\t')}\n}`),
        },
      ]
    if (states.value?.kind !== 'object') return []
    return [{ title, edits: request.editor.insert(states.value, target, inline, state?.member) }]
  },
}
