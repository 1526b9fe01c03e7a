import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { memberOf } from '../../model/machine'
import type { Member, Node } from '../../syntax/node'
import type { Definition } from './types'

/** Characters of a definition that are sent. */
const most = 20_000

/** What a document says at a node, without the blanks that all lines but the first begin with. */
export function textAt({ text }: Pick<AslDocument, 'text'>, { offset, length }: Range): Definition {
  const lines = text.slice(offset, offset + Math.min(length, most)).split('\n')
  const begun = offset - (text.lastIndexOf('\n', offset - 1) + 1)
  const own = /^[ \t]*/.exec(text.slice(offset - begun, offset))![0].length
  const inner = lines.slice(1).filter((line) => line.trim() !== '')
  const common = Math.min(own, ...inner.map((line) => /^[ \t]*/.exec(line)![0].length))
  return {
    text: [lines[0]!, ...lines.slice(1).map((line) => line.slice(common))].join('\n'),
    range: { offset, length },
    ...(length > most && { cut: true }),
  }
}

/** The member of a field, under its old name too. */
export const fieldMember = (holder: Node, field: string, formerly: string | undefined): Member | undefined =>
  memberOf(holder, field) ?? (formerly === undefined ? undefined : memberOf(holder, formerly))
