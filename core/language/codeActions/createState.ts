import type { Fix } from './request'
import { textData } from './request'

const body = '{\n\t"Type": "Pass",\n\t"End": true\n}'

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
    const inline = !request.document.text.includes('\n') ? '{ "Type": "Pass", "End": true }' : body
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
