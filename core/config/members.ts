import type { Form, FormMember } from '../forms/form'

const text: Form = { kind: 'text' }
const address = { pattern: '^https?://[^\\s/]+.*$', says: 'an address such as http://127.0.0.1:4566' }
const url: Form = { kind: 'text', ...address, examples: ['http://127.0.0.1:4566'] }
/** A variable or header may be empty. */
const texts: Form = { kind: 'entries', key: {}, of: { kind: 'text', pattern: '', says: 'a text' } }
const named = { pattern: '^[^\\s]{1,512}$', says: 'a name, an ARN or a glob of at most 512 characters' }

const functionMembers: readonly FormMember[] = [
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
    form: { kind: 'list', of: { kind: 'text', pattern: '', says: 'a text' }, says: 'an array of texts, the program first', least: 1 },
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

const serviceMembers: readonly FormMember[] = [
  { name: 'endpoint', doc: 'The address of the service, here or elsewhere.', form: url },
  { name: 'region', doc: 'The region of the service, where it is another one.', form: text },
]

const awsMembers: readonly FormMember[] = [
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

const connectionMembers: readonly FormMember[] = [
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

const configMembers: readonly FormMember[] = [
  { name: '$schema', doc: 'The address of the JSON schema, for editors that look for it here.', form: text },
  {
    name: 'functions',
    doc: 'How Lambda functions run here, by name, ARN, ARN with qualifier, or a glob of one of these (`order-*`). An exact key counts before a glob, a longer glob before a shorter one; a bare name covers every qualifier.',
    form: {
      kind: 'entries',
      key: named,
      of: { kind: 'object', members: functionMembers, oneOf: { names: ['handler', 'command', 'endpoint'], what: 'a function' } },
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

/** A stepthrough.json with all its members: what is checked, what an editor offers and says, and the schema in the package come from here. */
export const configForm: Form = { kind: 'object', members: configMembers }
