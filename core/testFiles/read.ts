import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../base/json'
import type { Problem } from '../base/problem'
import type { AslDocument } from '../model/document'
import { valueAt } from '../model/machine'
import type { Node } from '../syntax/node'
import { toJson } from '../syntax/walk'
import type { Expectations, TestCase, TestFile } from './types'

/** A test file, or why there is none; what is wrong with a case alone is with the case. */
type TestFileRead = { readonly kind: 'file'; readonly file: TestFile } | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }

/** Reads a document of content `test`. Never throws. */
export function readTestFile({ root, syntaxProblems }: AslDocument): TestFileRead {
  if (syntaxProblems.length > 0) return { kind: 'wrong', problems: syntaxProblems }
  const cases = valueAt(root, 'cases')
  const definition = valueAt(root, 'definition')
  if (root === undefined || cases?.kind !== 'array' || definition?.kind !== 'string')
    return { kind: 'wrong', problems: [fault(root, 'A test file is an object with a definition and a list of cases.')] }
  const given = objectOf(toJson(root))
  const config = member(given, 'config')
  const defaults = objectOf(member(given, 'defaults'))
  return {
    kind: 'file',
    file: {
      definition: definition.value,
      stateMachine: text(given, 'stateMachine'),
      config: config === false ? false : text(given, 'config'),
      mockConfig: text(given, 'mockConfig'),
      cases: cases.items.map((node) => readCase(node, defaults)),
    },
  }
}

const fault = (at: Node | undefined, message: string): Problem => ({
  code: 'TEST_FORM',
  severity: 'error',
  message,
  offset: at?.offset ?? 0,
  length: at?.length ?? 0,
})

function readCase(node: Node, defaults: JsonObject): TestCase {
  const own = toJson(node)
  const given = withDefaults(objectOf(own), defaults)
  const name = valueAt(node, 'name')
  const problems = name?.kind === 'string' && isObject(own) ? [] : [fault(node, 'A case is an object with a name.')]
  return {
    name: name?.kind === 'string' ? name.value : '',
    range: name ?? node,
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
  return isObject(value) && !isArray(value) ? value : undefined
}

const text = (from: JsonObject, name: string): string | undefined => {
  const value = member(from, name)
  return typeof value === 'string' ? value : undefined
}
