import type { Node } from '../syntax/node'
import { valueAt } from './machine'

/** `SERVICE-STAGE-FUNCTION`, or its own `name`; the key alone where a variable of Serverless is in it. */
export function serverlessName(key: string, value: Node | undefined, root: Node | undefined): string {
  const service = valueAt(root, 'service')
  const stage = valueAt(valueAt(root, 'provider'), 'stage')
  const parts = [service && withoutVariables(service), stage === undefined ? 'dev' : withoutVariables(stage), key]
  const name = valueAt(value, 'name')
  return (name && withoutVariables(name)) ?? (parts.includes(undefined) ? key : parts.join('-'))
}

/** The logical id that Serverless gives to the function: helloWorld -> HelloWorldLambdaFunction. */
export const logicalIdOf = (key: string): string => `${normalised(key)}LambdaFunction`

/** The logical id that Serverless gives to a layer. */
export const layerIdOf = (key: string): string => `${normalised(key)}LambdaLayer`

const normalised = (key: string): string =>
  key
    .replace(/^./, (first) => first.toUpperCase())
    .replaceAll('-', 'Dash')
    .replaceAll('_', 'Underscore')

/** A text without variables of Serverless. */
export function withoutVariables(node: Node): string | undefined {
  const value = node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean' ? String(node.value) : undefined
  return value?.includes('${') ? undefined : value
}
