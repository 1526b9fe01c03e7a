import { type Intrinsic, intrinsics } from '../../../expressions/intrinsics/table'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

/** The intrinsic functions, where the cursor's word can be the name of one: at the beginning and as an argument. */
export function completeIntrinsics(writer: Writer): CompletionItem[] {
  const { token } = writer.cursor
  const before = token.value.slice(0, token.index)
  const word = /[\w.]*$/.exec(before)![0]
  const outside = before.slice(0, before.length - word.length).trimEnd()
  if (outside !== '' && !(outside.startsWith('States.') && /[(,]$/.test(outside))) return []
  if (word !== '' && !'States.'.startsWith(word.slice(0, 7))) return []
  const after = /^\w*/.exec(token.value.slice(token.index))![0]
  const called = token.value[token.index + after.length] === '('
  const from = token.index - word.length
  return intrinsics.map((intrinsic) => {
    const suggestion = {
      label: intrinsic.name,
      kind: 'function' as const,
      detail: signature(intrinsic),
      documentation: () => describeIntrinsic(intrinsic),
      sort: `5${intrinsic.name}`,
    }
    return writer.part(
      { ...suggestion, filter: intrinsic.name },
      from,
      token.index + after.length,
      called ? intrinsic.name : call(intrinsic),
    )
  })
}

/** `States.Format('${1:template}', ${2:values})` */
function call({ name, parameters }: Intrinsic): string {
  const needed = parameters.filter((p) => !p.optional)
  const args = needed.map((p, i) => (p.type === 'string' ? `'\${${i + 1}:${p.name}}'` : `\${${i + 1}:\\$.${p.name}}`))
  return `${name}(${args.join(', ')})`
}

/** One line, such as `States.Format(template, values...): string`. `?` marks an optional parameter. */
export const signature = ({ name, parameters, returns }: Intrinsic): string =>
  `${name}(${parameters.map((p) => (p.rest ? `${p.name}...` : p.optional ? `${p.name}?` : p.name)).join(', ')}): ${returns}`

/** Markdown: the signature, what the function does, and a line for each parameter. */
export function describeIntrinsic(intrinsic: Intrinsic): string {
  const parameters = intrinsic.parameters.map((p) => `- \`${p.name}\` (${p.type}${p.optional ? ', optional' : ''}): ${p.doc}`)
  return [`\`\`\`\n${signature(intrinsic)}\n\`\`\``, intrinsic.doc, parameters.join('\n')].filter((part) => part !== '').join('\n\n')
}
