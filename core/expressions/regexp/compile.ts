import { type AST, RegExpParser } from '@eslint-community/regexpp'
import type { Instruction, Program } from './program'
import { characterTest, type SetFlags, sameCharacter, setTest } from './sets'

interface Flags extends SetFlags {
  readonly multiline: boolean
}

/** Instructions of one loop that is written out; and of all. Above, a loop counts. */
const maxUnrolled = 500
const maxCode = 20_000
/** Marks that a state may be told apart by. */
const maxMarks = 10

type Single = AST.Character | AST.CharacterClass | AST.CharacterSet

const isSingle = (node: AST.Node): node is Single =>
  node.type === 'Character' || node.type === 'CharacterClass' || node.type === 'CharacterSet'

/** Whether a part can match without a character. */
function isNullable(node: AST.Node): boolean {
  switch (node.type) {
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return false
    case 'Quantifier':
      return node.min === 0 || isNullable(node.element)
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.some((alternative) => alternative.elements.every(isNullable))
    default:
      return true
  }
}

/**
 * Makes a program of an expression that the engine has accepted. What would be longer than 20,000 instructions throws a RangeError, and
 * what the reader does not know a SyntaxError. Source: ECMAScript, Pattern Semantics.
 */
export function compileProgram(expression: RegExp): Program {
  const { source, ignoreCase, multiline, dotAll, unicode } = expression
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode })
  return new Compiler(pattern, unicode).compile({ ignoreCase, multiline, dotAll, unicode })
}

class Compiler {
  private readonly code: Instruction[] = []
  private readonly groups = new Map<AST.CapturingGroup, number>()
  private readonly marks: number[] = []
  private readonly sizes = new Map<AST.Node, number>()
  private registers: number
  private branches = 0
  private memorable = true

  constructor(
    private readonly pattern: AST.Pattern,
    private readonly unicode: boolean,
  ) {
    this.number(pattern)
    this.registers = 2 * (this.groups.size + 1)
  }

  /** Groups are counted by where they open. */
  private number(node: AST.Node): void {
    if (node.type === 'CapturingGroup') this.groups.set(node, this.groups.size + 1)
    if ('alternatives' in node)
      for (const alternative of node.alternatives) for (const element of alternative.elements) this.number(element)
    if (node.type === 'Quantifier') this.number(node.element)
  }

  compile(flags: Flags): Program {
    this.alternatives(this.pattern.alternatives, flags, false)
    this.add({ op: 'accept' })
    return {
      code: this.code,
      groups: this.groups.size + 1,
      registers: this.registers,
      marks: this.marks,
      branches: this.branches,
      memorable: this.memorable && this.marks.length <= maxMarks,
      anchored:
        !flags.multiline &&
        this.pattern.alternatives.every(({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start'),
      unicode: this.unicode,
    }
  }

  private add<T extends Instruction>(instruction: T): T {
    if (this.code.length >= maxCode) throw new RangeError('too large')
    this.code.push(instruction)
    return instruction
  }

  private split(): Extract<Instruction, { op: 'split' }> {
    return this.add({ op: 'split', first: 0, second: 0, id: this.branches++ })
  }

  private alternatives(list: readonly AST.Alternative[], flags: Flags, back: boolean): void {
    const ends: Extract<Instruction, { op: 'jump' }>[] = []
    for (const [i, { elements }] of list.entries()) {
      const last = i === list.length - 1
      const split = last ? undefined : this.split()
      if (split) split.first = this.code.length
      for (const element of back ? [...elements].reverse() : elements) this.element(element, flags, back)
      if (!split) continue
      ends.push(this.add({ op: 'jump', to: 0 }))
      split.second = this.code.length
    }
    for (const end of ends) end.to = this.code.length
  }

  private element(node: AST.Element, flags: Flags, back: boolean): void {
    switch (node.type) {
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
        this.add({ op: 'set', test: this.test(node, flags), back })
        return
      case 'Group':
        this.alternatives(node.alternatives, modified(flags, node.modifiers), back)
        return
      case 'CapturingGroup': {
        const register = 2 * this.groups.get(node)!
        this.add({ op: 'save', register: back ? register + 1 : register })
        this.alternatives(node.alternatives, flags, back)
        this.add({ op: 'save', register: back ? register : register + 1 })
        return
      }
      case 'Assertion':
        this.assertion(node, flags)
        return
      case 'Backreference': {
        this.memorable = false
        const groups = (Array.isArray(node.resolved) ? node.resolved : [node.resolved]).map((group) => this.groups.get(group)!)
        this.add({ op: 'reference', groups, same: sameCharacter(flags), back })
        return
      }
      case 'Quantifier':
        this.quantifier(node, flags, back)
        return
      default:
        throw new SyntaxError(`${node.type} is not supported`)
    }
  }

  private test(node: Single, flags: Flags) {
    return node.type === 'Character' ? characterTest(node.value, flags) : setTest(node.raw, flags)
  }

  private assertion(node: AST.Assertion, flags: Flags): void {
    if (node.kind === 'word') this.add({ op: 'word', negate: node.negate, test: setTest('\\w', flags) })
    else if (node.kind === 'start' || node.kind === 'end') this.add({ op: node.kind, multiline: flags.multiline })
    else if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
      const look = this.add({ op: 'look', negate: node.negate, to: 0 })
      this.alternatives(node.alternatives, flags, node.kind === 'lookbehind')
      this.add({ op: 'accept' })
      look.to = this.code.length
    }
  }

  private quantifier(node: AST.Quantifier, flags: Flags, back: boolean): void {
    const { min, max, greedy, element } = node
    if (isSingle(element)) {
      if (max > 0) this.add({ op: 'run', test: this.test(element, flags), min, max, greedy, back, id: this.branches++ })
      return
    }
    if (max === 0) return
    const iteration = () => {
      this.forget(element)
      this.element(element, flags, back)
    }
    const nullable = isNullable(element)
    const copies = Number.isFinite(max) ? max : min + 1
    if (copies > 1 && this.size(element) * copies > maxUnrolled) {
      this.counted(node, iteration)
      return
    }
    for (let i = 0; i < min; i++) iteration()
    const splits: { split: Extract<Instruction, { op: 'split' }>; body: number }[] = []
    const optional = () => {
      const split = this.split()
      splits.push({ split, body: this.code.length })
      const mark = nullable ? this.mark() : undefined
      iteration()
      if (mark !== undefined) this.add({ op: 'progress', register: mark })
    }
    if (Number.isFinite(max)) for (let i = min; i < max; i++) optional()
    else {
      const head = this.code.length
      optional()
      this.add({ op: 'jump', to: head })
    }
    const exit = this.code.length
    for (const { split, body } of splits) {
      split.first = greedy ? body : exit
      split.second = greedy ? exit : body
    }
  }

  /** A loop that is too large to be written out. */
  private counted({ min, max, greedy }: AST.Quantifier, iteration: () => void): void {
    this.memorable = false
    const register = this.registers++
    const mark = this.registers++
    this.add({ op: 'count', register })
    const to = this.code.length
    const loop = this.add({ op: 'loop', register, min, max, greedy, to: 0 })
    this.add({ op: 'save', register: mark })
    iteration()
    this.add({ op: 'again', register, mark, min, to })
    loop.to = this.code.length
  }

  private mark(): number {
    const register = this.registers++
    this.marks.push(register)
    this.add({ op: 'save', register })
    return register
  }

  /** About how many instructions a part becomes. */
  private size(node: AST.Node): number {
    const known = this.sizes.get(node)
    if (known !== undefined) return known
    let size = 1
    if ('alternatives' in node) for (const { elements } of node.alternatives) for (const element of elements) size += 1 + this.size(element)
    if (node.type === 'Quantifier') {
      const inner = 4 + this.size(node.element)
      const all = inner * (Number.isFinite(node.max) ? node.max : node.min + 1)
      size = isSingle(node.element) ? 1 : all > maxUnrolled ? inner + 4 : all
    }
    this.sizes.set(node, size)
    return size
  }

  private forget(element: AST.Node): void {
    const inside = [...this.groups].filter(([group]) => group.start >= element.start && group.end <= element.end).map(([, n]) => n)
    if (inside.length > 0) this.add({ op: 'clear', from: 2 * Math.min(...inside), to: 2 * Math.max(...inside) + 1 })
  }
}

function modified(flags: Flags, modifiers: AST.Modifiers | null): Flags {
  if (!modifiers) return flags
  const { add, remove } = modifiers
  const of = (name: 'ignoreCase' | 'multiline' | 'dotAll') => (flags[name] || add[name]) && !remove?.[name]
  return { ...flags, ignoreCase: of('ignoreCase'), multiline: of('multiline'), dotAll: of('dotAll') }
}
