import { isArray, isObject, type Json, type JsonObject, member } from '../base/json'

/** An error that stands as JSON in the Cause of another: what a function threw, what a nested execution failed with. */
export interface CauseError {
  /** Its type or name; undefined where the JSON has none. */
  readonly error: string | undefined
  /** For people; empty where there is none. */
  readonly message: string
  /** `at handler (/path/to/payment.js:12:7)`, the innermost first; lines and columns from 1. */
  readonly stack: readonly string[]
  readonly cause: CauseError | undefined
}

/** A cause within a cause: executions nest 25 deep, and each may end with what a function threw. */
const deepest = 30

/**
 * The error in a Cause, where that is the JSON of one. Sources: Lambda Developer Guide, the runtimes' pages on errors; DescribeExecution, which is the
 * Cause of startExecution.sync; the services' descriptions of jobs that .sync waits for.
 */
export function causeError(cause: string | undefined): CauseError | undefined {
  const first = parsed(cause)
  const found: Omit<CauseError, 'cause'>[] = []
  for (let value = first; value !== undefined && found.length < deepest; ) {
    const error = read(value)
    if (error === undefined) break
    found.push(error)
    value = within(value)
  }
  return found.reduceRight<CauseError | undefined>((inner, each) => ({ ...each, cause: inner }), undefined)
}

function parsed(text: Json | undefined): JsonObject | undefined {
  if (typeof text !== 'string' || !/^\s*\{/.test(text)) return undefined
  try {
    const value = JSON.parse(text) as Json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Members that say what went wrong: of functions, of executions, of jobs (Glue, ECS, Batch, SageMaker, CodeBuild...). */
const messages = ['errorMessage', 'Cause', 'ErrorMessage', 'StoppedReason', 'StatusReason', 'FailureReason', 'message', 'Message']
const names = ['errorType', 'Error', 'ErrorCode', 'code', 'Code']

function read(value: JsonObject): Omit<CauseError, 'cause'> | undefined {
  const message = textIn(value, messages)
  const error = textIn(value, names)
  if (message === undefined && error === undefined) return undefined
  return { error, message: parsed(message) === undefined ? (message ?? '') : (told(message) ?? ''), stack: stackOf(value) }
}

const textIn = (value: JsonObject, keys: readonly string[]): string | undefined =>
  keys.map((key) => member(value, key)).find((each) => typeof each === 'string') as string | undefined

/** A message that is itself the JSON of an error. */
function told(message: string | undefined): string | undefined {
  const inner = parsed(message)
  return inner && textIn(inner, messages)
}

/** What an error has as its own cause: an object in Java, JSON text in a nested execution, and where a function throws JSON on purpose. */
function within(value: JsonObject): JsonObject | undefined {
  const cause = member(value, 'cause')
  return isObject(cause) ? cause : parsed(textIn(value, messages))
}

function stackOf(value: JsonObject): string[] {
  const trace = ['trace', 'stackTrace', 'stack'].map((key) => member(value, key)).find((each) => each !== undefined)
  const lines = isArray(trace) ? trace : typeof trace === 'string' ? trace.split('\n') : []
  return lines.flatMap((line) => frameText(line) ?? [])
}

/** How the runtimes write a frame: what it matches, and its function, file and place. */
const forms: readonly RegExp[] = [
  // Python: one text for each frame, with the line of code behind it
  /^\s*File "(?<file>[^"\n]*)", [Ll]ine (?<place>\d+)(?:, in (?<name>[^\n]*))?/,
  /^\s*File "(?<file>[^"\n]*)" [Ll]ine (?<place>\d+)/,
  // Node and Java
  /^\s*at (?<name>.*?) \((?<file>[^()\n]*?)(?::(?<place>\d+(?::\d+)?))?\)\s*$/,
  /^\s*at (?<file>[^()\s][^()\n]*?):(?<place>\d+:\d+)\s*$/,
  // .NET
  /^\s*at (?<name>.*?) in (?<file>[^\n]*):line (?<place>\d+)\s*$/,
  /^\s*at (?<name>[^\n]+?)\s*$/,
  // Java, whose list has no "at"
  /^(?<name>[\w.$<>/]+)\((?<file>[\w.]+)(?::(?<place>\d+))?\)$/,
  // Ruby
  /^(?<file>[^\s:][^\n:]*):(?<place>\d+)(?::in [`'](?<name>[^'\n]*)')?/,
]

/** One frame; undefined for a line that is none, as the message that some begin with. */
function frameText(line: Json): string | undefined {
  if (isObject(line)) return goFrame(line)
  if (typeof line !== 'string') return undefined
  for (const form of forms) {
    const found = form.exec(line.slice(0, 2000))?.groups
    if (found !== undefined) return frame(found.name, found.file, found.place)
  }
  return undefined
}

/** Go: {"path": "...", "line": 12, "label": "main.handler"} */
function goFrame(value: JsonObject): string | undefined {
  const path = member(value, 'path')
  const label = member(value, 'label')
  return typeof path === 'string'
    ? frame(typeof label === 'string' ? label : undefined, path, String(member(value, 'line') ?? ''))
    : undefined
}

function frame(name: string | undefined, file: string | undefined, place: string | undefined): string {
  const where = file === undefined ? undefined : `${plainPath(file)}${place ? `:${place}` : ''}`
  return where === undefined ? `at ${name}` : name ? `at ${name} (${where})` : `at ${where}`
}

/** The path of a module's URL. */
function plainPath(file: string): string {
  if (!file.startsWith('file://')) return file
  const path = file.slice('file://'.length).replace(/^\/(?=[A-Za-z]:\/)/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
