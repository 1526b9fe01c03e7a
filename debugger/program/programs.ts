import type { Machine, State } from '../../core/model/machine'
import type { SourceFile } from './documents'
import { ProgramText } from './programText'

/**
 * The files of a run: that of the program, and those of the state machines that its tasks may start. A state that runs is of one of them, also where
 * the text is another one by now.
 */
export class Programs {
  /** The program's own first. */
  readonly texts: readonly ProgramText[]
  private readonly byMachine = new Map<Machine, ProgramText>()

  /** `same`: whether two paths are of one file; `open` reads a file again; `tell` is called when one has come to differ from what runs. */
  constructor(
    readonly main: SourceFile,
    others: Iterable<SourceFile>,
    private readonly same: (a: string, b: string) => boolean,
    open: (path: string) => Promise<SourceFile>,
    tell: (path: string) => void,
  ) {
    this.texts = [...new Set([main, ...others])].map((program) => new ProgramText(program, open, () => tell(program.path)))
    for (const text of this.texts) for (const { machine } of text.program.document.definitions) this.byMachine.set(machine, text)
  }

  /** The texts of a path: it is that of several where a file is read in two ways. */
  at(path: string): readonly ProgramText[] {
    return this.texts.filter(({ file }) => this.same(file.path, path))
  }

  /** The text that a state which runs is of. */
  textOf(state: State): ProgramText {
    let root = state.machine
    while (root.owner !== undefined) root = root.owner.machine
    return this.byMachine.get(root) ?? this.texts[0]!
  }

  /** The file of a state as it was launched. */
  fileOf(state: State): SourceFile {
    return this.textOf(state).program
  }

  /** All states that may run, those of the program first, each file's in the order of its text. */
  get states(): readonly State[] {
    return this.texts.flatMap(({ program }) => program.states)
  }

  /** The states that run for one of a file as it is now. */
  running(file: SourceFile, state: State): readonly State[] {
    return this.at(file.path).flatMap((text) => text.runningFor(file, state) ?? [])
  }

  /** Looks what has become of the files. Whether one differs from what was known of it. */
  async refresh(texts: Iterable<ProgramText> = this.texts): Promise<boolean> {
    const moved = await Promise.all([...new Set(texts)].map((text) => text.refresh()))
    return moved.includes(true)
  }
}
