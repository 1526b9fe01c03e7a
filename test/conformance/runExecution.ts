import type { Json, JsonObject } from '../../core/base/json'
import type { Execution, ExecutionOptions, ItemRequest, ItemSource, TaskOutcome } from '../../core/interpreter'
import type { Entries } from '../../core/run/answerer'
import { Answerers } from '../../core/run/answerers'
import { beginRun, prepareRun, type RunRequest } from '../../core/run/prepare'
import { programOf } from '../../core/run/program'
import { answersInOrder, outcomeOf, type RecordedResult } from '../../core/run/recorded'
import { nodePorts } from '../../hosts/node/ports'

/** The checker's contract; its README has the sentences. */
export interface Request {
  readonly type: 'STANDARD' | 'EXPRESS'
  readonly definition: unknown
  readonly input: Json
  readonly context: Required<Pick<ExecutionOptions, 'stateMachineName' | 'executionName' | 'roleArn' | 'region' | 'account'>>
  readonly clock?: string
}

type TaskResult = RecordedResult & { readonly state: string }

interface StoredObject {
  readonly bucket: string
  readonly key: string
  readonly body: string
}

export async function runExecution(
  request: Request & { readonly taskResults: readonly TaskResult[]; readonly s3Objects: readonly StoredObject[] },
) {
  const { taskResults, s3Objects } = request
  const outcomes = new Map<string, TaskOutcome[]>()
  for (const { state, ...result } of taskResults) outcomes.set(state, [...(outcomes.get(state) ?? []), outcomeOf(result)])
  const recorded = answersInOrder(outcomes, ({ stateName }) => stateName)
  return run(request, {}, { recorded }, (wanted) => readItems(s3Objects, wanted))
}

/** Through the door of all runs; not through StartExecution, since recordings have placeholders where the API wants names. */
export async function run(
  { type, definition, input, context, clock }: Request,
  more: Partial<RunRequest>,
  entries: Entries,
  readItems?: (wanted: ItemRequest) => ItemSource | undefined,
) {
  const prepared = prepareRun({
    program: programOf(JSON.stringify(definition)),
    type,
    input: { value: input },
    ...context,
    ...(clock !== undefined && { startTime: clock }),
    ...more,
  })
  if (prepared.kind === 'refused') throw new Error(prepared.problems.map(({ message }) => message).join('\n'))
  const { answer } = new Answerers({ mock: prepared.mock, ...entries })
  const execution = beginRun(prepared, nodePorts({ task: answer, ...(readItems && { readItems }) }))
  await execution.run()
  return result(execution)
}

export function result({ status, output, error, cause, history }: Execution) {
  const events = Array.from({ length: history.length }, (_, i) => history.event(i))
  return { status, output: output === undefined ? undefined : JSON.stringify(output), error, cause, events }
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
