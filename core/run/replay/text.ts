import type { Json } from '../../base/json'
import { isObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Divergence, Left } from '../../interpreter'

/** Characters of a value that a sentence shows. */
const longest = 200

/** What a person is told when a run leaves its recording. One sentence or two. */
export function leftText(left: Left): string {
  switch (left.kind) {
    case 'diverged':
      return divergenceText(left)
    case 'ended':
      return `The recording ends with event ${left.event}, before the execution does. What comes now runs on this computer.`
    case 'changed':
      return 'The run has left the recording, since you have changed it: from here on it runs on this computer. Tasks that are not recorded are answered as in any other run.'
    case 'answered':
      return `The run has left the recording: ${left.state} has another answer here. From here on it runs on this computer.`
  }
}

/** What is different, in a sentence: which event, what was recorded, what came. */
function divergenceText({ event, state, path, expected, actual }: Divergence): string {
  if (path === 'position') return `The run stands still behind event ${event}, since it asks for something else than the saved one.`
  if (path !== undefined) {
    const where = state === undefined ? '' : ` of ${state}`
    return `The definition does not fit the history at event ${event}${where}: ${path} is ${shown(actual)}, and ${shown(expected)} is recorded.`
  }
  if (event === undefined) return `The definition does not fit the history, which has ended: ${eventName(actual)} comes in addition.`
  const came = actual === undefined ? 'it does not come' : `${eventName(actual)} comes in its place`
  return `The definition does not fit the history at event ${event}, which is ${eventName(expected)}: ${came}.`
}

/** `TaskStateEntered of Pay`. */
function eventName(event: Json | undefined): string {
  if (!isObject(event)) return 'another event'
  const name = member(event, 'name')
  return `${member(event, 'type')}${name === undefined ? '' : ` of ${name}`}`
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'not there'
  const text = jsonText(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
