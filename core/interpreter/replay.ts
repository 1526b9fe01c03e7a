import type { ExecutionImpl } from './execution'
import type { Command, Journal, JournalEntry } from './journal'
import type { ThreadImpl } from './thread'

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

/**
 * Does again what was done up to the journal's position, without waiting for anything. `look` is called with each thread that is about to go on, before what was
 * done there; `doing` with what somebody has done, before it is done again.
 */
export function replay(
  execution: ExecutionImpl,
  journal: Journal,
  look: (next: ThreadImpl) => void = () => {},
  doing: (command: Command) => void = () => {},
): void {
  const { effects } = execution
  const script = new Script(journal)
  effects.follow(script)
  let looked = -1
  try {
    for (;;) {
      const { next } = execution
      if (next !== undefined && execution.position > looked) look(next)
      looked = execution.position
      const command = script.commandAt(execution.position)
      if (command !== undefined) {
        doing(command as Command)
        redo(execution, command as Command)
        continue
      }
      if (execution.position >= script.end || execution.status !== 'RUNNING') break
      const before = execution.position
      void execution.step()
      if (execution.position === before) break
    }
  } finally {
    effects.live()
  }
}

function redo(execution: ExecutionImpl, command: Command): void {
  switch (command.kind) {
    case 'abort':
      execution.abort(command.error, command.cause)
      return
    case 'redrive':
      execution.redrive(command.time)
      return
    case 'jump': {
      const target = execution.next?.machine.states.get(command.state)
      if (target !== undefined) execution.jump(target.state, command.input)
      return
    }
    case 'defer':
      execution.defer()
      return
    case 'inject': {
      const thread = execution.threads.find(({ id }) => id === command.thread)
      if (thread !== undefined) execution.inject(thread, command.fault)
      return
    }
    case 'payload':
    case 'variable': {
      const thread = execution.threads.find(({ id }) => id === command.thread)
      if (command.kind === 'variable') thread?.setVariable(command.name, command.value)
      else if (thread !== undefined) thread.payload = command.value
    }
  }
}
