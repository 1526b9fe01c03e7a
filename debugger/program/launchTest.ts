import { Lines } from '../../core/base/lines'
import { nearest } from '../../core/base/nearest'
import type { Range } from '../../core/base/range'
import type { Run } from '../../core/run/prepare'
import { ListedTests } from '../../core/testFiles/listed'
import { prepareCase } from '../../core/testFiles/prepareCase'
import type { TestCase } from '../../core/testFiles/types'
import { errors } from '../errors'
import type { LaunchAttributes } from '../protocol'
import type { Files, TestSuite } from '../system'

/** A case of a test file that a launch names, as it is in its file. Paths are whole. */
export interface AskedTest {
  readonly file: string
  readonly test: TestCase
  /** Places in the file. */
  readonly list: ListedTests
  readonly suite: TestSuite & { readonly definition: string }
}

/** What a case says by itself. An editor may name its `program` too, to know the file. */
const own = [
  'input',
  'inputFile',
  'historyFile',
  'redrive',
  'mockConfig',
  'testCase',
  'context',
  'variables',
  'startTime',
  'seed',
  'executionName',
] as const

/** Throws a UserError that says why there is no such case, or what is wrong with it. */
export async function testOf(asked: Partial<LaunchAttributes>, files: Files): Promise<AskedTest | undefined> {
  const { test: named, stateMachineName } = asked
  if (named === undefined || named === null) return undefined
  const twice = own.find((name) => asked[name] !== undefined && asked[name] !== null)
  if (twice !== undefined) throw errors.attribute('test', `and "${twice}" exclude each other: the case says by itself what runs`)
  const file = files.resolve(files.pathOf(named.file))
  const suites = (await files.tests?.(file)) ?? []
  const [failure] = suites.flatMap(({ failures }) => failures)
  if (failure !== undefined)
    throw errors.test(`${file}${failure.line === undefined ? '' : `:${failure.line}:${failure.column}`} ${failure.message}`)
  const all = suites.flatMap((suite) => suite.cases.map((test) => ({ suite, test })))
  const found = all.filter(({ test }) => test.name === named.case)
  const { suite, test } = found.find((each) => each.test.stateMachineName === stateMachineName) ?? found[0] ?? {}
  if (suite === undefined || test === undefined) {
    const near = nearest(
      named.case,
      all.map((each) => each.test.name),
    )
    throw errors.test(
      `${file} has no case ${JSON.stringify(named.case)}${near === undefined ? '' : `: did you mean ${JSON.stringify(near)}?`}`,
    )
  }
  const [problem] = test.problems
  if (problem !== undefined) throw errors.test(`${placed(file, suite.text, problem)} ${problem.message}`)
  const { definition } = suite
  if (definition === undefined) throw errors.test(`${file} names no definition.`)
  return { file, test, list: new ListedTests(file, suite.text, suites), suite: { ...suite, definition } }
}

/** What a case says of a launch. */
export function attributesOf({ test, file, suite }: AskedTest, files: Files): Partial<LaunchAttributes> {
  const {
    definition,
    mockConfig,
    file: { stateMachine, config },
  } = suite
  const beside = (name: string | undefined) => name && files.resolve(name, file)
  const said = {
    program: definition,
    stateMachineName: stateMachine,
    config: config === false ? 'none' : beside(config),
    inputFile: beside(test.inputFile),
    ...(test.testCase !== undefined && { mockConfig, testCase: test.testCase }),
    seed: test.seed,
  }
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== undefined || name === 'stateMachineName'))
}

/** The run of a case. Throws a UserError that says why there is none. */
export function testRun({ file, test, list }: AskedTest, given: Omit<Parameters<typeof prepareCase>[1], 'checked'>): Run {
  const run = prepareCase(test, given)
  if ('kind' in run) return run
  const [failure] = run
  const { line, character } = list.failure(test, failure!).at.start
  throw errors.test(`${file}:${line + 1}:${character + 1} ${failure!.message}`)
}

function placed(file: string, text: string, { offset }: Pick<Range, 'offset'>): string {
  const { line, character } = new Lines(text).position(offset)
  return `${file}:${line + 1}:${character + 1}`
}
