import type { DefinitionFile } from './deploymentTemplate'
import type { ParseOptions } from './parse'

/** What the template at a URI says about a definition in a file of its own. */
export const optionsOf = ({ type, substitutions, values, terraform }: DefinitionFile, template: string): ParseOptions => ({
  template,
  values,
  ...(type && { type }),
  ...(substitutions && { substitutions }),
  ...(terraform && { terraform }),
})
