import type { Json, JsonObject } from '../../core/base/json'
import { kindOf } from '../../core/history/events'
import type { Execution, ExecutionOptions, ItemRequest, ItemSource, TaskCall, TaskOutcome } from '../../core/interpreter'
import { createExecution, plan } from '../../core/interpreter'
import { parseDocument } from '../../core/model/parse'
import { nodePorts } from '../../hosts/ports'

/** The checker's contract; its README has the sentences. */
export interface Request {
  readonly type: 'STANDARD' | 'EXPRESS'
  readonly definition: unknown
  readonly input: Json
  readonly context: Required<Pick<ExecutionOptions, 'stateMachineName' | 'executionName' | 'roleArn' | 'region' | 'account'>>
  readonly clock?: string
}

interface TaskResult {
  readonly state: string
  readonly event: string
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  readonly submitted?: { readonly output: Json }
  readonly workerName?: string
}

interface StoredObject {
  readonly bucket: string
  readonly key: string
  readonly body: string
}

export async function runExecution(
  request: Request & { readonly taskResults: readonly TaskResult[]; readonly s3Objects: readonly StoredObject[] },
) {
  const { taskResults, s3Objects } = request
  return run(request, { task: answers(taskResults), readItems: (wanted) => readItems(s3Objects, wanted) })
}

export async function run(
  request: Request,
  ports: { task: (call: TaskCall) => TaskOutcome; readItems?: (wanted: ItemRequest) => ItemSource | undefined },
) {
  const { type, definition, input, context, clock } = request
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const execution = createExecution(plan(document.definitions[0]!.machine), {
    type,
    input,
    ...context,
    ...(clock !== undefined && { startTime: Date.parse(clock) }),
    ports: nodePorts(ports),
  })
  await execution.run()
  return result(execution)
}

export function result({ status, output, error, cause, history }: Execution) {
  const events = Array.from({ length: history.length }, (_, i) => history.event(i))
  return { status, output: output === undefined ? undefined : JSON.stringify(output), error, cause, events }
}

/** The n-th time that a state's task is scheduled uses its n-th entry. */
function answers(results: readonly TaskResult[]): (call: TaskCall) => TaskOutcome {
  const used = new Map<string, number>()
  return ({ stateName }) => {
    const n = used.get(stateName) ?? 0
    used.set(stateName, n + 1)
    const entry = results.filter((r) => r.state === stateName)[n]
    if (entry === undefined) throw new Error(`No result ${n} for the state ${stateName}.`)
    return outcome(entry)
  }
}

function outcome({ event, output, error, cause, submitted, workerName }: TaskResult): TaskOutcome {
  const about = {
    ...(submitted !== undefined && { submitted: submitted.output }),
    ...(workerName !== undefined && { workerName }),
  }
  const came = kindOf(event)?.outcome
  if (came === 'succeeded') return { kind: 'succeeded', output: output ?? null, ...about }
  if (came === 'timedOut') return { kind: 'timedOut', ...about }
  return { kind: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }), ...about }
}

function readItems(objects: readonly StoredObject[], { resource, parameters }: ItemRequest): ItemSource | undefined {
  const { Bucket, Key, Prefix } = parameters as JsonObject & { Bucket?: string; Key?: string; Prefix?: string }
  if (resource.endsWith('listObjectsV2')) {
    const found = objects.filter((o) => o.bucket === Bucket && o.key.startsWith(Prefix ?? ''))
    return { items: found.map(listed) }
  }
  const object = objects.find((o) => o.bucket === Bucket && o.key === Key)
  return object && { text: object.body }
}

const listed = ({ key, body }: StoredObject): Json => ({
  Etag: `etag-of-${key}`,
  Key: key,
  LastModified: '2025-01-01T00:00:00.000Z',
  Size: Buffer.byteLength(body),
  StorageClass: 'STANDARD',
})
