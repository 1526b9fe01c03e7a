import type { Json } from '../base/json'

/** What a value of stepthrough.json is. */
export type Form =
  /** `pattern`: of the whole text; `says` ends the sentence "It has to be ...". */
  | { readonly kind: 'text'; readonly pattern?: string; readonly says?: string; readonly examples?: readonly string[] }
  /** A number above 0. */
  | { readonly kind: 'number'; readonly whole: boolean }
  /** An array of at least one text. */
  | { readonly kind: 'texts' }
  /** Members of its own; of those in `oneOf` there is at most one. */
  | { readonly kind: 'object'; readonly members: readonly ConfigMember[]; readonly oneOf?: readonly string[] }
  /** Any keys; `key`: what a key is, `pattern` and `says` as of a text. */
  | { readonly kind: 'entries'; readonly key: Key; readonly of: Form; readonly doc?: string }

interface Key {
  readonly pattern?: string
  readonly says?: string
}

/** A member of an object in stepthrough.json. */
export interface ConfigMember {
  readonly name: string
  /** Markdown: what it says, in a sentence or two. */
  readonly doc: string
  readonly form: Form
  /** What counts where it is missing. */
  readonly default?: Json
  /** What an editor writes for it; `$1` and the like are where the cursor stops. */
  readonly skeleton?: Json
}

const text: Form = { kind: 'text' }
const address = { pattern: '^https?://[^\\s/]+.*$', says: 'an address such as http://127.0.0.1:4566' }
const url: Form = { kind: 'text', ...address, examples: ['http://127.0.0.1:4566'] }
/** A variable or header may be empty. */
const texts: Form = { kind: 'entries', key: {}, of: { kind: 'text', pattern: '', says: 'a text' } }
const named: Key = { pattern: '^[^\\s]{1,512}$', says: 'a name, an ARN or a glob of at most 512 characters' }

const functionMembers: readonly ConfigMember[] = [
  {
    name: 'handler',
    doc: 'The file and the function in it: `folder/file.function`, from the folder of stepthrough.json.',
    form: {
      kind: 'text',
      pattern: '^.+\\.[^./\\\\\\s]+$',
      says: 'a file and the function in it: folder/file.function',
      examples: ['functions/index.handler'],
    },
  },
  {
    name: 'runtime',
    doc: "`nodejs`, `python` or one of Lambda's own such as `nodejs22.x`. Told from the handler's file where it is missing.",
    form: {
      kind: 'text',
      pattern: '^(nodejs(\\d+\\.x)?|python(\\d+\\.\\d+)?)$',
      says: 'nodejs, python or one of these with its version (nodejs22.x, python3.13); any other runtime is started by a command',
      examples: ['nodejs', 'python', 'nodejs22.x', 'python3.13'],
    },
  },
  {
    name: 'command',
    doc: 'Any program that speaks the Lambda Runtime API, and its arguments. It is started without a shell, in the folder of stepthrough.json.',
    form: { kind: 'texts' },
    skeleton: ['$1'],
  },
  {
    name: 'endpoint',
    doc: 'The address of a Lambda Invoke endpoint: `sam local start-lambda`, LocalStack, serverless-offline.',
    form: { kind: 'text', ...address, examples: ['http://127.0.0.1:3001'] },
  },
  {
    name: 'environment',
    doc: "The function's environment variables. It sees no others of this computer, but for `PATH`, `HOME` and `TMPDIR`.",
    form: texts,
    skeleton: {},
  },
  { name: 'timeout', doc: 'Seconds after which a call is ended.', form: { kind: 'number', whole: false }, default: 3 },
  {
    name: 'memorySize',
    doc: 'Megabytes, which the function is told. Nothing holds it to them.',
    form: { kind: 'number', whole: true },
    default: 128,
  },
]

const serviceMembers: readonly ConfigMember[] = [
  { name: 'endpoint', doc: 'The address of the service, here or elsewhere.', form: url },
  { name: 'region', doc: 'The region of the service, where it is another one.', form: text },
]

const awsMembers: readonly ConfigMember[] = [
  { name: 'region', doc: 'The region of all services. Without it `AWS_REGION` or that of the profile.', form: text },
  {
    name: 'profile',
    doc: "A profile of AWS's shared config file. Its credentials are used only where remote calls are allowed.",
    form: text,
  },
  {
    name: 'endpoint',
    doc: 'The address of all services that have none of their own, such as LocalStack. Without any address, AWS itself is meant.',
    form: url,
  },
  {
    name: 'services',
    doc: 'Addresses of single services, by their names in Resource ARNs: `dynamodb`, `sqs`, `sns`, `events`, `s3`, `states`, `lambda`.',
    form: {
      kind: 'entries',
      key: { pattern: '^[a-z0-9-]{1,64}$', says: 'the name of a service as in Resource ARNs: dynamodb, sqs, events' },
      of: { kind: 'object', members: serviceMembers },
    },
    skeleton: { '${1:dynamodb}': { endpoint: '${2:http://127.0.0.1:8000}' } },
  },
]

const connectionMembers: readonly ConfigMember[] = [
  {
    name: 'headers',
    doc: 'Headers that each call gets. `${NAME}` is read from the environment, and never written to a log.',
    form: texts,
    skeleton: {},
  },
  {
    name: 'queryParameters',
    doc: "What is added to each call's query. `${NAME}` is read from the environment.",
    form: texts,
    skeleton: {},
  },
  { name: 'bodyParameters', doc: "What is added to each call's body. `${NAME}` is read from the environment.", form: texts, skeleton: {} },
]

/** All members of stepthrough.json: what is checked, what an editor offers and says, and the schema in the package come from here. */
export const configMembers: readonly ConfigMember[] = [
  { name: '$schema', doc: 'The address of the JSON schema, for editors that look for it here.', form: text },
  {
    name: 'functions',
    doc: 'How Lambda functions run here, by name, ARN, ARN with qualifier, or a glob of one of these (`order-*`). An exact key counts before a glob, a longer glob before a shorter one; a bare name covers every qualifier.',
    form: {
      kind: 'entries',
      key: named,
      of: { kind: 'object', members: functionMembers, oneOf: ['handler', 'command', 'endpoint'] },
      doc: 'One of `handler`, `command` and `endpoint`; with none of them it completes the function of this name that a template has.',
    },
    skeleton: { '${1:name}': { handler: '${2:functions/index.handler}' } },
  },
  {
    name: 'aws',
    doc: 'Where AWS services are. Without it, and without `AWS_ENDPOINT_URL`, no service is called.',
    form: { kind: 'object', members: awsMembers },
    skeleton: { endpoint: '${1:http://127.0.0.1:4566}' },
  },
  {
    name: 'connections',
    doc: 'What EventBridge connections add to the calls of HTTP tasks, by name, ARN or a glob.',
    form: { kind: 'entries', key: named, of: { kind: 'object', members: connectionMembers } },
    skeleton: { '${1:name}': { headers: { '${2:Authorization}': '$3' } } },
  },
  {
    name: 'http',
    doc: "Beginnings of HTTP tasks' URLs, and what stands in their place here. The longest beginning counts.",
    form: { kind: 'entries', key: address, of: url },
    skeleton: { '${1:https://api.example.com/}': '${2:http://127.0.0.1:9099/}' },
  },
  {
    name: 'stateMachines',
    doc: 'The definitions of state machines that others start, by name, ARN or a glob. Paths begin at the folder of stepthrough.json.',
    form: { kind: 'entries', key: named, of: text },
    skeleton: { '${1:name}': '${2:name.asl.json}' },
  },
  {
    name: 'activities',
    doc: 'The address on this computer at which the workers of activities poll GetActivityTask, by name, ARN or a glob.',
    form: { kind: 'entries', key: named, of: url },
    skeleton: { '*': '${1:http://127.0.0.1:8083}' },
  },
  { name: 'mockConfig', doc: 'The Step Functions Local mock file of a test case that is named without one.', form: text },
]
