import { expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { analyse } from '../../core/analysis/analyse'
import { parseDocument } from '../../core/model/parse'
import { OpenDocument } from '../../server/documents'
import { Positions } from '../../server/positions'
import { definitions } from '../support/definitions'
import { mutate, randomOf } from '../support/fuzz'

/** The smallest range that changes one text into the other. */
function difference(before: string, after: string) {
  let offset = 0
  while (offset < before.length && before[offset] === after[offset]) offset++
  let end = 0
  while (end < Math.min(before.length, after.length) - offset && before.at(-1 - end) === after.at(-1 - end)) end++
  return { offset, length: before.length - end - offset, text: after.slice(offset, after.length - end) }
}

test.each(['utf-16', 'utf-8', 'utf-32'] as const)('changes in ranges, counted in %s, give what a fresh open gives', (encoding) => {
  const random = randomOf(7)
  for (const { kind, text: original } of definitions) {
    const languageId = kind.format === 'yaml' ? 'asl-yaml' : 'asl'
    const open = new OpenDocument(TextDocument.create('file:///a', languageId, 0, original), encoding, () => ({}))
    let text = original
    for (let version = 1; version <= 20; version++) {
      const change = difference(text, mutate(text, random).text)
      // A client sends whole characters, so that an edit within one, or within a line break, cannot come.
      const positions = new Positions(TextDocument.create('file:///a', languageId, 0, text), encoding)
      const range = positions.range(change)
      const { offset, length } = positions.span(range)
      open.change([{ range, text: change.text }], version)
      text = text.slice(0, offset) + change.text + text.slice(offset + length)
    }
    expect(open.document.text).toBe(text)
    expect(analyse(open.document)).toEqual(analyse(parseDocument(text, { format: kind.format, content: 'definition' })))
  }
})
