import { awsParameters } from '../../../aws/apis'
import { integrationOf } from '../../../aws/integrations'
import { parseResource } from '../../../aws/resource'
import { valueAt } from '../../../model/machine'
import type { ObjectNode } from '../../../syntax/node'
import { parentOf } from '../../../syntax/walk'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

interface Parameter {
  readonly name: string
  readonly required: boolean
}

/** The optimised integrations that are named otherwise in AWS's SDKs. */
const sdkNames: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  elasticmapreduce: 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
  bedrock: 'bedrockruntime',
}

/** The parameters of the API that a Resource names, required ones first; undefined where they are not known. */
export function parametersOf(resource: string): readonly Parameter[] | undefined {
  const parsed = parseResource(resource)
  if (parsed.kind === 'sdk') return awsParameters(parsed.service, parsed.action)
  if (parsed.kind !== 'optimised') return undefined
  const { service, action } = parsed
  const row = integrationOf(service, action)
  const known = awsParameters(sdkNames[service] ?? service, action) ?? awsParameters(service, action)
  const names = row?.parameters ?? known?.map((p) => p.name) ?? row?.required
  if (names === undefined) return undefined
  const required = new Set(row?.required ?? known?.filter((p) => p.required).map((p) => p.name))
  return [...required, ...names.filter((name) => !required.has(name))].map((name) => ({ name, required: required.has(name) }))
}

/** The API parameters in the Parameters or Arguments of a Task, an ItemReader or a ResultWriter; in JSONPath also with `.$`. */
export function completeParameters(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const resource = resourceOf(cursor.object) ?? valueAt(holderAt(writer), 'Resource')
  if (resource?.kind !== 'string') return []
  const parameters = parametersOf(resource.value) ?? []
  const plain = (key: string) => (key.endsWith('.$') ? key.slice(0, -2) : key)
  const present = new Set(cursor.object?.members.filter((m) => m !== cursor.member).map((m) => plain(m.key.value)))
  return parameters
    .filter(({ name }) => !present.has(name))
    .flatMap(({ name, required }, i) => {
      const sort = `${required ? 0 : 2}${String(i).padStart(3, '0')}`
      const suggestion = { label: name, kind: 'field' as const, detail: required ? 'required' : undefined, sort }
      const item = writer.key(suggestion, name, '$0')
      if (cursor.queryLanguage === 'JSONata') return [item]
      return [item, writer.key({ ...suggestion, label: `${name}.$`, sort: `${sort}$`, again: true }, `${name}.$`, '"\\$$0"')]
    })
}

/** The Resource beside the Parameters that an object is the value of. */
const resourceOf = (object: ObjectNode | undefined) => (object === undefined ? undefined : valueAt(parentOf(object), 'Resource'))

/** The object that has the field, where its value is still to be written. */
function holderAt({ cursor }: Writer): ObjectNode | undefined {
  let node: ObjectNode | undefined = cursor.state?.node
  for (const step of cursor.inside.slice(0, -1)) {
    const next = valueAt(node, String(step))
    node = next?.kind === 'object' ? next : undefined
  }
  return node
}
