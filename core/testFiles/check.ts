import { type TestRuleCode, testRules } from '../analysis/rules/testFile'
import type { Problem, Severity } from '../base/problem'
import type { Range } from '../base/range'
import { checkForm, type FormFault } from '../forms/check'
import { valueAt } from '../model/machine'
import { attemptsOf } from '../run/mock/answers'
import type { Member, Node } from '../syntax/node'
import { checkAssert, checkCause } from './expressions'
import { testFileForm } from './members'

/** Adds a problem of a rule of test files at a place. `data`: as a quick fix wants it. `severity`: default that of the rule. */
export type TestReport = (code: TestRuleCode, place: Range, message: string, data?: unknown, severity?: Severity) => void

/** A `TestReport` that fills a list. */
export const testReportTo =
  (problems: Problem[]): TestReport =>
  (code, { offset, length }, message, data, severity = testRules[code].severity) => {
    problems.push({ code, severity, message, offset, length, ...(data !== undefined && { data }) })
  }

const codes: Readonly<Record<FormFault, TestRuleCode>> = {
  form: 'TEST_FORM',
  unknownMember: 'TEST_UNKNOWN_MEMBER',
  duplicate: 'TEST_DUPLICATE',
  oneOf: 'TEST_ONE_OF',
}

/**
 * What is wrong with the tree of a test file by itself, in the order of the text: its members as their table has them, attempts without an answer, expressions
 * that do not parse. What it names is not looked for. Never throws.
 */
export function checkTestFile(root: Node | undefined): Problem[] {
  const problems: Problem[] = []
  const report = testReportTo(problems)
  if (root?.kind !== 'object') {
    report('TEST_FORM', root ?? { offset: 0, length: 0 }, 'A test file is an object with definition and cases.')
    return problems
  }
  checkForm(testFileForm, root, 'A test file', (fault, place, message, suggestion) =>
    report(codes[fault], place, message, fault === 'unknownMember' || suggestion !== undefined ? { suggestion } : undefined),
  )
  const cases = valueAt(root, 'cases')
  for (const one of [valueAt(root, 'defaults'), ...(cases?.kind === 'array' ? cases.items : [])]) {
    for (const state of membersOf(valueAt(one, 'mocks'))) checkAttempts(state, report)
    const expected = valueAt(one, 'expect')
    const asserts = valueAt(expected, 'assert')
    for (const each of asserts?.kind === 'array' ? asserts.items : []) checkAssert(each, report)
    checkCause(valueAt(expected, 'cause'), report)
  }
  return problems.sort((a, b) => a.offset - b.offset)
}

/** The members of an object, those of one name too; none of anything else. */
const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])

/** The attempts of a state that has answers by attempt begin at 0 and leave none out. */
function checkAttempts({ key, value }: Member, report: TestReport): void {
  const members = membersOf(value)
  if (value?.kind === 'object' && members.length === 0) report('TEST_ATTEMPTS', key, `"${key.value}" has no answer.`)
  const found = members.flatMap((member) => {
    const attempts = attemptsOf(member.key.value)
    return attempts === undefined ? [] : [{ ...attempts, key: member.key }]
  })
  let next = 0
  for (const { first, last, key } of found.sort((a, b) => a.first - b.first)) {
    if (first > next) {
      const missing = first > next + 1 ? `${next} to ${first - 1}` : String(next)
      report('TEST_ATTEMPTS', key, `There is no answer for attempt ${missing}.`)
    } else if (first < next) report('TEST_ATTEMPTS', key, `Attempt ${first} has an answer already.`)
    next = Math.max(next, last + 1)
  }
  for (const { key } of members)
    if (/^\d{1,6}-\d{1,6}$/.test(key.value) && attemptsOf(key.value) === undefined)
      report('TEST_ATTEMPTS', key, `"${key.value}" is no range of attempts: it ends before it begins.`)
}
