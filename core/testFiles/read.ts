import { isObject, type Json, type JsonObject, member, setMember } from '../base/json'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { AslDocument } from '../model/document'
import { valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import { toJson } from '../syntax/walk'
import { checkTestFile } from './check'
import type { Expectations, TestCase, TestFile } from './types'

/** A test file, or why there is none; what is wrong with a case alone is with the case. */
type TestFileRead = { readonly kind: 'file'; readonly file: TestFile } | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }

/** Reads a document of content `test`. Never throws. */
export function readTestFile({ root, text: source, syntaxProblems }: AslDocument): TestFileRead {
  if (syntaxProblems.length > 0) return { kind: 'wrong', problems: syntaxProblems }
  if (root === undefined && source.trim() !== '') return { kind: 'wrong', problems: [tooLarge] }
  const problems = checkTestFile(root).filter(({ severity }) => severity === 'error')
  const cases = valueAt(root, 'cases')
  const nodes = cases?.kind === 'array' ? cases.items : []
  const { ofFile, ofCases } = assigned(problems, nodes)
  if (ofFile.length > 0 || root === undefined) return { kind: 'wrong', problems: ofFile }
  const given = toJson(root) as JsonObject
  const config = member(given, 'config')
  const defaults = objectOf(member(given, 'defaults'))
  return {
    kind: 'file',
    file: {
      definition: text(given, 'definition') ?? '',
      stateMachine: text(given, 'stateMachine'),
      config: config === false ? false : text(given, 'config'),
      mockConfig: text(given, 'mockConfig'),
      cases: nodes.map((node, i) => readCase(node, (member(given, 'cases') as readonly Json[])[i]!, defaults, ofCases.get(i) ?? [])),
    },
  }
}

/** What is wrong with a test file that is not read into a tree. */
export const tooLarge: Problem = { code: 'TEST_FORM', severity: 'error', message: 'The test file is too large.', offset: 0, length: 0 }

/** Problems by the index of the case that they are in; what is in none is the file's. Both are in the order of the text. */
function assigned(problems: readonly Problem[], nodes: readonly Range[]) {
  const ofFile: Problem[] = []
  const ofCases = new Map<number, Problem[]>()
  let at = 0
  for (const problem of problems) {
    while (at < nodes.length && problem.offset >= nodes[at]!.offset + nodes[at]!.length) at++
    if (at === nodes.length || problem.offset < nodes[at]!.offset) ofFile.push(problem)
    else ofCases.set(at, [...(ofCases.get(at) ?? []), problem])
  }
  return { ofFile, ofCases }
}

function readCase(node: Node, own: Json, defaults: JsonObject, problems: readonly Problem[]): TestCase {
  const given = withDefaults(objectOf(own), defaults)
  const name = valueAt(node, 'name')
  return {
    name: name?.kind === 'string' ? name.value : '',
    range: name ?? node,
    whole: node,
    skip: member(given, 'skip') === true,
    problems,
    input: member(given, 'input'),
    inputFile: text(given, 'inputFile'),
    testCase: text(given, 'testCase'),
    stateMachineName: text(given, 'stateMachineName'),
    mocks: object(given, 'mocks'),
    variables: object(given, 'variables'),
    context: object(given, 'context'),
    startTime: member(given, 'startTime') as string | number | undefined,
    seed: member(given, 'seed') as string | number | undefined,
    expect: objectOf(member(given, 'expect')) as Expectations,
  }
}

/** Members whose own members are merged. */
const merged: readonly string[] = ['mocks', 'variables', 'context', 'expect']
/** Either stands for the other. */
const inputs: readonly string[] = ['input', 'inputFile']

function withDefaults(own: JsonObject, defaults: JsonObject): JsonObject {
  const hasInput = inputs.some((name) => member(own, name) !== undefined)
  const made: Record<string, Json> = {}
  for (const [name, value] of Object.entries(defaults)) if (!hasInput || !inputs.includes(name)) setMember(made, name, value)
  for (const [name, value] of Object.entries(own)) {
    const before = member(made, name)
    setMember(made, name, merged.includes(name) && isObject(before) && isObject(value) ? { ...before, ...value } : value)
  }
  return made
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

const object = (from: JsonObject, name: string): JsonObject | undefined => {
  const value = member(from, name)
  return isObject(value) ? value : undefined
}

const text = (from: JsonObject, name: string): string | undefined => {
  const value = member(from, name)
  return typeof value === 'string' ? value : undefined
}
