import type { Execution, Ports } from '../core/interpreter/api'
import { redactionOf } from '../core/run/saved/redact'
import { headerOf, RunWriter } from '../core/run/saved/write'
import type { LaunchPlan } from './program/launch'
import type { RunFile, System } from './system'

const megabyte = 1024 * 1024
const defaultSize = 500

/** Writes a run down while it runs. What cannot be written is told once, and the run goes on. */
export class Saving {
  readonly keeper: RunWriter
  private file: RunFile | undefined

  private constructor(
    file: RunFile,
    private readonly plan: LaunchPlan,
    private readonly system: System,
    machine: Ports['machine'],
    private readonly tell: (problem: string) => void,
  ) {
    this.file = file
    const { save, run, program, seed, again } = plan
    this.keeper = new RunWriter((lines) => this.write(lines), machine, redactionOf(save?.redact ?? []))
    this.keeper.begin(headerOf(run, { ...file.about, file: program.path, launch: again, ...(seed !== undefined && { seed }) }))
  }

  /** Undefined: the launch does not ask for it, or there is no place for it, which is told. */
  static begin(plan: LaunchPlan, system: System, machine: Ports['machine'], tell: (problem: string) => void): Saving | undefined {
    const { save, run, name } = plan
    if (save === undefined || system.saveIn === undefined) return undefined
    try {
      return new Saving(system.saveIn(save.folder, run.options.executionName ?? name), plan, system, machine, tell)
    } catch (error) {
      tell(unsaved(system.files.reason(error)))
      return undefined
    }
  }

  /** Undefined: nothing is written any more. */
  get path(): string | undefined {
    return this.file?.path
  }

  /** The run is over, or is left where it stands. */
  end(execution: Execution): void {
    if (this.file !== undefined) this.keeper.end(execution)
    this.close()
  }

  private write(lines: string): void {
    try {
      this.file?.write(lines)
    } catch (error) {
      this.tell(unsaved(this.system.files.reason(error)))
      this.close()
    }
  }

  private close(): void {
    const { file } = this
    this.file = undefined
    try {
      file?.close((this.plan.save?.maxSize ?? defaultSize) * megabyte)
    } catch (error) {
      this.tell(unsaved(this.system.files.reason(error)))
    }
  }
}

const unsaved = (reason: string): string => `The run is not saved: ${reason}.`
