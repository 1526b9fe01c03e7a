import { inlineValuesOf } from '../core/conditions/inlineValues'
import type { Debuggee } from './debuggee'
import { type ClientOrigin, clientRange, dapSource } from './documents'
import { preview } from './preview'
import type { CustomRequests } from './protocol'
import { lineage } from './states'

type InlineValues = CustomRequests['stepthrough/inlineValues']

/** Characters of a value behind a line. */
const short = 80

/** `stepthrough/inlineValues`: of the states that a frame is in, in the files as they are. A text that has been edited has none, as its lines are others. */
export function inlineValues({ frameId }: InlineValues['arguments'], live: Debuggee, origin: ClientOrigin): InlineValues['body'] {
  const { programs, standing, frames } = live
  const thread = standing ? frames.find(frameId) : undefined
  const states = lineage(thread).flatMap((each) => (each.state === undefined ? [] : [{ each, text: programs.textOf(each.state) }]))
  return {
    values: states
      .filter(({ text }) => !text.changed)
      .flatMap(({ each, text: { file } }) =>
        inlineValuesOf(each).map((value) => ({
          source: dapSource(file.path),
          ...clientRange(file, value.range, origin),
          text: 'text' in value ? value.text : preview(value.value, short),
        })),
      ),
  }
}
