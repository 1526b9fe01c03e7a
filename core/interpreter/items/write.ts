import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import { fieldOfKind } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import { isoTime } from '../context'
import { evaluated } from '../states/changes'
import type { ThreadImpl } from '../thread'

/** Makes a Map Run's output of its results, or writes them and says where. Source: Developer Guide, "ResultWriter (Map)". */
export function resultWriter(state: State): (thread: ThreadImpl, results: readonly Json[]) => Json | Failure {
  const node = fieldOfKind(state, 'write')
  const config = valueAt(node, 'WriterConfig')
  const transformation = valueAt(config, 'Transformation')
  const transform =
    transformation?.kind === 'string' && transformation.value === 'FLATTEN' ? flatten : (results: readonly Json[]) => results
  const field = valueAt(node, state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters')
  if (field === undefined) return (_thread, results) => transform(results)
  const evaluate = evaluated(field, state, 'ResultWriter/Arguments')
  return (thread) => {
    const place = evaluate(thread.frame)
    if (place instanceof Failure) return place
    const of = (name: string) => (isObject(place) ? (member(place, name) ?? null) : null)
    const { arn, uuid } = thread.frame.mapRun!
    const prefix = of('Prefix')
    const folder = typeof prefix === 'string' && prefix !== '' ? `${prefix}/` : ''
    return { MapRunArn: arn, ResultWriterDetails: { Bucket: of('Bucket'), Key: `${folder}${uuid}/manifest.json` } }
  }
}

/** Whether the results are whole descriptions of the child executions: what `Transformation: NONE` asks for. */
export function wantsMetadata(state: State): boolean {
  const transformation = valueAt(valueAt(fieldOfKind(state, 'write'), 'WriterConfig'), 'Transformation')
  return transformation?.kind === 'string' && transformation.value === 'NONE'
}

/** A finished child execution as DescribeExecution tells of it. Source: Developer Guide, "ResultWriter (Map)". */
export function described(child: ThreadImpl): JsonObject {
  const { Id, Input, Name, StartTime } = child.executionContext as Record<string, Json>
  const { machineContext, now } = child.execution
  return {
    ExecutionArn: Id!,
    Input: jsonText(Input!),
    InputDetails: { Included: true },
    Name: Name!,
    Output: jsonText(child.frame.value),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    StartDate: StartTime!,
    StateMachineArn: machineContext.Id!,
    Status: 'SUCCEEDED',
    StopDate: isoTime(now),
  }
}

/** One list of all the lists' elements. */
const flatten = (results: readonly Json[]): Json => results.flatMap((result) => (isArray(result) ? [...result] : [result]))
