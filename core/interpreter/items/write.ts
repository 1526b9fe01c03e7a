import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { fieldOfKind } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import type { WriteRequest } from '../api'
import type { Children } from '../children'
import type { StateError } from '../handlers'
import { described, type Ending } from '../nested/described'
import { evaluated } from '../states/changes'
import type { ThreadImpl } from '../thread'
import { isoTime } from '../time'
import { exported } from './export'

/** What becomes of a Map Run's results. Source: Developer Guide, "ResultWriter (Map)". */
export interface ResultWriter {
  /** The Map Run's output, and what is exported where it is the export's place. */
  readonly output: (thread: ThreadImpl, children: Children) => Outcome | Failure
  /** What is kept of a child that has succeeded, where that is not its output. */
  readonly ofSuccess: ((child: ThreadImpl) => Json) | undefined
  /** What is kept of one that has failed. */
  readonly ofFailure: ((child: ThreadImpl, error: StateError) => Json) | undefined
}

interface Outcome {
  readonly output: Json
  readonly request?: WriteRequest
}

export function resultWriter(state: State): ResultWriter {
  const node = fieldOfKind(state, 'write')
  const config = valueAt(node, 'WriterConfig')
  const field = valueAt(node, state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters')
  const transformation = textOf(valueAt(config, 'Transformation')) ?? (field === undefined ? 'COMPACT' : 'NONE')
  const transform = (results: readonly Json[]) => (transformation === 'FLATTEN' ? flatten(results) : results)
  const ofSuccess = transformation === 'NONE' ? succeeded : undefined
  if (field === undefined)
    return { output: (_thread, children) => ({ output: transform(children.successes()) }), ofSuccess, ofFailure: undefined }
  const lines = textOf(valueAt(config, 'OutputType')) === 'JSONL'
  const evaluate = evaluated(field, state, 'ResultWriter/Arguments')
  return {
    ofSuccess,
    ofFailure: failed,
    output(thread, children) {
      const place = evaluate(thread.frame)
      if (place instanceof Failure) return place
      const of = (name: string) => (isObject(place) ? (member(place, name) ?? null) : null)
      const { arn, uuid, redrives } = thread.frame.mapRun!
      const [bucket, prefix] = [of('Bucket'), of('Prefix')]
      const folder = `${typeof prefix === 'string' && prefix !== '' ? `${prefix}/` : ''}${uuid}${redrives === 0 ? '' : `/Redrive-${redrives}`}`
      return {
        output: { MapRunArn: arn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` } },
        request: exported({
          bucket: typeof bucket === 'string' ? bucket : '',
          folder,
          mapRunArn: arn,
          succeeded: transform(children.successes()),
          failed: children.descriptions(),
          lines,
        }),
      }
    },
  }
}

const textOf = (node: ReturnType<typeof valueAt>): string | undefined => (node?.kind === 'string' ? node.value : undefined)

/** A child execution as DescribeExecution tells of it. */
function describedChild(child: ThreadImpl, ending: Ending): JsonObject {
  const { Id, Input, Name, StartTime } = child.executionContext as Record<string, Json>
  return described({
    ...ending,
    arn: Id!,
    name: Name!,
    machineArn: child.identity.names.machineArn,
    input: Input!,
    startDate: StartTime!,
    stopDate: isoTime(child.execution.now),
  })
}

const succeeded = (child: ThreadImpl): JsonObject => describedChild(child, { status: 'SUCCEEDED', output: child.frame.value })

const failed = (child: ThreadImpl, { error, cause }: StateError): JsonObject => describedChild(child, { status: 'FAILED', error, cause })

/** One list of all the lists' elements. */
const flatten = (results: readonly Json[]): readonly Json[] => results.flatMap((result) => (isArray(result) ? [...result] : [result]))
