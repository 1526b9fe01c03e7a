/**
 * What a file is by its name alone: the one place that knows the names of definitions, templates, mock files, inputs and stepthrough.json. What a name leaves open, the
 * text tells (fileKind.ts). Names may have their folders before them.
 */

/** The endings of a definition on its own, with the language that an editor calls each. The AWS Toolkit has the same languages. */
export const definitionEndings = {
  '.asl.json': 'asl',
  '.asl': 'asl',
  '.asl.yaml': 'asl-yaml',
  '.asl.yml': 'asl-yaml',
} as const

type LanguageId = (typeof definitionEndings)[keyof typeof definitionEndings]
/** The ids of the languages of definitions on their own, each once. */
export const languageIds: readonly LanguageId[] = [...new Set(Object.values(definitionEndings))]

/** The format of a definition in one of the two languages, by the id that an editor gives it; undefined for any other language. */
export const formatOf = (languageId: string): 'json' | 'yaml' | undefined =>
  languageId === ('asl' satisfies LanguageId) ? 'json' : languageId === ('asl-yaml' satisfies LanguageId) ? 'yaml' : undefined

const endings = Object.keys(definitionEndings)

/** Words in the names of templates: SAM, CloudFormation, Serverless, and what serverless.yml includes. */
const templateWords = [
  'template',
  'stack',
  'sam',
  'cfn',
  'cloudformation',
  'serverless',
  'statemachine',
  'state-machine',
  'state_machine',
] as const

/** Whether a file is a definition by the ending of its name, in upper or lower case. */
export const isDefinitionName = (name: string): boolean => endings.some((ending) => name.toLowerCase().endsWith(ending))
/** Whether a file is YAML by the ending of its name; any other is read as JSON. */
export const isYamlName = (name: string): boolean => /\.ya?ml$/i.test(name)
/** Whether a file is Terraform's own language by the ending of its name. */
export const isTerraformName = (name: string): boolean => /\.tf$/i.test(name)
/** Whether a file that no name says anything of can hold a definition, a template or mocks. */
export const isPlainName = (name: string): boolean => /\.(json|ya?ml)$/i.test(name)
/** Whether a file is a mock file of Step Functions Local by its name: `MockConfigFile*.json`, `*.mock.json`, `*.mocks.json`. */
export const isMockName = (name: string): boolean => /(^|[/\\])(MockConfigFile[^/\\]*|[^/\\]+\.mocks?)\.json$/i.test(name)
/** Whether a file holds tests of a state machine, by its name: `order.asl.test.json`, and in YAML `.yaml` or `.yml`. */
export const isTestName = (name: string): boolean => /\.asl\.test\.(json|ya?ml)$/i.test(name)
/** Whether a file says who answers tasks, by its name: `stepthrough.json`, or one beside it such as `stepthrough.ci.json`. */
export const isConfigName = (name: string): boolean => /(^|[/\\])stepthrough(\.[^/\\]+)?\.json$/i.test(name)
const templateName = new RegExp(`(${templateWords.join('|')})[^/\\\\]*\\.(json|ya?ml)$`, 'i')
/** Whether a file of JSON or YAML has a word of a template in its name: `template.yaml`, `serverless.yml`. Its text may say otherwise. */
export const isTemplateName = (name: string): boolean => templateName.test(name)

/** Whether a file that stands somewhere in a workspace is worth reading: by its name it is a definition, a template, a mock file, a test file or a stepthrough.json. */
export const isServedName = (name: string): boolean =>
  isDefinitionName(name) || isMockName(name) || isTestName(name) || isConfigName(name) || isTemplateName(name) || isTerraformName(name)

/** The name without its folders and its ending: `order` of `flows/order.asl.json`. */
export const stemOf = (name: string): string => name.replace(/^.*[/\\]/, '').replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/i, '')

/** The name of a template of the CDK: `STACK.template.json`. */
const stackName = /^(.+)\.template\.json$/i
/** Whether files beside one may belong to it, by its name without folders. */
export const mayHaveBeside = (name: string): boolean => isTerraformName(name) || stackName.test(name)

/** The most files beside another one that belong to it. */
const mostBeside = 200

/**
 * Of the files in a folder those whose texts belong to one there: of a file of Terraform the others of its module, and the values of variables in the order in
 * which they count; of a template of the CDK the list of its assets. Names without folders.
 */
export function namesBeside(name: string, siblings: readonly string[]): readonly string[] {
  if (isTerraformName(name)) {
    const own = siblings.filter((each) => each !== name && isTerraformName(each)).sort()
    const values = siblings.filter((each) => each.endsWith('.auto.tfvars')).sort()
    return [...own, ...siblings.filter((each) => each === 'terraform.tfvars'), ...values].slice(0, mostBeside)
  }
  const stack = stackName.exec(name)?.[1]
  return siblings.filter((each) => stack !== undefined && each === `${stack}.assets.json`)
}

/** How the name of a new definition ends. */
export const newDefinitionEnding = '.asl.json' satisfies keyof typeof definitionEndings
/** What a mock file is called that is made where there is none: the name that Step Functions Local has in its documentation. */
export const newMockName = 'MockConfigFile.json'

/** What the test file beside a definition or a template is called: `order.asl.test.json`. */
export const testName = (name: string): string => `${stemOf(name)}.asl.test.json`

/** What the file is called that says who answers tasks. */
export const configName = 'stepthrough.json'

/** The folder beside a definition whose JSON files are all inputs. */
export const inputFolder = 'inputs'

/**
 * Whether a file is an example of a definition's input, by its name and the folder that they share: `input.json`, `input-small.json`; for
 * `order.asl.json` also `order.input.json`, `order.input-small.json` and `order.small.input.json`; in the folder `inputs` every JSON file.
 */
export const isInputOf = (definition: string, file: string, folder: 'beside' | typeof inputFolder): boolean =>
  belongsTo(definition, file, folder === inputFolder, inputs)

/** Whether a file is an input, of whichever definition. */
export const isInputName = (name: string): boolean => inputs.ofSomebody.test(name) && !isDefinitionName(name)

/** The folder beside a definition whose files are all recorded executions of it. */
export const historyFolder = 'histories'
/** How the names of saved runs end (core/run/saved). */
export const savedEnding = '.run.jsonl'
/** How the names of histories end that were imported (core/run/opened/import.ts). */
export const importedEnding = '.history.json'

/**
 * Whether a file is a recorded execution of a definition, by its name and the folder that they share: `history.json`, `history-failed.json`; for `order.asl.json`
 * also `order.history.json`, `order.failed.history.json` and the saved run `order.failed.run.jsonl`; in the folder `histories` every file of JSON, JSON lines or CSV.
 */
export const isHistoryOf = (definition: string, file: string, folder: 'beside' | typeof historyFolder): boolean =>
  belongsTo(definition, file, folder === historyFolder, histories)

/** How files of one use are called: `any` by their ending, beside a definition of any name, or by a part of the name that ends it. */
interface Naming {
  readonly any: RegExp
  readonly ofAnybody: RegExp
  readonly ofSomebody: RegExp
}

const inputs: Naming = { any: /\.json$/i, ofAnybody: /^inputs?([-_.][\w-]+)*\.json$/i, ofSomebody: /(^|\.)inputs?\.json$/i }
const histories: Naming = {
  any: /\.(json|jsonl|ndjson|csv)$/i,
  ofAnybody: /^history([-_.][\w-]+)*\.\w+$/i,
  ofSomebody: /(^|\.)(history\.\w+|run\.jsonl)$/i,
}

function belongsTo(definition: string, file: string, isInFolder: boolean, { any, ofAnybody, ofSomebody }: Naming): boolean {
  if (!any.test(file) || isDefinitionName(file)) return false
  if (isInFolder) return true
  const stem = stemOf(definition)
  if (!file.startsWith(`${stem}.`)) return ofAnybody.test(file)
  const rest = file.slice(stem.length + 1)
  return ofAnybody.test(rest) || ofSomebody.test(rest)
}

/** Folders that hold what others wrote or what a tool made of the project: copies of its definitions. */
export const copiedFolders: readonly string[] = ['node_modules', '.git', '.aws-sam', '.serverless', '.terraform', 'cdk.out']

/** The names as globs of a workspace. Groups within groups are not every finder's. */
export const globs = {
  definitions: `**/*{${endings.join(',')}}`,
  templates: `**/*{${templateWords.join(',')}}*`,
  terraform: '**/*.tf',
  configs: ['**/stepthrough.json', '**/stepthrough.*.json'],
  mocks: ['**/MockConfigFile*.json', '**/*.{mock,mocks}.json'],
  tests: '**/*.asl.test.{json,yaml,yml}',
  copies: `**/{${copiedFolders.join(',')}}/**`,
  /** Every file that can be one of ours, or an input of one. */
  all: '**/*.{json,yaml,yml,asl,tf}',
  /** The code of Lambda functions, which a stepthrough.json names. */
  code: '**/*.{js,mjs,cjs,ts,mts,cts,py}',
} as const

/** The endings of a definition in a sentence: `*.asl.json, *.asl, *.asl.yaml, *.asl.yml`. */
export const definitionNames: string = endings.map((ending) => `*${ending}`).join(', ')
