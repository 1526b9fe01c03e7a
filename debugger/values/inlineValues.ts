import { preview } from '../../core/base/preview'
import { inlineValuesOf } from '../../core/conditions/inlineValues'
import { lineage } from '../../core/interpreter/lineage'
import type { Debuggee } from '../debuggee'
import { type ClientOrigin, clientRange, dapSource } from '../program/documents'
import type { CustomRequests } from '../protocol'

type InlineValues = CustomRequests['stepthrough/inlineValues']

/** Characters of a value behind a line. */
const short = 80

/**
 * `stepthrough/inlineValues`: of the states that a frame is in, and of those that have been left, as of their last visit; in the files as they are. A text that has been
 * edited has none, as its lines are others.
 */
export function inlineValues({ frameId }: InlineValues['arguments'], live: Debuggee, origin: ClientOrigin): InlineValues['body'] {
  const { programs, standing, frames, visited, execution } = live
  const thread = standing ? frames.find(frameId) : undefined
  if (thread === undefined) return { values: [] }
  const here = lineage(thread)
  const states = new Set(here.map(({ state }) => state))
  const files = new Set(here.flatMap(({ state }) => (state === undefined ? [] : [programs.textOf(state)])))
  const left = visited.before(execution.position).filter(({ state }) => !states.has(state))
  return {
    values: [...here, ...left].flatMap((each) => {
      const text = each.state && programs.textOf(each.state)
      if (text === undefined || text.changed || !files.has(text)) return []
      const { file } = text
      return inlineValuesOf(each).map((value) => ({
        source: dapSource(file.path),
        ...clientRange(file, value.range, origin),
        text: 'text' in value ? value.text : preview(value.value, short),
      }))
    }),
  }
}
