import { isArray, isObject, type Json, member } from '../../json'
import { compileJsonata } from '../../jsonata/compile'
import { memberOf, type State, valueAt } from '../../model/machine'
import { Failure } from '../../paths/scope'
import { compileTemplate } from '../../paths/template'
import type { ThreadImpl } from '../thread'

/** Makes a Map Run's output of its results, or writes them and says where. Source: Developer Guide, "ResultWriter (Map)". */
export function resultWriter(state: State, jsonata: boolean): (thread: ThreadImpl, results: readonly Json[]) => Json | Failure {
  const node = memberOf(state.node, 'ResultWriter')?.value
  const config = valueAt(node, 'WriterConfig')
  const transformation = valueAt(config, 'Transformation')
  const transform =
    transformation?.kind === 'string' && transformation.value === 'FLATTEN' ? flatten : (results: readonly Json[]) => results
  const field = memberOf(node, jsonata ? 'Arguments' : 'Parameters')?.value
  if (node === undefined || field === undefined) return (_thread, results) => transform(results)
  const evaluate = jsonata ? compileJsonata(field, 'ResultWriter/Arguments') : compileTemplate(field)
  return (thread) => {
    const place = evaluate(jsonata ? thread.input : thread.value, thread)
    if (place instanceof Failure) return place
    const of = (name: string) => (isObject(place) ? (member(place, name) ?? null) : null)
    const { arn, uuid } = thread.mapRun!
    const prefix = of('Prefix')
    const folder = typeof prefix === 'string' && prefix !== '' ? `${prefix}/` : ''
    return { MapRunArn: arn, ResultWriterDetails: { Bucket: of('Bucket'), Key: `${folder}${uuid}/manifest.json` } }
  }
}

/** One list of all the lists' elements. */
const flatten = (results: readonly Json[]): Json => results.flatMap((result) => (isArray(result) ? [...result] : [result]))
