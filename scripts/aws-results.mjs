// Generates core/aws/data/aws-results.ts, what AWS's APIs answer, from the API models of the Python package `botocore`.
// Install that package somewhere outside of the repository (pip install --target FOLDER botocore), then:
//   node scripts/aws-results.mjs FOLDER
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { importBundled } from '../test/support/bundle.mjs'

const { actionName, capitalised, parameterName, serviceName } = await importBundled('core/aws/names.ts', ['core/aws'])

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node scripts/aws-results.mjs FOLDER (it has the Python package botocore)')
  process.exit(2)
}
const version = readdirSync(folder)
  .find((name) => name.startsWith('botocore-'))
  ?.replace(/^botocore-|\.dist-info$/g, '')
const data = join(folder, 'botocore', 'data')

/** All services with an optimised integration, and those that workflows call most. All 400 would be five times as large. */
const chosen = new Set(
  `API Gateway,Athena,Batch,Bedrock,Bedrock Runtime,CloudWatch,CloudWatch Logs,CodeBuild,Comprehend,DynamoDB,ECR,ECS,EKS,EMR,EMR containers,EMR Serverless,
  EventBridge,Firehose,Glue,DataBrew,Kinesis,KMS,Lambda,MediaConvert,Polly,RDS Data,Redshift Data,Rekognition,S3,SageMaker,Scheduler,Secrets Manager,
  SESv2,SFN,SNS,SQS,SSM,STS,Textract,Transcribe,Translate`
    .split(',')
    .map((id) => id.trim()),
)

const models = new Map()
for (const service of readdirSync(data, { withFileTypes: true })) {
  if (!service.isDirectory()) continue
  const versions = readdirSync(join(data, service.name)).sort()
  const file = join(data, service.name, versions.at(-1), 'service-2.json.gz')
  if (!existsSync(file)) continue
  const model = JSON.parse(gunzipSync(readFileSync(file)))
  if (chosen.has(model.metadata.serviceId)) models.set(model.metadata.serviceId, model)
}
const missing = [...chosen].filter((id) => !models.has(id))
if (missing.length > 0) throw new Error(`no API model: ${missing.join(', ')}`)

/** Where AWS's TestState knows an older model than the package: as recordings of the service show. */
const recorded = { MemorySize: { min: 128, max: 10240 } }

const codes = { string: 's', character: 's', timestamp: 't', blob: 's', integer: 'n', long: 'n', float: 'n', double: 'n', boolean: 'b' }

/** `Md5OfMessageBody=MD5OfMessageBody`: as the SDK for Java names it, and as the API does with a capital first letter, where these differ. */
const memberNames = (name) =>
  capitalised(name) === parameterName(name) ? parameterName(name) : `${parameterName(name)}=${capitalised(name)}`

/** A service's text: `>name`, a line per action with the type of its answer, an empty line, a line per type. See core/aws/resultTypes.ts for the types. */
function serviceText(id, { shapes, operations }) {
  const numbers = new Map()
  const lines = []
  const resolve = (reference) =>
    reference.shape === undefined ? reference : { ...shapes[reference.shape], ...reference, ...recorded[reference.shape] }
  const bounds = ({ min, max }) => (min === undefined && max === undefined ? '' : `${min ?? ''}~${max ?? ''}`)
  function encode(reference) {
    const shape = resolve(reference)
    const type = shape.type ?? 'string'
    if (shape.document) return 'x'
    if (!['structure', 'list', 'map'].includes(type)) {
      const values = shape.enum === undefined || shape.enum.some((value) => /[|(),]/.test(value)) ? '' : `(${shape.enum.join('|')})`
      const text = codes[type] + bounds(shape) + values
      if (values === '') return text
      return numbered(reference.shape, () => text)
    }
    if (reference.shape === undefined) return describe(shape, type)
    return numbered(reference.shape, () => describe(shape, type))
  }
  function numbered(name, make) {
    if (!numbers.has(name)) {
      const number = numbers.size
      numbers.set(name, number)
      lines[number] = ''
      lines[number] = make()
    }
    return `#${numbers.get(name).toString(36)}`
  }
  function describe(shape, type) {
    if (type === 'list') return `[${encode(shape.member ?? {})}`
    if (type === 'map') return `<${encode(shape.value ?? {})}`
    const required = new Set(shape.required ?? [])
    const members = Object.entries(shape.members ?? {})
    const sorted = [
      ...(shape.required ?? []).map((name) => [name, shape.members[name]]),
      ...members.filter(([name]) => !required.has(name)),
    ]
    return `{${sorted.map(([name, member]) => `${memberNames(name)}${required.has(name) ? '!' : ''}:${encode(member)}`).join(',')}`
  }
  const actions = Object.entries(operations).map(
    ([name, { output }]) => `${actionName(name)} ${output === undefined ? '{' : encode(output)}`,
  )
  return [`>${serviceName(id)}`, ...actions.sort(), '', ...lines].join('\n')
}

const text = [...models]
  .map(([id, model]) => serviceText(id, model))
  .sort()
  .join('\n')
writeFileSync(
  fileURLToPath(new URL('../core/aws/data/aws-results.ts', import.meta.url)),
  `// Generated by scripts/aws-results.mjs from botocore ${version} (its API models: Apache-2.0). Read by core/aws/results.ts.
export const results = ${JSON.stringify(text)}
`,
)
console.log(`${models.size} services, ${text.length} characters`)
