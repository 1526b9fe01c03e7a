import { membersAt } from '../../forms/find'
import type { FormMember } from '../../forms/form'
import { isTask, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { nodeAt, pathOf, toJson } from '../../syntax/walk'
import { testFileForm } from '../../testFiles/members'
import { describeState, plain } from '../features/describeState'
import { isAt } from '../mockFiles/fields'
import { membersOf } from '../mockFiles/mockFile'
import { fileName } from '../names/fileName'
import { describeShape } from '../shapes/shape'
import type { Hover, LanguageContext, LocatedDocument } from '../types'
import { callShape, outputShape } from './data'
import { casesIn, nameOf } from './names'
import { meantBy } from './navigation'
import { foundTarget } from './target'

/** What a name or a member of a test file stands for. LSP: textDocument/hover. */
export function testHover(located: LocatedDocument, offset: number, context: LanguageContext): Hover | undefined {
  const { root } = located.document
  const node = nodeAt(root, offset)
  if (node?.kind !== 'string') return undefined
  const path = pathOf(node)
  const isKey = node.parent?.kind === 'member' && node.parent.key === node
  const name = nameOf(node, root)
  const meant = name && meantBy(name, located, context.workspace)
  const markdown =
    meant?.kind === 'state'
      ? [describeState(meant.state), ...receives(located, meant.state.name, path, context)].join('\n\n')
      : meant?.kind === 'testCase'
        ? mockedStates(
            meant.testCase.states.map((state) => [state.name, state.response?.value ?? '']),
            fileName(meant.mock.uri),
          )
        : isKey
          ? describeMember(
              membersAt(testFileForm, path.slice(0, -1)).find((member) => member.name === node.value),
              located,
              path,
              context,
            )
          : isAt(['cases', '*', 'name'], path)
            ? describeCase(casesIn(root)[Number(path[1])])
            : undefined
  return markdown === undefined ? undefined : { range: { offset: node.offset, length: node.length }, markdown }
}

const json = (text: string): string => `\`\`\`json\n${text}\n\`\`\``

/** What a task is known to receive, where that is expected. */
function receives(located: LocatedDocument, name: string, path: readonly (string | number)[], context: LanguageContext): string[] {
  const target = path.includes('calls') ? foundTarget(located, context.workspace) : undefined
  const state = target?.states.get(name)
  if (target === undefined || state === undefined || !isTask(state)) return []
  const shape = callShape(state, target, context)
  return shape.kind === 'object' && shape.members.size > 0 ? [`Receives\n\n${json(describeShape(shape))}`] : []
}

const mockedStates = (states: readonly (readonly [string, string])[], file: string): string =>
  [`Test case of \`${file}\``, ...states.slice(0, 20).map(([name, response]) => `- ${plain(name)}: ${plain(response)}`)].join('\n\n')

function describeMember(
  member: FormMember | undefined,
  located: LocatedDocument,
  path: readonly (string | number)[],
  context: LanguageContext,
): string | undefined {
  if (member === undefined) return undefined
  const without = member.default === undefined ? [] : [`Default: \`${JSON.stringify(member.default)}\``]
  const target = path.at(-2) === 'expect' && /^output/.test(member.name) ? foundTarget(located, context.workspace) : undefined
  const shape = target && outputShape(target, context)
  const known = shape?.kind === 'object' && shape.members.size > 0 ? [`As far as it is known:\n\n${json(describeShape(shape))}`] : []
  return [`**${member.name}**${member.required ? ' · required' : ''}`, member.doc, ...without, ...known].join('\n\n')
}

/** What a case expects, in short. */
function describeCase(node: Node | undefined): string | undefined {
  const name = valueAt(node, 'name')
  return name?.kind !== 'string' ? undefined : [`**${plain(name.value)}**`, ...summaryOf(node)].join('\n\n')
}

/** What a case expects and how its tasks are answered, in a few lines of markdown. */
function summaryOf(node: Node | undefined): string[] {
  const expected = membersOf(valueAt(node, 'expect')).map(({ key, value }) => `- ${key.value}: ${value === undefined ? '' : shown(value)}`)
  const mocked = membersOf(valueAt(node, 'mocks')).map(({ key }) => plain(key.value))
  const testCase = valueAt(node, 'testCase')
  return [
    ...(testCase?.kind === 'string' ? [`Answers of the test case ${plain(testCase.value)}`] : []),
    ...(mocked.length === 0 ? [] : [`Mocked: ${mocked.slice(0, 12).join(', ')}${mocked.length > 12 ? ', …' : ''}`]),
    expected.length === 0 ? 'Expects that it succeeds.' : `Expects\n\n${expected.join('\n')}`,
  ]
}

const mostShown = 100

function shown(node: Node): string {
  const value = toJson(node)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return cut(value.map(plain).join(' → '))
  return `\`${cut(JSON.stringify(value)).replaceAll('`', "'")}\``
}

const cut = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text)
