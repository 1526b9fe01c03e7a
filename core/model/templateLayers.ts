import type { Node } from '../syntax/node'
import { namedBy } from './intrinsic'
import { valueAt } from './machine'
import { layerIdOf } from './serverlessNames'

/** The folders of the Lambda layers of a template, as they are written, by their logical ids. What is in a bucket has none. */
export type Layers = ReadonlyMap<string, string>

/** Where a layer's type has its folder. Sources: AWS SAM, AWS::Serverless::LayerVersion; CloudFormation, `aws cloudformation package`. */
const contents: Readonly<Record<string, string>> = { 'AWS::Serverless::LayerVersion': 'ContentUri', 'AWS::Lambda::LayerVersion': 'Content' }

const membersOf = (node: Node | undefined) => (node?.kind === 'object' ? node.members : [])
const text = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined)

/** The layers of SAM and CloudFormation, and those of serverless.yml. */
export function layersOf(root: Node | undefined): Layers {
  const layers = new Map<string, string>()
  const put = (id: string, path: string | undefined) => {
    if (path !== undefined && !path.startsWith('s3://')) layers.set(id, path)
  }
  for (const { key, value } of membersOf(valueAt(root, 'Resources'))) {
    const type = text(valueAt(value, 'Type')) ?? ''
    if (Object.hasOwn(contents, type)) put(key.value, text(valueAt(valueAt(value, 'Properties'), contents[type]!)))
  }
  for (const { key, value } of membersOf(valueAt(root, 'layers'))) put(layerIdOf(key.value), text(valueAt(value, 'path')))
  return layers
}

/** The folders of the layers that a function's lists name, in their order. */
export const foldersOf = (lists: readonly (Node | undefined)[], layers: Layers): readonly string[] =>
  lists.flatMap((list) => (list?.kind === 'array' ? list.items : [])).flatMap((item) => layers.get(namedBy(item) ?? '') ?? [])
