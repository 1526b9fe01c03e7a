import { stemOf } from '../model/fileNames'
import { valueAt } from '../model/machine'
import type { Member, Node, ObjectNode } from '../syntax/node'
import type { TestCase } from './types'

/** A state machine in the folder of a mock file: a definition's file, or a template and the logical id in it. */
export interface Neighbour {
  /** The file's name. */
  readonly file: string
  readonly logicalId?: string
}

/** The test cases of a mock file for one state machine beside it, as tests by their own names. */
interface MockTests {
  readonly neighbour: Neighbour
  readonly cases: readonly TestCase[]
}

/**
 * The tests of a mock file of Step Functions Local, by its tree: each test case of a state machine that is beside it. `names`: of all files there, of which
 * `NAME.input.json` is the input. Nothing more than SUCCEEDED is expected.
 */
export function mockTests(root: Node | undefined, neighbours: readonly Neighbour[], names: readonly string[]): MockTests[] {
  const machines = membersOf(valueAt(root, 'StateMachines'))
  return machines.flatMap(({ key, value }) => {
    const neighbour = neighbourOf(key.value, neighbours, machines.length === 1)
    if (neighbour === undefined) return []
    const inputFile = inputOf(neighbour, names)
    const cases = membersOf(valueAt(value, 'TestCases')).map((each) => mockCase(each, key.value, inputFile))
    return cases.length === 0 ? [] : [{ neighbour, cases }]
  })
}

/** The state machine of that name, written in any way; else the only one there, where the file has no other. Definitions come before templates. */
function neighbourOf(name: string, neighbours: readonly Neighbour[], isOnly: boolean): Neighbour | undefined {
  const named = neighbours.find((each) => nameOf(each) === name) ?? neighbours.find((each) => lettersOf(nameOf(each)) === lettersOf(name))
  if (named !== undefined || !isOnly) return named
  const definitions = neighbours.filter(({ logicalId }) => logicalId === undefined)
  const [first, ...more] = definitions.length > 0 ? definitions : neighbours
  return more.length === 0 ? first : undefined
}

const nameOf = ({ file, logicalId }: Neighbour) => logicalId ?? stemOf(file)

/** `OrderProcessing`, `order-processing` and `order_processing` are one name. */
const lettersOf = (name: string) => name.replaceAll(/[-_ .]/g, '').toLowerCase()

const inputEnding = '.input.json'

function inputOf(neighbour: Neighbour, names: readonly string[]): string | undefined {
  const name = nameOf(neighbour)
  const inputs = names.filter((each) => each.endsWith(inputEnding))
  const stem = (input: string) => input.slice(0, -inputEnding.length)
  return inputs.find((each) => stem(each) === name) ?? inputs.find((each) => lettersOf(stem(each)) === lettersOf(name))
}

const mockCase = ({ key, value }: Member, stateMachineName: string, inputFile: string | undefined): TestCase => ({
  name: key.value,
  range: key,
  whole: { offset: key.offset, length: value === undefined ? key.length : value.offset + value.length - key.offset },
  skip: false,
  problems: [],
  input: undefined,
  inputFile,
  testCase: key.value,
  stateMachineName,
  mocks: undefined,
  variables: undefined,
  context: undefined,
  startTime: undefined,
  seed: undefined,
  expect: {},
})

/** The members of an object; of two with one name the last, as JSON reads them. */
const membersOf = (node: Node | undefined): ObjectNode['members'] =>
  node?.kind === 'object' ? [...new Map(node.members.map((each) => [each.key.value, each])).values()] : []
