import type { Json } from '../../base/json'
import { jsonText, sameJson } from '../../base/jsonText'
import type { Execution, JournalEntry, Keeper, Ports, TaskOutcome } from '../../interpreter'
import type { Definition } from '../../model/document'
import { toJson } from '../../syntax/walk'
import type { Run } from '../prepare'
import { optionNames, type SavedHeader, type SavedLine, type SavedOptions } from './format'
import type { Redaction } from './redact'

/** What a host says of a run that is saved. */
export type About = Pick<SavedHeader, 'file' | 'seed' | 'savedAt' | 'pid' | 'launch'>

/** The first line of a saved run. */
export function headerOf({ document, definition, options, replay }: Run, about: About): SavedHeader {
  const { logicalId } = definition
  const chosen = Object.fromEntries(optionNames.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])))
  return {
    stepthrough: 'run',
    version: 1,
    ...about,
    definition: document.content === 'definition' ? ownText(document.text, definition) : jsonText(toJson(definition.root)),
    ...(logicalId !== undefined && { logicalId }),
    options: chosen as unknown as SavedOptions,
    ...(replay && { recording: replay.recording as NonNullable<SavedHeader['recording']> }),
  }
}

/** The text of its file, where that is JSON and says all of it: nothing was put into it. */
function ownText(text: string, { root }: Definition): string {
  const whole = toJson(root)
  try {
    if (sameJson(JSON.parse(text) as Json, whole)) return text
  } catch {
    // YAML
  }
  return jsonText(whole)
}

/** A line of a saved run, with its end. A payload may be nested deeper than JSON.stringify follows. */
export const lineOf = (line: SavedLine): string => `${jsonText(line as unknown as Json)}\n`

/**
 * Writes a run down while it runs. `write`: takes one or more whole lines, and has kept them when it returns. `machine`: the state machines that tasks start.
 */
export class RunWriter implements Keeper {
  private readonly machines = new Set<string>()

  constructor(
    private readonly write: (lines: string) => void,
    private readonly machine: Ports['machine'],
    private readonly redaction?: Redaction,
  ) {}

  begin(header: SavedHeader): void {
    this.write(this.line(this.redaction === undefined ? header : { ...header, redacted: this.redaction.patterns }))
  }

  add(entry: JournalEntry): void {
    const started = entry.kind === 'answer' ? (entry.answer as TaskOutcome | null) : null
    const before = started?.kind === 'execution' ? this.machineLine(started.machine) : ''
    this.write(before + this.line(entry))
  }

  back(length: number): void {
    this.write(lineOf({ kind: 'back', length }))
  }

  end(execution: Execution): void {
    this.write(this.line(endOf(execution)))
  }

  private line(line: SavedLine): string {
    return lineOf(this.redaction === undefined ? line : this.redaction.line(line))
  }

  /** Once for each. */
  private machineLine(id: string): string {
    const found = this.machines.has(id) ? undefined : this.machine?.(id)
    if (found === undefined) return ''
    this.machines.add(id)
    const { plan, type } = found
    return lineOf({ kind: 'machine', id, definition: jsonText(toJson(plan.machine.machine.node)), ...(type && { type }) })
  }
}

const endOf = ({ status, output, error, cause, history, position, now }: Execution): SavedLine => ({
  kind: 'end',
  status,
  ...(output !== undefined && { output }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
  events: history.length,
  position,
  duration: now - history.info(0).timestamp,
})

/** All of a run as it stands: the text of a saved run. */
export function savedText(run: Run, about: About, execution: Execution, machine: Ports['machine']): string {
  const lines: string[] = []
  const writer = new RunWriter((text) => lines.push(text), machine)
  writer.begin(headerOf(run, about))
  for (const entry of execution.journal.entries) writer.add(entry)
  writer.end(execution)
  return lines.join('')
}
