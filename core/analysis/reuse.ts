import type { AslDocument } from '../model/document'
import type { State } from '../model/machine'
import type { Finding } from './rule'
import { seesMapItem } from './variables'

/** States longer than this are checked anew each time: a text is compared in full, also that of the states nested in it. */
const longest = 5000
/** The characters of the texts of one generation: those of the largest definition four times over. */
const atMost = 4_000_000

interface Generations {
  young: Map<string, readonly Finding[]>
  old: ReadonlyMap<string, readonly Finding[]>
}

/** By everything that a state's findings depend on besides its text. Of two generations the older one goes when the newer is full. */
const contexts = new Map<string, Generations>()
let young = 0

/**
 * Finds what was found before in a state of the same text: after a keystroke that is all of them but one. Findings are kept with
 * offsets from the beginning of the state's member; nothing else of a document is kept, and the answers are those of a fresh check.
 */
export class KnownStates {
  private readonly text: string | undefined

  constructor(
    { text, format, content }: AslDocument,
    private readonly type: 'STANDARD' | 'EXPRESS' | undefined,
    private readonly findings: Finding[],
  ) {
    // in a template, and behind an anchor of YAML, a place is no matter of its state's text alone
    const isPlain = content === 'definition' && (format === 'json' || !text.includes('&'))
    this.text = isPlain ? text : undefined
  }

  /** `run` checks the state, and says whether what it found depends on the state's text alone. */
  check(state: State, run: () => boolean): void {
    const { offset, length } = state.member
    if (this.text === undefined || length > longest) {
      run()
      return
    }
    const text = this.text.slice(offset, offset + length)
    const generations = generationsOf(this.contextOf(state))
    const known = generations.young.get(text) ?? generations.old.get(text)
    if (known) {
      for (const finding of known) this.findings.push(moved(finding, offset))
      if (!generations.young.has(text)) keep(generations, copyOf(text), known)
      return
    }
    const before = this.findings.length
    if (!run()) return
    keep(
      generations,
      copyOf(text),
      this.findings.slice(before).map((finding) => moved(finding, -offset)),
    )
  }

  private contextOf({ machine }: State): string {
    return `${machine.queryLanguage} ${this.type} ${machine.owner === undefined} ${seesMapItem(machine)}`
  }
}

/** A part of a text keeps all of that text in memory; a copy does not. */
const copyOf = (part: string): string => JSON.parse(JSON.stringify(part))

function generationsOf(context: string): Generations {
  const known = contexts.get(context)
  if (known) return known
  const made = { young: new Map(), old: new Map() }
  contexts.set(context, made)
  return made
}

function keep(generations: Generations, text: string, findings: readonly Finding[]): void {
  young += text.length
  if (young > atMost) {
    young = text.length
    for (const each of contexts.values()) {
      each.old = each.young
      each.young = new Map()
    }
  }
  generations.young.set(text, findings)
}

/** A finding at another place. Its `location` is a node of one document, which nobody asks here. */
function moved({ location: _location, ...finding }: Finding, by: number): Finding {
  const related = finding.related?.map((other) => ({ ...other, offset: other.offset + by }))
  return { ...finding, offset: finding.offset + by, ...(related && { related }) }
}
