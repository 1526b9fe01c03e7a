import type { Json } from '../core/base/json'
import { prettyText } from '../core/base/jsonText'
import { Lines } from '../core/base/lines'
import { placeOf } from '../core/base/place'
import type { History } from '../core/history/types'
import type { Execution } from '../core/interpreter'
import type { AslDocument } from '../core/model/document'
import { excerpt } from './excerpt'
import { guarded, inLine, paint, type Terminal, visible, visibleJson } from './terminal'

/** JSON for people; a value that is nested too deeply for that on one line. */
export const prettyJson = (value: Json): string => visibleJson(prettyText(value))

/** `{status, output, error, cause}`: what there is of it. */
export function jsonResult({ status, output, error, cause }: Execution): string {
  const result = {
    status,
    ...(status === 'SUCCEEDED' && { output: output ?? null }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  }
  return `${prettyJson(result)}\n`
}

/** An event, with who answered the task that it ends. */
function told(history: History, index: number): object {
  const answeredBy = history.answeredBy(index)
  return { ...history.event(index), ...(answeredBy !== undefined && { answeredBy }) }
}

/** The response of GetExecutionHistory, event by event: all of it may be more than a text can hold. */
export function* historyText(history: History): Iterable<string> {
  yield '{\n  "events": ['
  for (let i = 0; i < history.length; i++)
    yield `${i === 0 ? '' : ','}\n    ${visibleJson(JSON.stringify(told(history, i), null, 2)).replaceAll('\n', '\n    ')}`
  yield '\n  ]\n}\n'
}

/** How an execution ended, and the place in the definition that ended it. */
export function showFailure(terminal: Terminal, file: string, document: AslDocument, execution: Execution): string {
  const { status, error, cause, errorNode } = execution
  const style = paint(terminal)
  const what = `${style('red', status)}${error ? ` ${style('bold', inLine(error))}` : ''}${cause ? `\n${visible(cause)}` : ''}\n`
  if (errorNode === undefined) return what
  const lines = new Lines(document.text)
  const { line, column } = placeOf(lines, errorNode)
  return `${what}\n${style('bold', guarded(`${inLine(file)}:${line}:${column}`))}\n${excerpt(terminal, document.text, lines, errorNode, 'red')}`
}
