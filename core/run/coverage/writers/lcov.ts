import { placesIn } from '../described'
import { isEvaluated } from '../notReached'
import type { BranchCoverage, DefinitionCoverage, StateCoverage, WayKind } from '../types'

/**
 * Coverage as a tracefile of lcov. A state is a function (FN) and its name's line; each Choice Rule, Default, Catcher, Retrier and way of a conditional
 * is a branch (BRDA) and its line: a line has the highest count of what stands on it. What could not be taken, as nothing came there, has `-`. Names are
 * written with `%2C` for a comma, and so for whatever would end a field or a line; files whose definitions are many have one record.
 * Source: geninfo(1), Files.
 */
export function coverageLcov(all: readonly DefinitionCoverage[]): string {
  const files = new Map<string, Recorded>()
  for (const definition of all) {
    const recorded = files.get(definition.file) ?? new Recorded()
    files.set(definition.file, recorded)
    recorded.add(definition)
  }
  const lines = [...files].flatMap(([file, recorded]) => [
    'TN:',
    `SF:${file.replaceAll(unreadable, escapeOf)}`,
    ...recorded.records(),
    'end_of_record',
  ])
  return lines.map((line) => `${line}\n`).join('')
}

interface Branch {
  readonly line: number
  readonly block: number
  readonly index: number
  readonly taken: number | undefined
}

/** What the record of one file has. */
class Recorded {
  private readonly functions = new Map<string, { readonly line: number; readonly count: number }>()
  private readonly lines = new Map<number, number>()
  private readonly branches: Branch[] = []
  private blocks = 0

  add(definition: DefinitionCoverage): void {
    const placeOf = placesIn(definition)
    for (const state of definition.states) {
      const { line } = placeOf(state.offset)
      this.functions.set(this.unique(definition, state), { line, count: state.entered })
      this.hit(line, state.entered)
      for (const block of blocksOf(state)) this.addBlock(state, block, (offset) => placeOf(offset).line)
    }
  }

  private addBlock(state: StateCoverage, block: readonly BranchCoverage[], lineOf: (offset: number) => number): void {
    for (const [index, branch] of block.entries()) {
      const line = lineOf(branch.offset)
      this.branches.push({ line, block: this.blocks, index, taken: isEvaluated(state, branch) ? branch.count : undefined })
      this.hit(line, branch.count)
    }
    this.blocks++
  }

  private hit(line: number, count: number): void {
    this.lines.set(line, Math.max(count, this.lines.get(line) ?? 0))
  }

  /** State machines of one template may have states of one name. */
  private unique({ stateMachine }: DefinitionCoverage, { name }: StateCoverage): string {
    const own = escaped(stateMachine === undefined ? name : `${stateMachine}.${name}`)
    for (let i = 1; ; i++) {
      const tried = i === 1 ? own : `${own}~${i}`
      if (!this.functions.has(tried)) return tried
    }
  }

  *records(): Iterable<string> {
    const functions = [...this.functions].sort(([, a], [, b]) => a.line - b.line)
    for (const [name, { line }] of functions) yield `FN:${line},${name}`
    for (const [name, { count }] of functions) yield `FNDA:${count},${name}`
    yield* found(
      'FN',
      functions.map(([, { count }]) => count),
    )
    const branches = [...this.branches].sort((a, b) => a.line - b.line)
    for (const { line, block, index, taken } of branches) yield `BRDA:${line},${block},${index},${taken ?? '-'}`
    yield* found(
      'BR',
      branches.map(({ taken }) => taken ?? 0),
    )
    const lines = [...this.lines].sort(([a], [b]) => a - b)
    for (const [line, count] of lines) yield `DA:${line},${count}`
    yield* found(
      'L',
      lines.map(([, count]) => count),
    )
  }
}

function* found(of: string, counts: readonly number[]): Iterable<string> {
  yield `${of}F:${counts.length}`
  yield `${of}H:${counts.filter((count) => count > 0).length}`
}

/** What decides together: a way out of those of a Choice, one of the Catchers, of the Retriers, of a conditional. */
const deciders: { readonly [K in WayKind]: string | undefined } = {
  Next: undefined,
  Choice: 'Choices',
  Default: 'Choices',
  Catch: 'Catch',
  Retry: 'Retry',
  Then: '?',
  Else: '?',
}

function blocksOf({ branches }: StateCoverage): Iterable<readonly BranchCoverage[]> {
  const blocks = new Map<string, BranchCoverage[]>()
  for (const branch of branches) {
    const decider = deciders[branch.kind]
    if (decider === undefined) continue
    const key = decider === '?' ? `?${branch.index}` : decider
    const block = blocks.get(key)
    if (block === undefined) blocks.set(key, [branch])
    else block.push(branch)
  }
  return blocks.values()
}

/** What would end a line, or could not be read: also halves of surrogate pairs. A file with it in its name is not found by anybody. */
const unreadable = /[\p{Cc}\p{Cs}\u2028\u2029]/gu

/** The same, and what a reader would take for the end of a field, or would cut off. */
const unsafe = /[%,\p{Cc}\p{Cs}\u2028\u2029]|^\s|\s$/gu

/** No two texts are written the same. One without a character is a lone `%`. */
const escaped = (text: string): string => (text === '' ? '%' : text.replaceAll(unsafe, escapeOf))

function escapeOf(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x100 ? `%${hex(code, 2)}` : `%u${hex(code, 4)}`
}

const hex = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, '0')
