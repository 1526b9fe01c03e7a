import type { Range } from '../base/range'
import type { Member, Node } from '../syntax/node'
import type { AssetPath } from './cdkAssets'
import { valueAt } from './machine'
import { logicalIdOf, serverlessName, withoutVariables } from './serverlessNames'
import { scalar, textOf, type Values } from './substitutionValues'
import { foldersOf, type Layers } from './templateLayers'

/** A Lambda function of a template. Undefined is what nobody says, Globals included, and what only the deployment knows. */
export interface TemplateFunction {
  /** Its name in the template. */
  readonly range: Range
  /** The name that it has when it is deployed, else its logical id. */
  readonly name: string
  /** The folder of the code, relative to the template. */
  readonly codeUri: string | undefined
  /** Whether its code is in files beside the template: neither an image, nor a text in the template, nor something in a bucket. */
  readonly isLocal: boolean
  /** The code of its one file, where that stands in the template. */
  readonly code: string | undefined
  /** `file.function`, as the runtime has it. */
  readonly handler: string | undefined
  /** In the words of AWS Lambda: `nodejs22.x`, `python3.13`. */
  readonly runtime: string | undefined
  /** The variables whose values the template tells. */
  readonly environment: ReadonlyMap<string, string>
  /** The names of all its variables. */
  readonly variables: readonly string[]
  /** Seconds. */
  readonly timeout: number | undefined
  /** Megabytes. */
  readonly memorySize: number | undefined
  /** The folders of its layers, relative to the template. */
  readonly layers: readonly string[]
}

const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])
const text = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined)
const number = (node: Node | undefined): number | undefined => {
  const value = node && Number(scalar(node))
  return value !== undefined && value > 0 ? value : undefined
}

/** AWS::Serverless::Function and AWS::Lambda::Function. `globals`: Globals.Function of SAM. Source: AWS SAM, AWS::Serverless::Function. */
export function functionOf(
  { key, value }: Member,
  globals: Node | undefined,
  { values, layers, assets }: { readonly values: Values; readonly layers: Layers; readonly assets: AssetPath },
): TemplateFunction {
  const properties = valueAt(value, 'Properties')
  const either = (name: string) => valueAt(properties, name) ?? valueAt(globals, name)
  const code = either('CodeUri') ?? valueAt(properties, 'Code')
  const asset = assets(valueAt(code, 'S3Key'))
  const elsewhere = ['InlineCode', 'ImageUri'].some((name) => valueAt(properties, name) !== undefined)
  const written = valueAt(properties, 'InlineCode') ?? valueAt(code, 'ZipFile')
  const name = valueAt(properties, 'FunctionName')
  const variables = [globals, properties].flatMap((node) => membersOf(valueAt(valueAt(node, 'Environment'), 'Variables')))
  return {
    range: key,
    name: (name && textOf(name, values)) ?? key.value,
    codeUri: asset ?? text(code),
    isLocal: !elsewhere && (code === undefined || asset !== undefined || (code.kind === 'string' && !code.value.startsWith('s3://'))),
    code: written && textOf(written, values),
    handler: sourceOf(text(either('Handler')), valueAt(value, 'Metadata')),
    runtime: text(either('Runtime')),
    environment: textsIn(variables, (node) => textOf(node, values)),
    variables: namesOf(variables),
    timeout: number(either('Timeout')),
    memorySize: number(either('MemorySize')),
    layers: foldersOf([valueAt(globals, 'Layers'), valueAt(properties, 'Layers')], layers),
  }
}

/** `sam build` with esbuild puts `src/app.ts` where Handler has `app.handler`. Source: AWS SAM, "Building Node.js Lambda functions with esbuild". */
function sourceOf(handler: string | undefined, metadata: Node | undefined): string | undefined {
  const entries = valueAt(valueAt(metadata, 'BuildProperties'), 'EntryPoints')
  const dot = handler?.lastIndexOf('.') ?? -1
  if (handler === undefined || dot === -1 || entries?.kind !== 'array') return handler
  const module = handler.slice(0, dot)
  for (const entry of entries.items) {
    const path = text(entry)?.replace(/\.[cm]?[jt]sx?$/, '')
    if (path?.replace(/^.*\//, '') === module) return path + handler.slice(dot)
  }
  return handler
}

/** What Serverless gives a function that says nothing. Source: serverless.yml reference, `provider`. */
const serverless = { timeout: 6, memorySize: 1024 }

/**
 * A member of `functions` in serverless.yml, and the ids that its functions are named by in Ref and Fn::GetAtt. `root`: the file's, for `provider`.
 * Undefined where it has no form.
 */
export function serverlessFunction(
  { key, value }: Member,
  root: Node | undefined,
  layers: Layers,
): readonly [ids: readonly string[], made: TemplateFunction] | undefined {
  if (value?.kind !== 'object') return undefined
  const provider = valueAt(root, 'provider')
  const either = (name: string) => valueAt(value, name) ?? valueAt(provider, name)
  const variables = [provider, value].flatMap((node) => membersOf(valueAt(node, 'environment')))
  return [
    [key.value, logicalIdOf(key.value)],
    {
      range: key,
      name: serverlessName(key.value, value, root),
      codeUri: '.',
      isLocal: valueAt(value, 'image') === undefined,
      code: undefined,
      handler: text(valueAt(value, 'handler')),
      runtime: text(either('runtime')),
      environment: textsIn(variables, withoutVariables),
      variables: namesOf(variables),
      timeout: number(either('timeout')) ?? serverless.timeout,
      memorySize: number(either('memorySize')) ?? serverless.memorySize,
      layers: foldersOf([either('layers')], layers),
    },
  ]
}

const textsIn = (members: readonly Member[], read: (node: Node) => string | undefined): ReadonlyMap<string, string> =>
  new Map(
    members.flatMap(({ key, value }) => {
      const found = value && read(value)
      return found === undefined ? [] : [[key.value, found] as const]
    }),
  )

const namesOf = (members: readonly Member[]): string[] => [...new Set(members.map(({ key }) => key.value))]
