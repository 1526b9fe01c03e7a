import { errorNamed } from '../../aws/errors'
import type { Json, JsonObject } from '../../base/json'
import { setMember } from '../../base/json'
import type { Range } from '../../base/range'
import { testName } from '../../model/fileNames'
import { machinesOf } from '../../model/graph'
import { isTask, type State, type Transition, valueAt } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import { contains } from '../../syntax/walk'
import { folderOf, relativePath } from '../configFiles/paths'
import { definitionAt, placeAt } from '../cursor/stateAt'
import { appendItem, difference } from '../edit/putMember'
import { allStates } from '../mockFiles/mockFile'
import { fileName } from '../names/fileName'
import { exampleInputs } from '../shapes/inputs'
import type { CodeAction, LanguageContext, LocatedDocument } from '../types'
import { answerOf } from './actions'
import type { Target } from './target'
import { foundTarget } from './target'
import { testFilesAround, usesInTests } from './uses'
import { wayOn, wayTo } from './ways'

/** A case for a state that no test names: its name, an input, mocks for the tasks on the way, and that the way leads through it. */
export function createCaseActions(located: LocatedDocument, { offset }: Range, context: LanguageContext): CodeAction[] {
  const { uri, document } = located
  const definition = definitionAt(document, offset)
  const state = definition && placeAt(definition.machine, offset).state
  if (definition === undefined || state === undefined || !contains(state.key, offset)) return []
  if (usesInTests(uri, { name: state.name, definition }, context.workspace).length > 0) return []
  const target: Target = { ...located, definition, states: allStates(definition.machine) }
  const elsewhere = inFile(target, caseThrough(state, target, context), context)
  return elsewhere === undefined
    ? []
    : [{ title: `Create a test case through '${state.name}'`, kind: 'refactor.rewrite', edits: [], elsewhere }]
}

/** The case at the end of the test file of the state machine, or of a new one beside it. */
function inFile(target: Target, made: JsonObject, { workspace }: LanguageContext): CodeAction['elsewhere'] {
  const { uri, definition } = target
  const { logicalId } = definition
  const known = testFilesAround(uri, workspace).find((each) => {
    const found = foundTarget(each, workspace)
    return found?.uri === uri && found.definition.logicalId === logicalId
  })
  if (known !== undefined) {
    const cases = valueAt(known.document.root, 'cases')
    if (cases?.kind !== 'array' || known.document.syntaxProblems.length > 0) return undefined
    return { uri: known.uri, edits: difference(known.document.text, appendItem(known.document, cases, made)) }
  }
  const name = fileName(uri)
  const file = `${folderOf(uri)}${encodeURIComponent(testName(logicalId === undefined ? name : `${name.replace(/\.\w+$/, '')}.${logicalId}.asl.json`))}`
  const path = relativePath(folderOf(file), uri)
  if (path === undefined || workspace.exists(file)) return undefined
  const begun = `${JSON.stringify({ definition: path, ...(logicalId !== undefined && { stateMachine: logicalId }), cases: [] }, undefined, 2)}\n`
  const document = parseDocument(begun, { format: 'json', content: 'test' })
  const cases = valueAt(document.root, 'cases')
  return cases?.kind !== 'array'
    ? undefined
    : { uri: file, edits: [{ offset: 0, length: 0, text: appendItem(document, cases, made) }], isNew: true }
}

/** The top level's way through a state: the shortest one from the start, and the shortest one on to an end. */
function caseThrough(state: State, target: Target, context: LanguageContext): JsonObject {
  let top = state
  while (top.machine.owner !== undefined) top = top.machine.owner
  const way = [...wayTo(top), ...wayOn(top)]
  const mocks: Record<string, Json> = {}
  for (const { state: each, by } of way) {
    // a way that a Catcher takes begins with an error, of the state or within it
    const answer = (task: State) => (by?.kind === 'Catch' ? thrown(by) : answerOf(task, target))
    if (isTask(each)) setMember(mocks, each.name, answer(each))
    for (const machine of each.machines.flatMap((inner) => [...machinesOf(inner)]))
      for (const inner of machine.states.values()) if (isTask(inner)) setMember(mocks, inner.name, answer(inner))
  }
  return {
    name: `goes through ${state.name}`,
    input: exampleInputs(target.uri, context)[0] ?? {},
    ...(Object.keys(mocks).length > 0 && { mocks }),
    expect: {
      ...(way.at(-1)?.state.type === 'Fail' && { status: 'FAILED' }),
      path: way.map((each) => each.state.name),
      ...(state !== top && { visits: { [state.name]: 1 } }),
    },
  }
}

/** An error that a Catcher takes. */
function thrown({ member }: Transition): Json {
  const names = valueAt(member.parent, 'ErrorEquals')
  const [first] = names?.kind === 'array' ? names.items : []
  const name = first?.kind === 'string' && !errorNamed(first.value)?.unanswerable ? first.value : 'States.TaskFailed'
  return { Throw: { Error: name, Cause: '' } }
}
