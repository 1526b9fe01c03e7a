import { Memo } from './memo'
import type { Instruction, Program } from './program'

/** What a match may use; who uses more is stopped by an exception of the meter. One unit of work is sixteen steps. */
export interface Meter {
  readonly work: (units: number) => void
  /** Refuses too many bytes at once. */
  readonly check: (bytes: number) => void
}

/** Kinds of entries on the stack; each lies on what it needs. */
const branch = 0
const undo = 1
const greedyRun = 2
const lazyRun = 3

const isLineEnd = (code: number) => code === 10 || code === 13 || code === 0x2028 || code === 0x2029

type Run = Extract<Instruction, { op: 'run' }>

/**
 * Backtracks as the specification says, on a stack of its own, and counts its steps. Where the program allows it, a state that has failed is not
 * tried a second time, so that even `(a+)+$` takes linear time.
 */
export class Machine {
  private readonly stack: number[] = []
  private readonly registers: number[]
  private readonly memo: Memo | undefined
  private steps = 0

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly meter: Meter,
  ) {
    this.registers = new Array(program.registers).fill(-1)
    if (program.memorable) this.memo = new Memo(program, text.length, meter)
  }

  /**
   * The registers of the first match at or behind `from`; undefined for none. Group n has its first position in 2n and the one behind its last in
   * 2n + 1, group 0 being the whole match; -1 where it took no part.
   */
  search(from: number): readonly number[] | undefined {
    const last = this.program.anchored ? 0 : this.text.length
    const { unicode } = this.program
    // In unicode mode a match never begins inside of a pair.
    for (let start = unicode && this.isInside(from) ? from - 1 : from; start <= last; start++) {
      if (unicode && this.isInside(start)) continue
      const end = this.run(0, start, this.memo)
      if (end >= 0) {
        this.registers[0] = start
        this.registers[1] = end
        return this.registers
      }
    }
    return undefined
  }

  private isInside(at: number): boolean {
    return isLow(this.text.charCodeAt(at)) && isHigh(this.text.charCodeAt(at - 1))
  }

  /** Where the match from `pc` and `position` on ends; -1 for none, with all registers as they were. */
  private run(begin: number, from: number, memo: Memo | undefined): number {
    const { stack, registers, text, program } = this
    const { code } = program
    const base = stack.length
    let pc = begin
    let position = from
    for (;;) {
      this.step(1)
      const instruction = code[pc]!
      let ok = true
      switch (instruction.op) {
        case 'set': {
          const next = this.read(instruction.test, position, instruction.back)
          ok = next >= 0
          if (ok) position = next
          pc++
          break
        }
        case 'split':
          if (memo?.seen(instruction.id, position, registers)) ok = false
          else {
            stack.push(instruction.second, position, branch)
            pc = instruction.first
          }
          break
        case 'jump':
          pc = instruction.to
          break
        case 'save':
          this.set(instruction.register, position)
          pc++
          break
        case 'clear':
          for (let i = instruction.from; i <= instruction.to; i++) if (registers[i] !== -1) this.set(i, -1)
          pc++
          break
        case 'progress':
          ok = registers[instruction.register] !== position
          pc++
          break
        case 'start':
          ok = position === 0 || (instruction.multiline && isLineEnd(text.charCodeAt(position - 1)))
          pc++
          break
        case 'end':
          ok = position === text.length || (instruction.multiline && isLineEnd(text.charCodeAt(position)))
          pc++
          break
        case 'word': {
          const before = position > 0 && instruction.test(text.charCodeAt(position - 1))
          const after = position < text.length && instruction.test(text.charCodeAt(position))
          ok = (before !== after) !== instruction.negate
          pc++
          break
        }
        case 'reference': {
          const next = this.reference(instruction, position)
          ok = next >= 0
          if (ok) position = next
          pc++
          break
        }
        case 'look': {
          const height = stack.length
          const found = this.run(pc + 1, position, memo && new Memo(program, text.length, this.meter)) >= 0
          if (found && instruction.negate) this.unwind(height)
          else if (found) this.keepUndo(height)
          ok = found !== instruction.negate
          pc = instruction.to
          break
        }
        case 'run': {
          const next = this.runOf(instruction, pc, position, memo)
          ok = next >= 0
          if (ok) position = next
          pc++
          break
        }
        case 'count':
          this.set(instruction.register, 0)
          pc++
          break
        case 'loop': {
          const count = registers[instruction.register]!
          if (count < instruction.min) pc++
          else if (count >= instruction.max) pc = instruction.to
          else {
            stack.push(instruction.greedy ? instruction.to : pc + 1, position, branch)
            pc = instruction.greedy ? pc + 1 : instruction.to
          }
          break
        }
        case 'again': {
          const count = registers[instruction.register]!
          ok = count < instruction.min || registers[instruction.mark] !== position
          this.set(instruction.register, count + 1)
          pc = instruction.to
          break
        }
        case 'accept':
          // The caller drops what is left on the stack, or keeps what is needed to go back behind it.
          return position
      }
      if (ok) continue
      // Back to the last place where there is another way.
      for (;;) {
        if (stack.length === base) return -1
        const kind = stack.pop()!
        if (kind === undo) {
          const value = stack.pop()!
          registers[stack.pop()!] = value
          continue
        }
        this.step(1)
        const at = stack.pop()!
        if (kind === branch) {
          position = at
          pc = stack.pop()!
          break
        }
        const loop = stack.pop()!
        const run = code[loop] as Run
        const next = kind === greedyRun ? this.shorter(run, loop, at, memo) : this.longer(run, loop, at)
        if (next < 0 || memo?.seen(run.id, next, registers)) continue
        position = next
        pc = loop + 1
        break
      }
    }
  }

  /** Counts; the stack counts as memory. */
  private step(steps: number): void {
    this.steps += steps
    if (this.steps < 256) return
    this.meter.work(this.steps >> 4)
    this.meter.check(this.stack.length * 8)
    this.steps = 0
  }

  private set(register: number, value: number): void {
    this.stack.push(register, this.registers[register]!, undo)
    this.registers[register] = value
  }

  /** Takes everything back down to a height of the stack. */
  private unwind(height: number): void {
    const { stack } = this
    while (stack.length > height) {
      const kind = stack.pop()!
      const value = stack.pop()!
      const register = stack.pop()!
      if (kind === undo) this.registers[register] = value
      else if (kind !== branch) stack.pop()
    }
  }

  /** A lookahead that has matched is not entered again; only what it captured can be taken back. */
  private keepUndo(height: number): void {
    const { stack } = this
    const kept: number[] = []
    while (stack.length > height) {
      const kind = stack.pop()!
      const value = stack.pop()!
      const register = stack.pop()!
      if (kind === undo) kept.push(undo, value, register)
      else if (kind !== branch) stack.pop()
    }
    for (let i = kept.length - 1; i >= 0; i--) stack.push(kept[i]!)
  }

  /** The position behind one character of the set; -1 where there is none. */
  private read(test: (code: number) => boolean, position: number, back: boolean): number {
    const { text } = this
    if (back) {
      if (position === 0) return -1
      const width = this.program.unicode && position > 1 && this.isInside(position - 1) ? 2 : 1
      return test(this.codeAt(position - width)) ? position - width : -1
    }
    if (position >= text.length) return -1
    const code = this.codeAt(position)
    return test(code) ? position + (code > 0xffff ? 2 : 1) : -1
  }

  private codeAt(position: number): number {
    return this.program.unicode ? this.text.codePointAt(position)! : this.text.charCodeAt(position)
  }

  private reference({ groups, same, back }: Extract<Instruction, { op: 'reference' }>, position: number): number {
    const { registers, text } = this
    const group = groups.find((n) => registers[2 * n]! >= 0 && registers[2 * n + 1]! >= 0)
    if (group === undefined) return position
    const start = registers[2 * group]!
    const length = registers[2 * group + 1]! - start
    const at = back ? position - length : position
    if (at < 0 || at + length > text.length) return -1
    this.step(length >> 2)
    for (let i = 0; i < length; i++) if (!same(text.charCodeAt(start + i), text.charCodeAt(at + i))) return -1
    return back ? at : at + length
  }

  /** Enters a loop over one set: the position to go on with; -1 where it fails. */
  private runOf(run: Run, pc: number, from: number, memo: Memo | undefined): number {
    const { test, min, max, greedy, back } = run
    const { stack } = this
    const free = greedy && !back && min <= 1 && max === Number.POSITIVE_INFINITY ? memo : undefined
    const known = free?.runFrom(run.id, from)
    const before = free?.ranFrom(run.id)
    let position = from
    let least = from
    let count = 0
    const want = greedy ? max : min
    if (known !== undefined) {
      position = known
      count = known > from ? 1 : 0
      // Behind one character of the loop, at least.
      least = min === 1 && count > 0 ? this.read(test, from, back) : from
    } else {
      while (count < want) {
        const next = this.read(test, position, back)
        if (next < 0) break
        position = next
        count++
        if (count === min) least = position
        if (position === before) {
          // From there on it has run before.
          position = free!.runFrom(run.id, position)!
          break
        }
      }
      this.step(count >> 2)
    }
    if (count < min) return -1
    if (!greedy) {
      if (min < max) stack.push(min, pc, position, lazyRun)
    } else {
      if (known === undefined) free?.ran(run.id, from, position)
      // Where the longest ways are known to fail, the first shorter one is next.
      const entered = back ? undefined : memo?.enteredFrom(run.id, position, this.registers)
      if (entered !== undefined && entered <= position) {
        if (entered > least) stack.push(least, pc, entered, greedyRun)
        return -1
      }
      if (position !== least) stack.push(least, pc, position, greedyRun)
    }
    return memo?.seen(run.id, position, this.registers) ? -1 : position
  }

  /** A greedy loop gives a character back, and those behind which all is known. `least` lies on the stack. */
  private shorter(run: Run, pc: number, from: number, memo: Memo | undefined): number {
    const { stack, text } = this
    const least = stack.pop()!
    let next: number
    if (run.back) next = from + (this.program.unicode && from + 1 < text.length && this.isInside(from + 1) ? 2 : 1)
    else {
      const at = Math.min(from, memo?.enteredFrom(run.id, from, this.registers) ?? from)
      if (at <= least) return -1
      next = at - (this.program.unicode && at - 2 >= least && this.isInside(at - 1) ? 2 : 1)
    }
    if (next !== least) stack.push(least, pc, next, greedyRun)
    return next
  }

  /** A lazy loop takes one more character. The count lies on the stack. */
  private longer(run: Run, pc: number, at: number): number {
    const count = this.stack.pop()! + 1
    const next = this.read(run.test, at, run.back)
    if (next >= 0 && count < run.max) this.stack.push(count, pc, next, lazyRun)
    return next
  }
}

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000
