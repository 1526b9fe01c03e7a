import type { Journal, JournalEntry } from './journal'

type Effect = Extract<JournalEntry, { readonly key: string }>

/** A journal that is being followed. */
export class Script {
  /** Up to here the execution is what the journal says; behind it, it lives. */
  readonly end: number
  private readonly effects = new Map<string, Effect>()
  private readonly used = new Set<string>()
  private readonly commands: JournalEntry[] = []
  private done = 0

  constructor({ position, entries }: Journal) {
    this.end = position
    for (const entry of entries) {
      if ('key' in entry) this.effects.set(entry.key, entry)
      else this.commands.push(entry)
    }
  }

  /** What was answered; it is there from its position on. Undefined: nothing had come before the end. */
  effect(key: string): Effect | undefined {
    const effect = this.effects.get(key)
    if (effect !== undefined) this.used.add(key)
    return effect
  }

  /** What nobody has asked for. */
  unused(): Effect[] {
    return [...this.effects.values()].filter(({ key }) => !this.used.has(key))
  }

  /** What was done at a position, or before it and not yet again. Each is given once. */
  commandAt(position: number): JournalEntry | undefined {
    const command = this.commands[this.done]
    if (command === undefined || command.at > position) return undefined
    this.done++
    return command
  }
}
