import type { Execution, Ports } from '../core/interpreter/api'
import type { Journal } from '../core/interpreter/journal'
import type { ParseOptions } from '../core/model/parse'
import type { BindingProblem, BindingRequest, Bound, BoundTasks } from '../core/run/bound'
import type { Run } from '../core/run/prepare'
import type { About } from '../core/run/saved/write'
import type { Failure, TestCase } from '../core/testFiles/types'

/** What a debug session needs of the computer that it runs on. */
export interface System {
  readonly files: Files
  /** The execution of a run, at its beginning, or where its journal has brought it. `program`: the path of its definition's file. */
  begin(run: Run, options: BeginOptions): Execution
  /** What expressions of the debugger may ask for: chance of its own, so that a watch with $random() does not change the run. */
  readonly ports: Pick<Ports, 'hash' | 'clock'> & { readonly random: () => number; readonly uuid: () => string }
  /** Opens those who answer tasks for real. Absent where there are none: a browser starts no functions. */
  readonly bind?: (request: BindingRequest) => Promise<Bound>
  /** Gives the host a turn: requests come in between. */
  rest(): Promise<void>
  /** Real milliseconds, from any beginning. */
  clock(): number
  /** Calls `then` so many real milliseconds later, unless what it gives is called before. */
  after(milliseconds: number, then: () => void): () => void
  /** Opens a new file in a folder for a run that is saved while it runs. `name`: what it is called by. Throws. Absent: there is no place for one. */
  readonly saveIn?: (folder: string, name: string) => RunFile
  /** Opens the log of a session: a line a message. Undefined where there is no place for one. */
  trace(): TraceFile | undefined
}

export interface BeginOptions extends Pick<Ports, 'machine' | 'meanwhile' | 'elapse' | 'keep' | 'over'> {
  readonly task: Ports['task']
  readonly program: string
  /** Who reads items where no file stands for an object. */
  readonly readItems?: BoundTasks['readItems']
  /** Who writes results where no folder stands for the bucket. */
  readonly writeResults?: BoundTasks['writeResults']
  readonly seed: string | number | undefined
  readonly journal?: Journal
}

/** Files by their paths, as the client names them. */
export interface Files {
  /** The text of a file. Rejects with an error of which `reason` says in words why. */
  read(path: string): Promise<string>
  /** The texts of a file, or of the files of a folder that may be of a recording. Absent: a folder cannot be read here. */
  readonly parts?: (path: string) => Promise<readonly { readonly path: string; readonly text: string }[]>
  /** The texts of the files beside a file that belong to it, of a module of Terraform for one. */
  readonly beside?: (path: string) => Pick<ParseOptions, 'beside'>
  reason(error: unknown): string
  /** The path that a path means in the file `from`; without, the path alone. */
  resolve(path: string, from?: string): string
  /** Whether two paths are of one file: breakpoints name it as the editor does, the launch configuration as a person does, maybe through a link. */
  same(a: string, b: string): boolean
  /** One spelling of a path, without a look at the disk. */
  spelling(path: string): string
  /** The URI of a path; and the path of a URI, or the text itself where it is none. */
  uriOf(path: string): string
  pathOf(text: string): string
  /** The mock file that the config file of a definition names. `config`: a path, or `none`; absent: the nearest `stepthrough.json`. */
  readonly configuredMocks?: (
    path: string,
    config: string | undefined,
  ) => Promise<string | undefined | { readonly problems: readonly BindingProblem[] }>
  /** What the template near a definition's file says about it: how it is read to be run. `name`: its logical id, where several may be meant. */
  readonly optionsNear?: (path: string, name?: string) => Promise<ParseOptions | undefined>
  /** The tests of a test file, or of a mock file. Absent: there are no tests here. */
  readonly tests?: (path: string) => Promise<readonly TestSuite[]>
}

/** The cases of a file on one definition. Paths are whole. */
export interface TestSuite {
  readonly text: string
  readonly definition: string | undefined
  readonly file: { readonly stateMachine: string | undefined; readonly config: string | false | undefined }
  /** The mock file of those cases that need one. */
  readonly mockConfig: string | undefined
  readonly cases: readonly TestCase[]
  /** Why it has no cases. */
  readonly failures: readonly Failure[]
}

export interface RunFile {
  readonly path: string
  /** For the first line of the saved run. */
  readonly about: Pick<About, 'savedAt' | 'pid'>
  /** Has kept the lines when it returns. Throws where there is no more room. */
  write(lines: string): void
  /** Nothing more is written. The oldest runs of its folder go until all have at most so many bytes; this one stays. */
  close(mostBytes: number): void
}

export interface TraceFile {
  readonly path: string
  /** Throws where there is no more room. */
  write(line: string): void
  close(): void
}
