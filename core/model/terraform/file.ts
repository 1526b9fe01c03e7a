import type { Range } from '../../base/range'
import { parseHclTemplate } from '../../syntax/hcl/body'
import { fileScope, ModuleEvaluator } from './evaluate'
import type { TerraformFile } from './read'
import { type Lazy, type TextValue, unknown } from './value'

/**
 * The text of a file as `templatefile` makes it, with the places of the file. To be edited it has its `${name}` where a variable is a text; lists, objects
 * and what directives make of them are in it.
 */
export function templateFileText(
  text: string,
  { module, variables }: TerraformFile & { variables: ReadonlyMap<string, Lazy> },
  running: boolean,
): TextValue {
  const evaluator = new ModuleEvaluator(module, running)
  const place: Range = { offset: 0, length: 0 }
  const names = new Map(
    [...variables].map(([name, value]): [string, Lazy] => {
      const known = evaluator.evaluate(value)
      const isPlain = known.kind === 'text' || known.kind === 'scalar' || known.kind === 'unknown'
      return [name, isPlain && !(running && known.kind !== 'unknown') ? unknown(name, place) : known]
    }),
  )
  const made = evaluator.textOf(parseHclTemplate(text), { ...fileScope, names })
  return { kind: 'text', ...made, place: { offset: 0, length: text.length } }
}

/** Names in a template's text: those that stand alone in `${name}`, and all words, which may be names in an expression. */
export function namesInTemplate(text: string): { readonly alone: ReadonlySet<string>; readonly words: ReadonlySet<string> } {
  const alone = [...text.matchAll(/(?<!\$)\$\{~?\s*([\w-]+)\s*~?\}/g)].map((match) => match[1]!)
  return { alone: new Set(alone), words: new Set(text.match(/[\w-]+/g)) }
}
