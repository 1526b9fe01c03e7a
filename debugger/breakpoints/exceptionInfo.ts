import type { DebugProtocol } from '@vscode/debugprotocol'
import { type CauseError, causeError } from '../../core/aws/cause'
import { errorNamed } from '../../core/aws/errors'
import type { Thread } from '../../core/interpreter/api'
import type { Fate } from '../../core/interpreter/fate'
import { isMain, lineage, nameOfThread } from '../../core/interpreter/lineage'
import { errors } from '../errors'
import { placeText } from '../program/documents'
import type { Programs } from '../program/programs'
import { errorText, noName } from './exceptions'

/**
 * The error of a thread: its name and cause, what becomes of it, and the places that it goes through. A cause that is the JSON of an error is told as
 * one, with its stack. A client links the absolute paths in the stack's text.
 */
export function exceptionInfo(thread: Thread, programs: Programs): DebugProtocol.ExceptionInfoResponse['body'] {
  const { error, fate } = thread
  if (error === undefined) throw errors.noError()
  const within = causeError(error.cause)
  const name = error.error ?? noName
  const message = within?.message || within?.error || error.cause || errorNamed(name)?.doc
  const description = [message, ...(fate === undefined ? [] : sentences(fate))].filter((line) => line).join('\n')
  return {
    exceptionId: name,
    ...(description !== '' && { description }),
    breakMode: fate?.how === 'uncaught' ? 'unhandled' : 'always',
    details: {
      typeName: name,
      fullTypeName: name,
      ...(message !== undefined && { message }),
      stackTrace: [...causeLines(within), ...placesOf(thread, fate, programs)].join('\n'),
      ...(within && { innerException: [detailsOf(within)] }),
    },
  }
}

/** What becomes of it, in the words of the state machine. */
function sentences(fate: Fate): string[] {
  const { usedUp, by, place, next, retry, becomes } = fate
  const of = by === fate.through[0] ? '' : ` of ${by?.state?.name}`
  const spent = [
    ...becomes.map((each) => `To ${each.by.state?.name} it is ${each.error}.`),
    ...usedUp.map((each) => `${each.place} of ${each.by.state?.name} has no attempt left, of ${each.of}.`),
  ]
  switch (fate.how) {
    case 'retried':
      return [
        ...spent,
        `${place}${of} tries again: retry ${retry!.number} of ${retry!.of}${retry!.until === undefined ? `, ${backoffText(retry!)}` : ''}.`,
      ]
    case 'caught':
      return [...spent, `${place}${of} takes it${next === undefined ? '' : ` and goes on with ${next}`}.`]
    case 'tolerated':
      return [...spent, `${by?.state?.name} tolerates it${place === undefined ? '' : ` (${place})`}.`]
    case 'uncaught':
      return spent
  }
}

const backoffText = ({ seconds, jitter }: NonNullable<Fate['retry']>): string =>
  `in ${jitter ? 'up to ' : ''}${Number(seconds.toFixed(3))} ${seconds === 1 ? 'second' : 'seconds'}`

/** The field that has raised it, the states around, and who handles it: each with its place in a file. */
function placesOf(thread: Thread, fate: Fate | undefined, programs: Programs): string[] {
  const { error } = thread
  const fileOf = ({ state }: Thread) => (state === undefined ? programs.main : programs.fileOf(state))
  const lines = lineage(thread).map(
    (each) => `at ${each.state?.name ?? '?'}${isMain(each) ? '' : ` (${nameOfThread(each)})`} ${placeText(fileOf(each), each.state?.key)}`,
  )
  if (error?.node !== undefined && error.node !== thread.state?.node) lines.unshift(`at ${placeText(fileOf(thread), error.node)}`)
  if (fate?.by !== undefined && fate.node !== undefined)
    lines.push(`${fate.how} by ${fate.place} of ${fate.by.state?.name} ${placeText(fileOf(fate.by), fate.node)}`)
  return lines
}

/** The errors in the cause, the innermost first, each above its frames. */
function causeLines(error: CauseError | undefined): string[] {
  const lines: string[] = []
  for (let at = error; at !== undefined; at = at.cause)
    if (at.stack.length > 0) lines.unshift(errorText({ error: at.error, cause: at.message }), ...at.stack.map((line) => `    ${line}`))
  return lines
}

function detailsOf({ error, message, stack, cause }: CauseError): DebugProtocol.ExceptionDetails {
  return {
    message,
    ...(error !== undefined && { typeName: error, fullTypeName: error }),
    ...(stack.length > 0 && { stackTrace: stack.join('\n') }),
    ...(cause && { innerException: [detailsOf(cause)] }),
  }
}
