import { documentRules } from '../analysis/rules/document'
import { templateRules } from '../analysis/rules/template'
import type { Problem } from '../base/problem'
import type { DefinitionFile, Template } from '../model/deploymentTemplate'
import type { Definition } from '../model/document'
import { isDefinitionName, isPlainName, isTerraformName, mayHaveBeside, namesBeside } from '../model/fileNames'
import { optionsOf } from '../model/optionsOf'
import type { ParseOptions } from '../model/parse'
import { holdsTerraformMachine } from '../model/terraform/holds'
import { substitutionsIn } from './names/occurrences'
import type { LocatedDocument, Workspace } from './types'

/** What the templates of the workspace say about the definition in a file; the first that refers to it counts. Empty where none does. */
export function templateOptions(uri: string, workspace: Workspace): ParseOptions {
  const found = referenceTo(uri, workspace)
  if (found === undefined) return {}
  return optionsOf(found.file, found.template)
}

/** The template that refers to a definition's file, by its URI, and what it says there; undefined where none does. */
export function referenceTo(uri: string, workspace: Workspace): { readonly template: string; readonly file: DefinitionFile } | undefined {
  for (const template of workspace.documents()) {
    if (template === uri || !mayBeTemplate(template)) continue
    const file = workspace.document(template)?.template?.files.find((each) => workspace.resolve(template, each.path) === uri)
    if (file !== undefined) return { template, file }
  }
  return undefined
}

/** The texts of the files beside one that belong to it: see `namesBeside`. Empty for most. */
export function besideOptions(uri: string, workspace: Workspace): ParseOptions {
  const name = lastName(uri)
  const own = isTerraformName(name) ? workspace.text(uri) : undefined
  if (!mayHaveBeside(name) || (own !== undefined && !holdsTerraformMachine(own))) return {}
  const siblings = new Map(workspace.siblings(uri).map((each) => [lastName(each), each]))
  const texts = namesBeside(name, [...siblings.keys()]).flatMap((each) => {
    const text = workspace.text(siblings.get(each)!)
    return text === undefined ? [] : [[each, text] as const]
  })
  return texts.length === 0 ? {} : { beside: new Map(texts) }
}

const lastName = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)

/** Reading all definitions, too, would cost much and find nothing. */
const mayBeTemplate = (uri: string): boolean => (isPlainName(uri) && !isDefinitionName(uri)) || isTerraformName(uri)

/** What is wrong between a template and the definitions in files of their own. The ranges are in the template. */
export function templateProblems({ uri, document: { template } }: LocatedDocument, workspace: Workspace): Problem[] {
  return template === undefined ? [] : template.files.flatMap((file) => fileProblems(uri, file, workspace))
}

function fileProblems(uri: string, file: DefinitionFile, workspace: Workspace): Problem[] {
  const target = workspace.resolve(uri, file.path)
  if (target === undefined || file.path.includes('${')) return []
  if (!workspace.exists(target)) {
    const message = `There is no file ${file.path} here.`
    return [{ code: 'MISSING_DEFINITION_FILE', severity: templateRules.MISSING_DEFINITION_FILE.severity, message, ...file.range }]
  }
  const definition = workspace.document(target)?.definitions[0]
  if (definition === undefined) return []
  // nor does what a templatefile is given leave its name where it is not a text
  if (file.terraform !== undefined) return []
  const used = new Set(usedIn(definition))
  return [...(file.substitutions ?? [])]
    .filter(([name]) => !used.has(name))
    .map(
      ([name, range]): Problem => ({
        code: documentRules.UNUSED_SUBSTITUTION.code,
        severity: documentRules.UNUSED_SUBSTITUTION.severity,
        message: `The definition does not use the substitution '${name}'`,
        tags: ['unnecessary'],
        ...range,
      }),
    )
}

const usedIn = ({ root }: Definition): string[] => [...substitutionsIn(root)].map(({ part }) => part.name)

/** The Lambda function that `X` or `X.Arn` names in the template; undefined where it has none of that logical id. */
export const functionNamed = ({ functions }: Template, name: string) => functions.get(name.replace(/\.(Arn|arn)$/, ''))
