import type { Json } from '../base/json'
import { prettyText } from '../base/jsonText'
import { Lines, type Position } from '../base/lines'
import type { Range } from '../base/range'
import type { AslDocument } from '../model/document'
import { kindOf } from '../model/fileKind'
import { isMockName, stemOf } from '../model/fileNames'
import { parseDocument } from '../model/parse'
import { failurePlace } from './place'
import type { Failure, FailureKind, TestCase } from './types'

/** A place in a text: 0-based lines and characters, in UTF-16 code units. */
export interface Span {
  readonly start: Position
  readonly end: Position
}

/** A case as an editor lists it. */
export interface ListedCase {
  /** Stays the same while the file is edited elsewhere; another one for each case of the file. */
  readonly id: string
  readonly name: string
  /** Its name. */
  readonly at: Span
  /** Where the case ends. */
  readonly end: Position
  readonly skip: boolean
  /** The path of the definition or template. */
  readonly definition?: string
  /** The state machine, where the file has tests of several. */
  readonly machine?: string
  /** The names of states that it expects something of, or mocks. */
  readonly states: readonly string[]
  /** What is wrong with it, in sentences. */
  readonly problem?: string
}

/** What is wrong with a file, in a sentence. */
export interface ListedProblem {
  readonly message: string
  readonly at: Span
}

/** A failure with its place in the test file. */
export interface PlacedFailure {
  readonly what: FailureKind
  readonly message: string
  /** Where in the value, as a JSONPath. */
  readonly path?: string
  /** As JSON text. Both are there, or none. */
  readonly expected?: string
  readonly actual?: string
  /** The id of the event of the history at which it shows. */
  readonly event?: number
  /** What came can be written into the file in the place of what was expected. */
  readonly acceptable?: true
  /** The value that came, where it is all of `actual`. */
  readonly came?: Json
  readonly at: Span
}

/** The cases of a file on one definition. */
interface Group {
  readonly definition: string | undefined
  readonly cases: readonly TestCase[]
  readonly failures: readonly Failure[]
}

/** Characters of a value that is shown as a difference. */
const mostShown = 200_000

/** The tests of a file as an editor shows them: with ids, and places in lines. */
export class ListedTests {
  private readonly lines: Lines
  private readonly all: readonly TestCase[]
  private readonly ids: ReadonlyMap<TestCase, string>
  private document: AslDocument | undefined

  /** `groups`: of one file, in the order of its text. */
  constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly groups: readonly Group[],
  ) {
    this.lines = new Lines(text)
    this.all = groups.flatMap(({ cases }) => cases)
    this.ids = caseIds(this.all)
  }

  get cases(): ListedCase[] {
    return this.groups.flatMap(({ cases, definition }) =>
      cases.map((test) => ({
        id: this.id(test),
        name: test.name,
        at: this.span(test.range),
        end: this.lines.position(test.whole.offset + test.whole.length),
        skip: test.skip,
        states: statesNamed(test),
        ...(definition !== undefined && { definition }),
        ...(this.groups.length > 1 && { machine: test.stateMachineName ?? stemOf(definition ?? '') }),
        ...(test.problems.length > 0 && { problem: test.problems.map(({ message }) => message).join('\n') }),
      })),
    )
  }

  /** Why it has no cases. */
  get problems(): ListedProblem[] {
    return this.groups.flatMap(({ failures }) => failures.map((failure) => ({ message: failure.message, at: spot(failure) })))
  }

  id(test: TestCase): string {
    return this.ids.get(test)!
  }

  failure(test: TestCase, failure: Failure): PlacedFailure {
    const { what, message, path, expected, actual, event, line } = failure
    const differs = expected !== undefined || actual !== undefined
    return {
      what,
      message,
      ...(path !== undefined && { path }),
      ...(!isMockName(this.path) && acceptable(failure) && { acceptable: true, ...(actual !== undefined && { came: actual }) }),
      ...(differs && { expected: shown(expected), actual: shown(actual) }),
      ...(event !== undefined && { event }),
      at: line === undefined ? this.span(this.place(test, failure)) : spot(failure),
    }
  }

  /** The text is read again where that is asked for: most cases do not fail. */
  private place(test: TestCase, failure: Failure): Range {
    this.document ??= parseDocument(this.text, kindOf(this.path, this.text))
    return failurePlace(this.document.root, this.all.indexOf(test), failure) ?? test.range
  }

  private span({ offset, length }: Range): Span {
    return { start: this.lines.position(offset), end: this.lines.position(offset + length) }
  }
}

function statesNamed({ mocks = {}, expect: { path = [], visits = {}, attempts = {}, calls = {} } }: TestCase): string[] {
  const counted = [visits, attempts].flatMap((counts) => Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [name])))
  return [...new Set([...Object.keys(mocks), ...path, ...counted, ...Object.keys(calls)])]
}

/** What an assertion says, or what could not run, has no value that could stand there. */
const acceptable = ({ what, actual, expected }: Failure): boolean =>
  takes.has(what) && (actual !== undefined || expected !== undefined) && (actual === undefined || !isLong(actual))

const takes: ReadonlySet<FailureKind> = new Set([
  ...(['status', 'output', 'outputContains', 'error', 'cause', 'path', 'visits', 'attempts', 'calls', 'variables', 'duration'] as const),
])

const isLong = (value: Json): boolean => prettyText(value).length > mostShown

/** A failure as it was before it was placed. */
export const rawFailure = ({ what, message, path, came }: PlacedFailure): Failure => ({
  what,
  message,
  ...(path !== undefined && { path }),
  ...(came !== undefined && { actual: came }),
})

function spot({ line = 1, column = 1 }: Failure): Span {
  const at = { line: line - 1, character: column - 1 }
  return { start: at, end: at }
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = prettyText(value)
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
}

/** The name of each case, and which one of that name it is. Any text is one without control characters. */
function caseIds(cases: readonly TestCase[]): ReadonlyMap<TestCase, string> {
  const counts = new Map<string, number>()
  return new Map(
    cases.map((test) => {
      const name = JSON.stringify(test.name)
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return [test, count === 1 ? name : `${name} ${count}`]
    }),
  )
}
