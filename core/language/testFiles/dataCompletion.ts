import type { State } from '../../model/machine'
import type { Step } from '../../syntax/walk'
import { tabbed } from '../edit/printed'
import { jsonSnippet } from '../edit/snippet'
import type { Writer } from '../features/completion/item'
import { isAt } from '../mockFiles/fields'
import { membersOf } from '../mockFiles/mockFile'
import { exampleInputs } from '../shapes/inputs'
import { describeShape, type Shape, shapeName } from '../shapes/shape'
import { answerSkeleton } from '../shapes/taskAnswer'
import type { CompletionItem, LanguageContext } from '../types'
import { callShape, shapeAt } from './data'
import type { Target } from './target'

/** The members that known data has at a path of a case: of an output, an input, a task's result or what it receives. */
export function dataMembers(writer: Writer, inCase: readonly Step[], target: Target): CompletionItem[] {
  const { cursor, context } = writer
  const shape = shapeAt(inCase, target, context)
  if (shape?.kind !== 'object') return []
  const present = new Set(membersOf(cursor.object).flatMap((member) => (member === cursor.member ? [] : [member.key.value])))
  return [...shape.members]
    .filter(([name]) => !present.has(name))
    .map(([name, member], i) =>
      writer.key(
        {
          label: name,
          kind: 'path',
          detail: shapeName(member),
          documentation: () => `\`\`\`json\n${describeShape(member)}\n\`\`\``,
          sort: `2${String(i).padStart(4, '0')}`,
        },
        name,
        sample(member, 0),
      ),
    )
}

/** A whole value to begin with: what a task is known to answer or to receive, an example of the input. */
export function dataValue(writer: Writer, inCase: readonly Step[], target: Target): CompletionItem[] {
  const state = target.states.get(String(inCase[inCase[0] === 'mocks' ? 1 : 2]))
  const isReturn = isAt(['mocks', '*', 'Return'], inCase) || isAt(['mocks', '*', '*', 'Return'], inCase)
  if (isReturn && state !== undefined) {
    const known = answerSkeleton(target.document, state)
    return known === undefined ? [] : [whole(writer, 'What the task answers', jsonSnippet(tabbed(known)))]
  }
  if (isAt(['expect', 'calls', '*', '*'], inCase) && state !== undefined)
    return [whole(writer, 'What the task receives', callSkeleton(state, target, writer.context))]
  if (isAt(['input'], inCase))
    return exampleInputs(target.uri, writer.context).map((value, i) => whole(writer, `Example ${i + 1}`, jsonSnippet(tabbed(value))))
  const shape = shapeAt(inCase, target, writer.context)
  if (shape === undefined || !('value' in shape) || shape.value === undefined) return []
  const text = JSON.stringify(shape.value)
  return [
    typeof shape.value === 'string'
      ? writer.string({ label: shape.value, kind: 'value' }, shape.value)
      : writer.literal({ label: text, kind: 'value' }, text),
  ]
}

const whole = (writer: Writer, label: string, snippet: string): CompletionItem =>
  writer.value({ label, kind: 'snippet', documentation: `\`\`\`json\n${snippet.replace(/\\(.)/g, '$1')}\n\`\`\`` }, snippet)

/** What a task receives, as a snippet: its members with empty values. */
export const callSkeleton = (state: State, target: Target, context: LanguageContext): string => sample(callShape(state, target, context), 0)

/** Deeper and longer than a person fills in by hand. */
const deepest = 4
const mostMembers = 12

/** A value of a shape, as a snippet in JSON. */
function sample(shape: Shape, depth: number): string {
  if (shape.kind === 'object') {
    if (depth >= deepest) return '{}'
    const rows = [...shape.members]
      .slice(0, mostMembers)
      .map(([name, member]) => `\t${jsonSnippet(JSON.stringify(name))}: ${sample(member, depth + 1).replaceAll('\n', '\n\t')}`)
    return rows.length === 0 ? '{}' : `{\n${rows.join(',\n')}\n}`
  }
  if (shape.kind === 'array') return '[]'
  if (shape.kind === 'any') return depth === 0 ? '{}' : '""'
  if ('value' in shape && shape.value !== undefined) return jsonSnippet(JSON.stringify(shape.value))
  return { string: '""', number: '0', boolean: 'true', null: 'null' }[shape.kind]
}
