import { expect, test } from 'vitest'
import type { FileCoverage, StatementCoverage } from 'vscode'
import { addCoverage, loadDetailedCoverage } from '../../../client/tests/coverage'
import { parseDocument } from '../../../core/model/parse'
import { Tally } from '../../../core/run/coverage/tally'

const text = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Kind",
  "States": {
    "Kind": {
      "Type": "Choice",
      "Choices": [{ "Condition": "{% true ? 1 : 2 %}", "Next": "a \\"b\\"" }],
      "Default": "a \\"b\\""
    },
    "a \\"b\\"": { "Type": "Succeed" }
  }
}`

function definition(file: string, stateMachine?: string) {
  const tally = new Tally()
  const { machine } = parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]!
  tally.add({ file, stateMachine, text, machine })
  return tally.coverage()[0]!
}

/** `line:character-line:character`, or where it has no end. */
const placed = (location: unknown) => {
  const { start, end, line, character } = location as Record<string, { line: number; character: number }>
  return start === undefined ? `${line}:${character}` : `${start.line}:${start.character}-${end!.line}:${end!.character}`
}

test('a run shows what its tests have reached, file by file', async () => {
  const added: FileCoverage[] = []
  const reached = definition('/w/a.asl.json')
  const states = reached.states.map((state) => ({
    ...state,
    entered: 2,
    branches: state.branches.map((way) => ({ ...way, count: way.index === 0 ? 2 : 0 })),
  }))
  addCoverage({ addCoverage: (file) => void added.push(file) }, [
    { ...reached, states },
    definition('/w/t.yaml', 'One'),
    definition('/w/t.yaml', 'Two'),
    { ...reached, file: '/w/empty.asl.json', states: [] },
  ])
  expect(added.map(({ uri, statementCoverage, declarationCoverage }) => [uri.fsPath, statementCoverage, declarationCoverage])).toEqual([
    ['/w/a.asl.json', { covered: 2, total: 2 }, { covered: 2, total: 2 }],
    ['/w/t.yaml', { covered: 0, total: 4 }, { covered: 0, total: 4 }],
  ])
  const details = await loadDetailedCoverage(undefined as never, added[0]!, undefined as never)
  expect(details.map(({ location, executed }) => `${placed(location)} ${executed}`)).toEqual([
    '4:4-4:10 2',
    '4:4-4:10 2',
    '9:4-9:13 2',
    '9:4-9:13 2',
  ])
  const { branches } = details[1] as StatementCoverage
  expect(branches.map(({ label, location, executed }) => `${label} ${placed(location)} ${executed}`)).toEqual([
    'Choices[0] to "a \\"b\\"" 6:18 2',
    'Default to "a \\"b\\"" 7:17 2',
    'a conditional whose condition holds 6:44-6:48 2',
    'a conditional whose condition does not hold 6:48 2',
  ])
})
