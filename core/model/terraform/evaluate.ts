import type { Range } from '../../base/range'
import type { HclExpression, HclFor, HclPart } from '../../syntax/hcl/types'
import { functions } from './functions'
import { jsonPieces } from './json'
import type { TerraformModule } from './module'
import { operate } from './operations'
import { referred } from './reference'
import {
  collapsed,
  type Entry,
  type Evaluator,
  knownPiece,
  type Lazy,
  type Piece,
  plainText,
  referenceName,
  type Scope,
  type TextValue,
  type Thunk,
  textValue,
  unknown,
  type Value,
} from './value'

/** Values and characters that one reading of a document may make: what it says itself takes half of it. Further ones are unknown. */
const mostSpent = (size: number): number => 5_242_880 + 20 * size
/** What a round of a loop costs. */
const round = 200
/** References that lead to references. A circle ends here. */
const maxDepth = 100

/** The scope of a file: no names of its own. */
export const fileScope: Scope = { names: new Map(), place: undefined }

/**
 * Works out what expressions of a module come to. `running`: with the values that a local run has, those of variables and resources; else these are
 * unknown, as they may be others when the module is applied. Never fails, and ends after so many steps.
 */
export class ModuleEvaluator implements Evaluator {
  private left: number
  private depth = 0
  private readonly locals = new Map<string, Value>()
  private assumed: ModuleEvaluator | undefined

  constructor(
    readonly module: TerraformModule,
    readonly running: boolean,
  ) {
    this.left = mostSpent(module.size)
  }

  private get withDefaults(): ModuleEvaluator {
    this.assumed ??= this.running ? this : new ModuleEvaluator(this.module, true)
    return this.assumed
  }

  spend(count: number): boolean {
    this.left -= count
    return this.left > 0
  }

  evaluate(lazy: Lazy): Value {
    if (lazy.kind !== 'thunk') return lazy
    const { expression, scope } = lazy
    const place = scope.place ?? expression
    if (!this.spend(10) || this.depth >= maxDepth) return unknown('unknown', place)
    this.depth++
    const value = this.valueOf(expression, scope, { offset: place.offset, length: place.length })
    this.depth--
    return value
  }

  text(lazy: Lazy): string | undefined {
    const value = this.evaluate(lazy)
    switch (value.kind) {
      case 'text':
        return plainText(value)
      case 'scalar':
        return value.value === null ? undefined : String(value.value)
      case 'json':
        return plainText({ kind: 'text', pieces: jsonPieces(this, value.of, value.place), place: value.place })
    }
    return undefined
  }

  /** A local of the document is worked out once; one of another file has the place of who names it. */
  local(name: string, place: Range): Value | undefined {
    const known = this.locals.get(name)
    if (known !== undefined) return known
    const declared = this.module.locals.get(name)
    if (declared === undefined) return undefined
    if (!declared.own) return this.evaluate(thunk(declared.value, { ...fileScope, place }))
    this.locals.set(name, unknown(`local.${name}`, place))
    const value = this.evaluate(thunk(declared.value, fileScope))
    this.locals.set(name, value)
    return value
  }

  private valueOf(expression: HclExpression, scope: Scope, place: Range): Value {
    const later = (each: HclExpression): Thunk => thunk(each, scope)
    switch (expression.kind) {
      case 'literal':
        return { kind: 'scalar', value: expression.value, place }
      case 'template': {
        const [part, ...more] = expression.parts
        if (part?.kind === 'interpolation' && more.length === 0) return this.evaluate(later(part.expression))
        return { kind: 'text', ...this.textOf(expression.parts, scope), place }
      }
      case 'object':
        return {
          kind: 'object',
          entries: expression.entries.map(({ key, value }) => ({ key: this.key(later(key)), value: later(value) })),
          place,
        }
      case 'tuple':
        return { kind: 'tuple', items: expression.items.map(later), place }
      case 'call': {
        const given = expression.parameters.map(later)
        const last = expression.spread && given.length > 0 ? this.evaluate(given.pop()!) : undefined
        if (last !== undefined && last.kind !== 'tuple') return unknown(expression.name, place)
        const row = Object.hasOwn(functions, expression.name) ? functions[expression.name] : undefined
        return row?.([...given, ...(last?.items ?? [])], this, place) ?? unknown(expression.name, place)
      }
      case 'name':
      case 'get':
        return referred(expression, scope, this, place) ?? unknown(referenceName(expression) ?? 'unknown', place)
      case 'conditional':
        return this.chosen(later(expression.condition), later(expression.whenTrue), later(expression.whenFalse), place)
      case 'operation':
        return operate(expression.operator, expression.operands.map(later), this, place) ?? unknown('unknown', place)
      case 'for':
        return this.each(expression, scope, place)
      case 'unknown':
        return unknown('unknown', place)
    }
  }

  private key(lazy: Lazy): TextValue {
    const value = this.evaluate(lazy)
    if (value.kind === 'text') return value
    if (value.kind === 'scalar') return textValue(String(value.value), value.place)
    return { kind: 'text', pieces: [{ name: value.kind === 'unknown' ? value.name : 'unknown', ...value.place }], place: value.place }
  }

  /** Whether a condition holds, with the defaults of variables; undefined where nobody knows. */
  private condition(lazy: Lazy): boolean | undefined {
    const text = this.withDefaults.text(lazy)
    return text === 'true' ? true : text === 'false' ? false : undefined
  }

  /** Of a choice that nobody knows, what has a form stands for both. */
  private chosen(condition: Lazy, whenTrue: Lazy, whenFalse: Lazy, place: Range): Value {
    const holds = this.condition(condition)
    if (holds !== undefined) return this.evaluate(holds ? whenTrue : whenFalse)
    const value = this.evaluate(whenTrue)
    return value.kind === 'text' || value.kind === 'scalar' ? unknown('unknown', place) : value
  }

  private each({ names, of, key, value, condition }: HclFor, scope: Scope, place: Range): Value {
    const around = this.elements(thunk(of, scope))
    if (around === undefined) return unknown('unknown', place)
    const inner = around
      .map((element) => named(scope, names, element))
      .filter((each) => condition === undefined || this.condition(thunk(condition, each)) !== false)
    if (key === undefined) return { kind: 'tuple', items: inner.map((each) => thunk(value, each)), place }
    return { kind: 'object', entries: inner.map((each) => ({ key: this.key(thunk(key, each)), value: thunk(value, each) })), place }
  }

  /** Keys or indices and values of an object or a list, which may be the default of a variable; undefined for what nobody knows. */
  private elements(lazy: Lazy): readonly Entry[] | undefined {
    const own = this.evaluate(lazy)
    const value = own.kind === 'unknown' ? this.withDefaults.evaluate(lazy) : own
    const found =
      value.kind === 'object'
        ? value.entries
        : value.kind === 'tuple'
          ? value.items.map((item, i) => ({ key: textValue(String(i), value.place), value: item }))
          : undefined
    return found !== undefined && this.spend(found.length * round) ? found : undefined
  }

  /** The pieces of a template, as Terraform puts them together. */
  textOf(parts: readonly HclPart[], scope: Scope): Pick<TextValue, 'pieces' | 'uncertain'> {
    const pieces: Piece[] = []
    let uncertain = false
    const add = (part: HclPart, within: Scope): void => {
      const place = within.place ?? { offset: part.offset, length: part.length }
      switch (part.kind) {
        case 'text':
          if (this.spend(part.value.length))
            pieces.push(within.place === undefined ? { text: part.value, map: part.map } : knownPiece(part.value, place))
          return
        case 'interpolation':
          for (const piece of this.inserted(thunk(part.expression, within), place)) pieces.push(piece)
          return
        case 'if': {
          const holds = this.condition(thunk(part.condition, within))
          uncertain ||= holds === undefined
          for (const each of holds === false ? part.whenFalse : part.whenTrue) add(each, within)
          return
        }
        case 'loop': {
          const found = this.elements(thunk(part.of, within))
          const end = part.body.at(-1) ?? part
          uncertain ||= found === undefined
          const open = { key: textValue('0', place), value: unknown(part.names.at(-1) ?? '', place) }
          for (const [i, element] of (found ?? [open]).entries()) {
            // the places of a text only ever go on: those of the further rounds are behind the first
            const scope = i === 0 ? within : { ...within, place: within.place ?? { offset: end.offset + end.length, length: 0 } }
            for (const each of part.body) add(each, named(scope, part.names, element))
          }
        }
      }
    }
    for (const part of parts) add(part, scope)
    return { pieces, uncertain }
  }

  /** What `${...}` puts into a text. All of it has the place. */
  private inserted(lazy: Lazy, place: Range): readonly Piece[] {
    const value = this.evaluate(lazy)
    const pieces: readonly Piece[] =
      value.kind === 'text'
        ? value.pieces
        : value.kind === 'json'
          ? jsonPieces(this, value.of, place)
          : value.kind === 'scalar'
            ? [knownPiece(String(value.value ?? ''), place)]
            : [{ name: value.kind === 'unknown' ? value.name : 'unknown', ...place }]
    const length = pieces.reduce((sum, piece) => sum + ('text' in piece ? piece.text.length : piece.name.length) + 10, 0)
    return this.spend(length) ? collapsed(pieces, place) : [{ name: 'unknown', ...place }]
  }
}

/** An expression that is worked out when somebody asks. */
export const thunk = (expression: HclExpression, scope: Scope): Thunk => ({ kind: 'thunk', expression, scope })

/** The scope with the names of a `for`. */
function named(scope: Scope, names: readonly string[], { key, value }: Entry): Scope {
  const [first = '', second] = names
  const own: [string, Lazy][] =
    second === undefined
      ? [[first, value]]
      : [
          [first, key],
          [second, value],
        ]
  return { ...scope, names: new Map([...scope.names, ...own]) }
}
