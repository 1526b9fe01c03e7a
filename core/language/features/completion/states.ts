import { machineSnippets, stateSnippets } from '../../data/states'
import { escapeSnippet, withoutPlaceholders } from '../../edit/snippet'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

/** Whole states, where a name in States is written: name and body. */
export function completeStates(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const taken = cursor.machine?.states
  return [
    ...misspelt(writer),
    ...applicable(writer).map(({ label, name, doc, body }, i) => {
      const free = freeName(name, taken)
      const suggestion = {
        label: `${label} state`,
        kind: 'snippet' as const,
        documentation: () => preview(doc, body),
        sort: `1${String(i).padStart(2, '0')}`,
      }
      return writer.entry({ ...suggestion, filter: free }, `\${1:${escapeSnippet(free)}}`, body)
    }),
  ]
}

/** The body of a state whose name is there already. */
export function completeStateBody(writer: Writer): CompletionItem[] {
  return applicable(writer).map(({ label, doc, body }, i) =>
    writer.value(
      { label: `${label} state`, kind: 'snippet', documentation: () => preview(doc, body), sort: String(i).padStart(2, '0') },
      body,
    ),
  )
}

/** A first state machine, in an empty file. */
export function completeMachine(writer: Writer): CompletionItem[] {
  return machineSnippets.map(({ label, doc, body }, i) =>
    writer.root({ label, kind: 'snippet', documentation: () => preview(doc, body), sort: String(i) }, body),
  )
}

const applicable = ({ cursor }: Writer) => stateSnippets.filter((s) => s.language === undefined || s.language === cursor.queryLanguage)

/** Names that something leads to and that are no states yet. */
function misspelt(writer: Writer): CompletionItem[] {
  const { machine } = writer.cursor
  if (machine === undefined) return []
  const missing = new Set<string>()
  const add = (target: string) => {
    if (!machine.states.has(target)) missing.add(target)
  }
  if (machine.startAt !== undefined) add(machine.startAt.target)
  for (const state of machine.states.values()) for (const { target } of state.transitions) add(target)
  return [...missing].map((name) =>
    writer.entry(
      { label: name, kind: 'state', detail: 'named by a transition', sort: `0${name}` },
      escapeSnippet(name),
      '{\n\t"Type": "${1|Task,Pass,Choice,Wait,Succeed,Fail,Parallel,Map|}",\n\t$0\n}',
    ),
  )
}

function freeName(name: string, taken: ReadonlyMap<string, unknown> | undefined): string {
  let free = name
  for (let i = 2; taken?.has(free); i++) free = `${name} ${i}`
  return free
}

const preview = (doc: string, body: string) => `${doc}\n\n\`\`\`json\n${withoutPlaceholders(body).replaceAll('\t', '  ')}\n\`\`\``
