import {
  BranchCoverage,
  DeclarationCoverage,
  FileCoverage,
  type FileCoverageDetail,
  Position,
  Range,
  StatementCoverage,
  type TestRun,
  type TestRunProfile,
  Uri,
} from 'vscode'
import { Lines } from '../../core/base/lines'
import { wayName } from '../../core/run/coverage/described'
import type { DefinitionCoverage, StateCoverage, BranchCoverage as Way } from '../../core/run/coverage/types'

const details = new WeakMap<FileCoverage, FileCoverageDetail[]>()

/** What of a file VS Code asks for once it shows it: for the profile whose runs `addCoverage` is called with. */
export const loadDetailedCoverage: NonNullable<TestRunProfile['loadDetailedCoverage']> = async (_run, file) => details.get(file) ?? []

/** Shows what the tests of a run have reached, file by file. The files are absolute paths; those that no state stands in are left out. */
export function addCoverage(run: Pick<TestRun, 'addCoverage'>, definitions: readonly DefinitionCoverage[]): void {
  const files = new Map<string, FileCoverageDetail[]>()
  for (const definition of definitions) {
    const found = detailsOf(definition)
    if (found.length > 0) files.set(definition.file, [...(files.get(definition.file) ?? []), ...found])
  }
  for (const [path, found] of files) {
    const file = FileCoverage.fromDetails(Uri.file(path), found)
    details.set(file, found)
    run.addCoverage(file)
  }
}

/** A state is a declaration by its name, and a statement there with the ways that it decides between. */
function detailsOf({ text, states }: DefinitionCoverage): FileCoverageDetail[] {
  const lines = new Lines(text)
  const place = (offset: number) => {
    const { line, character } = lines.position(offset)
    return new Position(line, character)
  }
  return states.flatMap((state) => {
    const { name, offset, entered } = state
    const head = new Range(place(offset), place(offset + keyAt(text, offset).length))
    const branches = state.branches.flatMap((way) =>
      way.kind === 'Next' ? [] : [new BranchCoverage(way.count, locationOf(way, state, place), wayName(way))],
    )
    return [new DeclarationCoverage(name, entered, head), new StatementCoverage(entered, head, branches)]
  })
}

/** The rest of its line, but for a way of a conditional that the other stands behind. */
function locationOf(way: Way, { branches }: StateCoverage, place: (offset: number) => Position): Position | Range {
  const start = place(way.offset)
  const other = way.kind === 'Then' ? branches.find(({ kind, index }) => kind === 'Else' && index === way.index) : undefined
  const end = other && place(other.offset)
  return end !== undefined && end.line === start.line && end.character > start.character ? new Range(start, end) : start
}

const key = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^:\n]*/y

/** A state's name as it is written. */
function keyAt(text: string, offset: number): string {
  key.lastIndex = offset
  return key.exec(text)![0]
}
