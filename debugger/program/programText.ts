import { statePath } from '../../core/history/rows'
import { machinesOf } from '../../core/model/graph'
import type { State } from '../../core/model/machine'
import type { SourceFile } from './documents'

/**
 * The program's file as it is now, beside the text that runs: a person edits it while the execution stands. A state is the same one while
 * its path of names and branches is.
 */
export class ProgramText {
  private now: SourceFile

  /** `open` reads the file again; `tell` is called when it has come to differ from what runs. */
  constructor(
    readonly program: SourceFile,
    private readonly open: (path: string) => Promise<SourceFile>,
    private readonly tell: () => void,
  ) {
    this.now = program
  }

  /** Looks what has become of the file. Whether it differs from what was known of it. */
  async refresh(): Promise<boolean> {
    const { program, now } = this
    const read = await this.open(program.path).catch(() => now)
    this.now = read.document.text === program.document.text ? program : read
    if (this.changed && now === program) this.tell()
    return this.now !== now
  }

  get changed(): boolean {
    return this.now !== this.program
  }

  /** The text that an editor shows. */
  get file(): SourceFile {
    return this.now
  }

  /** A state that runs, where it stands in the text as it is now. Undefined where it is gone. */
  standing(state: State): State | undefined {
    return this.changed ? translate(this.program, this.now, state) : state
  }

  /** The state that runs for one of the file as it was read in some way. Undefined where it is new. */
  runningFor(file: SourceFile, state: State): State | undefined {
    return file === this.program ? state : translate(file, this.program, state)
  }
}

interface Names {
  readonly nameOf: ReadonlyMap<State, string>
  readonly named: ReadonlyMap<string, State>
}

const known = new WeakMap<SourceFile, Names>()

function namesOf(file: SourceFile): Names {
  const before = known.get(file)
  if (before !== undefined) return before
  const nameOf = new Map<State, string>()
  for (const { machine, logicalId } of file.document.definitions)
    for (const { states } of machinesOf(machine))
      for (const state of states.values()) nameOf.set(state, JSON.stringify([logicalId ?? null, ...statePath(state)]))
  const names = { nameOf, named: new Map([...nameOf].map(([state, name]) => [name, state])) }
  known.set(file, names)
  return names
}

function translate(from: SourceFile, to: SourceFile, state: State): State | undefined {
  const name = namesOf(from).nameOf.get(state)
  return name === undefined ? undefined : namesOf(to).named.get(name)
}
