import type { Json } from '../../base/json'
import { inputFolder, isInputOf } from '../../model/fileNames'
import { fileName } from '../names/fileName'
import type { LanguageContext } from '../types'

/** Examples of a machine's input: what the caller hands in, else what the files hold that are its inputs. `uri`: the definition's. */
export const exampleInputs = (uri: string, context: LanguageContext): readonly Json[] =>
  context.inputs ?? exampleFiles(uri, context).map(({ value }) => value)

/** An example of the input, and the name of the file that it is in. */
interface ExampleFile {
  readonly name: string
  readonly value: Json
}

/** The files of those examples, beside the definition and in the folder for inputs: at most eight, and nothing that is no JSON. */
export function exampleFiles(uri: string, { workspace }: LanguageContext): readonly ExampleFile[] {
  const definition = fileName(uri)
  const beside = workspace.siblings(uri).filter((each) => isInputOf(definition, fileName(each), 'beside'))
  const inFolder = workspace.siblings(`${uri.slice(0, uri.lastIndexOf('/') + 1)}${inputFolder}/_`)
  const found: ExampleFile[] = []
  for (const each of [...beside, ...inFolder.filter((file) => isInputOf(definition, fileName(file), inputFolder))]) {
    if (found.length === 8) break
    const value = parse(workspace.text(each))
    if (value !== undefined) found.push({ name: fileName(each), value })
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
