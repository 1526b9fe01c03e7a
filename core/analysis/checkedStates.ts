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

/**
 * Finds what was found before in a state of the same text: after a keystroke that is all of them but one. Findings are kept with
 * offsets from the beginning of the state's member; nothing else of a document is kept, and the answers are those of a fresh check.
 */
export class CheckedStates {
  /** By everything that a state's findings depend on besides its text. Of two generations the older one goes when the newer is full. */
  private readonly contexts = new Map<string, Generations>()
  private young = 0

  /** The states of one definition of a document; what is found in them goes to `findings`. */
  of(document: AslDocument, type: 'STANDARD' | 'EXPRESS' | undefined, findings: Finding[]): StatesOfText {
    return new StatesOfText(this, document, type, findings)
  }

  known(context: string, text: string): readonly Finding[] | undefined {
    const generations = this.contexts.get(context)
    const known = generations?.young.get(text) ?? generations?.old.get(text)
    if (known !== undefined && !generations!.young.has(text)) this.remember(context, text, known)
    return known
  }

  remember(context: string, text: string, findings: readonly Finding[]): void {
    this.young += text.length
    if (this.young > atMost) {
      this.young = text.length
      for (const each of this.contexts.values()) {
        each.old = each.young
        each.young = new Map()
      }
    }
    let generations = this.contexts.get(context)
    if (generations === undefined) this.contexts.set(context, (generations = { young: new Map(), old: new Map() }))
    generations.young.set(copyOf(text), findings)
  }
}

/** The states of one text, checked or known. */
export class StatesOfText {
  private readonly text: string | undefined

  constructor(
    private readonly checked: CheckedStates,
    { text, format, content, rendered }: AslDocument,
    private readonly type: 'STANDARD' | 'EXPRESS' | undefined,
    private readonly findings: Finding[],
  ) {
    // in a template, and behind an anchor of YAML, a place is no matter of its state's text alone
    const isPlain = content === 'definition' && !rendered && (format === 'json' || !text.includes('&'))
    this.text = isPlain ? text : undefined
  }

  /** Puts the findings of a state where all go. `run` checks it, and says whether what it found depends on the state's text alone. */
  check(state: State, run: () => boolean): void {
    const { offset, length } = state.member
    if (this.text === undefined || length > longest) {
      run()
      return
    }
    const text = this.text.slice(offset, offset + length)
    const context = this.contextOf(state)
    const known = this.checked.known(context, text)
    if (known) {
      for (const finding of known) this.findings.push(moved(finding, offset))
      return
    }
    const before = this.findings.length
    if (!run()) return
    this.checked.remember(
      context,
      text,
      this.findings.slice(before).map((finding) => moved(finding, -offset)),
    )
  }

  private contextOf({ machine }: State): string {
    return `${machine.queryLanguage} ${this.type} ${machine.owner === undefined} ${seesMapItem(machine)}`
  }
}

/** A part of a text keeps all of that text in memory; a copy does not. */
const copyOf = (part: string): string => JSON.parse(JSON.stringify(part))

/** A finding at another place. Its `location` is a node of one document, which nobody asks here. */
function moved({ location: _location, ...finding }: Finding, by: number): Finding {
  const related = finding.related?.map((other) => ({ ...other, offset: other.offset + by }))
  return { ...finding, offset: finding.offset + by, ...(related && { related }) }
}
