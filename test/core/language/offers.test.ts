import { describe, expect, test } from 'vitest'
import { cursorAt } from '../../../core/language/cursor/cursor'
import { placeOf } from '../../../core/language/cursor/fieldAt'
import { complete } from '../../../core/language/features/completion'
import { hover } from '../../../core/language/features/hover'
import { descendants } from '../../../core/syntax/walk'
import { definitions } from '../../support/definitions'
import { applyItem, contextOf, open } from '../../support/editor'
import { randomOf } from '../../support/fuzz'

const context = contextOf({ snippets: false })

describe('what stands in a definition is offered where it stands', () => {
  test.each(definitions)('$name', ({ kind, text }) => {
    const document = open(text, kind)
    const at = (offset: number) => complete({ uri: 'file:///a', document }, offset, context).map((item) => item.label)
    let asked = 0
    for (const { root } of document.definitions)
      for (const node of descendants(root)) {
        if (node.kind !== 'member') continue
        const inside = (offset: number) => offset + (text[offset] === '\\' ? 2 : 1)
        const inKey = inside(node.key.offset)
        if (placeOf(cursorAt(document, inKey)).kind === 'object') {
          // A merge key of YAML is no field.
          if (node.key.value === '<<') continue
          asked++
          expect(at(inKey)).toContain(node.key.value)
          expect(hover({ uri: 'file:///a', document }, inKey, context)).toBeDefined()
        }
        if (node.value?.kind !== 'string' || node.value.substitutions !== undefined) continue
        const place = placeOf(cursorAt(document, inside(node.value.offset)))
        const field = place.kind === 'field' && place.rest.length === 0 ? place.field : undefined
        if (field?.value.kind !== 'transition' && field?.value.kind !== 'enum') continue
        asked++
        expect(at(inside(node.value.offset))).toContain(node.value.value)
      }
    expect(asked).toBeGreaterThan(5)
  })
})

describe('what is chosen anywhere in a definition leaves it readable', () => {
  test.each(definitions)('$name', ({ kind, text }) => {
    const random = randomOf(7)
    const document = open(text, kind)
    const before = document.syntaxProblems.length
    for (let round = 0; round < 150; round++) {
      const offset = random.next(text.length + 1)
      const items = complete({ uri: 'file:///a', document }, offset, context)
      for (const item of [items[0], items.at(-1), random.pick(items)]) {
        if (item === undefined) continue
        // LSP: the range is on one line and has the cursor in it.
        const { range } = item
        expect(text.slice(range.offset, range.offset + range.length), item.label).not.toContain('\n')
        expect(
          range.offset <= offset && offset <= range.offset + range.length,
          `${item.label} at ${offset}: ${range.offset}+${range.length}`,
        ).toBe(true)
        // LSP: additional edits neither overlap the item's own nor touch it.
        for (const edit of item.edits ?? [])
          expect(edit.offset + edit.length < item.range.offset || edit.offset > item.range.offset + item.range.length, item.label).toBe(
            true,
          )
        const after = applyItem(text, item)
        const found = open(after, kind).syntaxProblems
        expect(
          found.length,
          `${item.label} at ${offset}: ${found[0]?.message}\n${text.slice(0, offset)}|${text.slice(offset)}\n--- after\n${after}`,
        ).toBeLessThanOrEqual(before)
      }
    }
  })
})
