import type { Json } from '../../../core/base/json'
import { prettyText } from '../../../core/base/jsonText'
import { Lines } from '../../../core/base/lines'
import type { Range } from '../../../core/base/range'
import { kindOf } from '../../../core/model/fileKind'
import { parseDocument } from '../../../core/model/parse'
import { failurePlace } from '../../../core/testFiles/place'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import type { FailureBody, ProblemBody, Span, SuiteBody } from './protocol'
import type { Suite } from './suite'

/** Characters of a value that is shown as a difference. */
const mostShown = 200_000

/** A suite as others see it, with places of an editor. */
export class Listed {
  private readonly lines: Lines
  private readonly ids: ReadonlyMap<TestCase, string>

  constructor(private readonly suite: Suite) {
    this.lines = new Lines(suite.text)
    this.ids = caseIds(suite.cases)
  }

  get body(): SuiteBody {
    const { path, cases, failures, definition, mockConfig, file } = this.suite
    return {
      path,
      cases: cases.map((test) => ({
        id: this.id(test),
        name: test.name,
        at: this.span(test.range),
        skip: test.skip,
        ...(test.problems.length > 0 && { problem: test.problems.map(({ message }) => message).join('\n') }),
      })),
      problems: failures.map((failure) => this.problem(failure)),
      files: [definition, mockConfig, file.config, ...cases.map(({ inputFile }) => inputFile)].flatMap((name) =>
        typeof name === 'string' ? [name] : [],
      ),
    }
  }

  id(test: TestCase): string {
    return this.ids.get(test)!
  }

  /** A failure of a case, with its place in the file. */
  failure(test: TestCase, failure: Failure): FailureBody {
    const { what, message, path, expected, actual, event, line } = failure
    const differs = expected !== undefined || actual !== undefined
    return {
      what,
      message,
      ...(path !== undefined && { path }),
      ...(differs && { expected: shown(expected), actual: shown(actual) }),
      ...(event !== undefined && { event }),
      at: line === undefined ? this.span(this.place(test, failure)) : this.problem(failure).at,
    }
  }

  private place(test: TestCase, failure: Failure): Range {
    return failurePlace(this.root, this.suite.cases.indexOf(test), failure) ?? test.range
  }

  /** Read again where it is asked for: most cases do not fail. */
  private get root() {
    this.document ??= parseDocument(this.suite.text, kindOf(this.suite.path, this.suite.text))
    return this.document.root
  }
  private document: ReturnType<typeof parseDocument> | undefined

  private problem({ message, line = 1, column = 1 }: Failure): ProblemBody {
    const at = { line: line - 1, character: column - 1 }
    return { message, at: { start: at, end: at } }
  }

  private span({ offset, length }: Range): Span {
    return { start: this.lines.position(offset), end: this.lines.position(offset + length) }
  }
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
      const count = (counts.get(test.name) ?? 0) + 1
      counts.set(test.name, count)
      return [test, count === 1 ? JSON.stringify(test.name) : `${JSON.stringify(test.name)} ${count}`]
    }),
  )
}
