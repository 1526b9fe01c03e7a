import { variablesIn } from '../../cursor/stateAt'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

/** The names that an Assign can set again: those that are visible here, and those that the scope assigns elsewhere. */
export function completeVariables(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const { state, machine, definition } = cursor
  if (state === undefined || machine === undefined || definition === undefined) return []
  const plain = (key: string) => (key.endsWith('.$') ? key.slice(0, -2) : key)
  const present = new Set(cursor.object?.members.filter((m) => m !== cursor.member).map((m) => plain(m.key.value)))
  const names = new Set(
    variablesIn(definition)
      .definitions.filter((d) => d.state.machine === machine)
      .map((d) => d.name),
  )
  if (cursor.member !== undefined) names.delete(plain(cursor.member.key.value))
  const jsonata = cursor.queryLanguage === 'JSONata'
  return [...names]
    .filter((name) => !present.has(name))
    .map((name) => {
      const key = jsonata ? name : `${name}.$`
      return writer.key({ label: key, kind: 'variable', again: true }, key, jsonata ? '"{% $0 %\\}"' : '"\\$$0"')
    })
}
