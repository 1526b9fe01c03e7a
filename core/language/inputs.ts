import type { Json } from '../json'
import { fileName } from './fileName'
import type { LanguageContext } from './types'

/**
 * Examples of a machine's input: what the caller hands in, else the files beside the definition `order.asl.json` that are named
 * `input.json`, `input-*.json`, `order.input.json` or `order.input-*.json`. At most eight, and nothing that is no JSON.
 */
export const exampleInputs = (uri: string, context: LanguageContext): readonly Json[] =>
  context.inputs ?? exampleFiles(uri, context).map(({ value }) => value)

/** An example of the input, and the name of the file that it is in. */
export interface ExampleFile {
  readonly name: string
  readonly value: Json
}

/** The files of those examples. */
export function exampleFiles(uri: string, { workspace }: LanguageContext): readonly ExampleFile[] {
  const base = fileName(uri).replace(/\.(asl\.)?(json|ya?ml)$|\.asl$/, '')
  const isInput = (name: string) => {
    const rest = name.startsWith(`${base}.`) ? name.slice(base.length + 1) : name
    return /^inputs?([-_.][\w-]+)*\.json$/.test(rest)
  }
  const found: ExampleFile[] = []
  for (const sibling of workspace.siblings(uri)) {
    if (found.length === 8) break
    const name = fileName(sibling)
    if (!isInput(name)) continue
    const value = parse(workspace.text(sibling))
    if (value !== undefined) found.push({ name, value })
  }
  return found
}

function parse(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}
