import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../../core/base/json'
import { jsonText } from '../../core/base/jsonText'
import { languageOf } from '../../core/conditions/thread'
import { compileWatch } from '../../core/conditions/watch'
import { isExpression } from '../../core/expressions/language'
import type { Requests } from '../dap'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import type { ClientOrigin } from '../program/documents'
import type { TaskAnswer } from '../protocol'
import { letHappen } from '../tasks/inject'
import { hover } from './hover'
import { placeOf } from './place'
import { askedWho } from './whoWrote'

/** `evaluate`: a watch, a hover, a line of the console, or the text for the clipboard. `later`: after the response. */
export function evaluateRequest(
  args: DebugProtocol.EvaluateArguments,
  live: Debuggee,
  origin: ClientOrigin,
  later: (action: () => void) => void,
): Requests['evaluate'][1] {
  const { expression, frameId, context } = args
  if (context === 'repl') {
    const written = askedWho(expression, frameId, live, origin)
    if (written !== undefined) return { result: written, variablesReference: 0 }
    const answered = answerPending(expression, frameId, live)
    const done = answered ?? throwError(expression, frameId, live)
    if (done !== undefined) {
      later(() => (answered === undefined ? live.runUnasked() : live.goOn()))
      return { result: done, variablesReference: 0 }
    }
  }
  const thread = live.frameThread(frameId)
  const place = placeOf(expression, thread, live.changed)
  const found: ReturnType<typeof hover> = context === 'hover' ? hover(args, live, origin) : { value: live.evaluate(thread, expression) }
  if ('nothing' in found) return { result: found.nothing, variablesReference: 0 }
  const { value, note } = found
  if (value === undefined) return { result: 'undefined', variablesReference: 0 }
  if (context === 'clipboard') return { result: typeof value === 'string' ? value : jsonText(value), variablesReference: 0 }
  // What the console shows stays when the execution moves on, so that it must not be written into what comes later.
  const keep = context === 'repl'
  const root =
    place?.value === value && !keep && note === undefined
      ? place
      : { value, expression: expression.trim(), language: compileWatch(expression, languageOf(thread)).language }
  const { value: result, ...shown } = live.variables.show(root, keep)
  return { result: note === undefined ? result : `${result} (${note})`, ...shown }
}

/** Text that a person gives for a value: JSON, or an expression. */
export function parseValue(text: string, live: Debuggee, frameId: number | undefined): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    const thread = live.frameThread(frameId)
    if (!isExpression(text)) throw errors.notValue(text)
    const value = live.evaluate(thread, text)
    if (value === undefined) throw errors.givesNothing(text)
    return value
  }
}

export function setExpression({ expression, value, frameId }: DebugProtocol.SetExpressionArguments, live: Debuggee) {
  const thread = live.frameThread(frameId)
  const place = placeOf(expression, thread, live.changed)
  if (place?.write === undefined) throw errors.notAssignable(expression)
  const now = parseValue(value, live, frameId)
  place.write(now)
  return live.variables.show({ ...place, value: now })
}

/** A line of the console while a task waits: its result as JSON, or `throw Error: cause`. Undefined for any other line. */
function answerPending(line: string, frameId: number | undefined, live: Debuggee): string | undefined {
  const call = live.pending.of(frameId === undefined ? undefined : live.frames.at(frameId))
  const answer = call && parseAnswer(line)
  if (call === undefined || answer === undefined) return undefined
  live.pending.answer(call, answer)
  return `${call.stateName} has its ${'output' in answer ? 'result' : 'error'}.`
}

/** `throw Error: cause` where no task waits: the state fails. Undefined for any other line. */
function throwError(line: string, frameId: number | undefined, live: Debuggee): string | undefined {
  const answer = parseAnswer(line)
  if (answer === undefined || !('error' in answer)) return undefined
  letHappen(live, live.frameThread(frameId), { kind: 'error', ...answer })
  return `${answer.error} is thrown.`
}

function parseAnswer(line: string): TaskAnswer | undefined {
  const thrown = /^\s*throw\s+([^:\s]+)\s*(?::\s*([\s\S]*?))?\s*$/.exec(line)
  if (thrown !== null) return { error: thrown[1]!, ...(thrown[2] ? { cause: thrown[2] } : {}) }
  try {
    return { output: JSON.parse(line) as Json }
  } catch {
    return undefined
  }
}
