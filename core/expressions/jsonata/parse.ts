import type { Range } from '../../base/range'
import type { ExpressionProblem } from '../paths/scanner'
import { parseExpression } from './engine'
import type { Ast, JsonataError } from './package'
import { type PlainPath, plainPath } from './plainPath'
import { jsonataFunctionNamed } from './table'

/** What the editor and the rules want to know of an expression. All offsets count from its beginning, behind `{%`. */
export interface JsonataExpression {
  readonly text: string
  readonly problems: readonly ExpressionProblem[]
  readonly variables: readonly VariableReference[]
  readonly calls: readonly FunctionCall[]
  readonly states: readonly StatesReference[]
}

/** A `$name` that is no call. */
export interface VariableReference extends Range {
  /** Without the `$`. */
  readonly name: string
  /** Bound in the expression itself: by `:=`, as a parameter, by `@` or `#`. */
  readonly local: boolean
  /** The place that binds it. */
  readonly binding: boolean
  /** The name of a function, used as a value: `$map(list, $uppercase)`. An assigned variable of that name comes first. */
  readonly builtin: boolean
}

/** `$name( )`; offset and length are those of `$name`. */
interface FunctionCall extends Range {
  readonly name: string
  /** Their number, with the one that `~>` hands over. */
  readonly arguments: number
  /** A function of the expression itself, or a variable's value. */
  readonly local: boolean
  /** Some argument is `?`. */
  readonly partial: boolean
}

/** `$states.input.a`: the names behind `$states` as far as they are plain (predicates left out), each with its range. */
export interface StatesReference extends Range {
  readonly path: readonly (Range & { readonly name: string })[]
}

/**
 * Reads an expression, without its `{% %}`. Never throws: a broken one has one problem, and what the tolerant parser still finds. Codes of
 * problems: empty, syntax, too-deep; context, root, bare-name and intrinsic, which AWS refuses; eval, unknown-function and arity, which are
 * warnings.
 */
export function parseJsonata(text: string): JsonataExpression {
  if (text.trim() === '') {
    return { text, problems: [problem('empty', 'The expression is empty', 0, text.length)], variables: [], calls: [], states: [] }
  }
  const plain = plainPath(text)
  if (plain) return readPlain(text, plain)
  const reader = new Reader(text)
  try {
    reader.walk(parseExpression(text).ast(), root)
  } catch (error) {
    if (error instanceof RangeError) reader.problems.push(problem('too-deep', 'The expression is nested too deep', 0, text.length))
    else if (error instanceof SyntaxError)
      reader.problems.push(problem('syntax', 'The expression has a regular expression that is none', 0, text.length))
    else if (error instanceof Error) throw error
    else reader.recover(error as JsonataError)
  }
  return { text, problems: reader.problems, variables: reader.variables, calls: reader.calls, states: reader.states }
}

/** Most expressions are such a path: what the whole parser would say of it, for a hundredth of the time. */
function readPlain(text: string, { name, names, offset }: PlainPath): JsonataExpression {
  const length = name.length + 1
  const nothing = { text, problems: [], calls: [] }
  if (name !== 'states') {
    const builtin = jsonataFunctionNamed(name) !== undefined
    return { ...nothing, variables: [{ name, local: false, binding: false, builtin, offset, length }], states: [] }
  }
  let at = offset + length + 1
  const path = names.map((step) => {
    const range = { name: step, offset: at, length: step.length }
    at += step.length + 1
    return range
  })
  return { ...nothing, variables: [], states: [{ path, offset, length: at - 1 - offset }] }
}

const problem = (
  code: string,
  message: string,
  offset: number,
  length: number,
  severity: 'error' | 'warning' = 'error',
): ExpressionProblem => ({
  code,
  message,
  severity,
  offset,
  length,
})

/** Where a node stands: the names bound around it, and whether `$` and bare names mean something there. */
interface Place {
  readonly names: Set<string>
  readonly context: boolean
}

const root: Place = { names: new Set(), context: false }

/** Collects from the syntax tree. A node's `position` is the index behind its token. */
class Reader {
  readonly problems: ExpressionProblem[] = []
  readonly variables: VariableReference[] = []
  readonly calls: FunctionCall[] = []
  readonly states: StatesReference[] = []

  constructor(private readonly text: string) {}

  /** After a syntax error: the error, and what the tolerant parser still finds. */
  recover(error: JsonataError): void {
    const end = Math.min(error.position ?? this.text.length, this.text.length)
    const token = typeof error.token === 'string' && this.text.endsWith(error.token, end) ? error.token.length : 0
    const start = Math.max(0, Math.min(end - token, this.text.trimEnd().length - 1))
    this.problems.push(problem('syntax', error.message ?? 'Syntax error', start, Math.max(1, end - start)))
    const before = this.problems.length
    try {
      this.walk(parseExpression(this.text, { recover: true }).ast(), root)
    } catch {
      // The tolerant parser, too, gives up on some texts.
    }
    this.problems.length = before
  }

  walk(node: unknown, place: Place): void {
    if (Array.isArray(node)) {
      for (const item of node) this.walk(item, place)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const ast = node as Ast
    switch (ast.type) {
      case 'variable':
        this.variable(ast, place)
        break
      case 'path':
        this.path(ast, place)
        return
      case 'name':
        if (!place.context) this.bareName(ast)
        break
      case 'block':
        this.children(ast, { ...place, names: new Set(place.names) })
        return
      case 'bind':
        this.walk(ast.rhs, isLambda(ast.rhs) ? this.bound(ast.lhs as Ast, place) : place)
        this.bind(ast.lhs as Ast, place)
        return
      case 'lambda':
        this.lambda(ast, place)
        return
      case 'function':
      case 'partial':
        this.call(ast, place, 0)
        return
      case 'apply':
        this.apply(ast, place)
        return
      case 'transform':
        this.walk(ast.pattern, { ...place, context: true })
        this.walk(ast.update, { ...place, context: true })
        this.walk(ast.delete, { ...place, context: true })
        return
    }
    this.children(ast, place)
  }

  /** All parts of a node; predicates and groups see the node's value as their context. */
  private children(ast: Ast, place: Place): void {
    const inner = { ...place, context: true }
    for (const key of Object.keys(ast)) {
      if (key === 'procedure' || key === 'signature' || key === 'value') continue
      this.walk(ast[key], key === 'predicate' || key === 'stages' || key === 'group' ? inner : place)
    }
  }

  private variable(ast: Ast, place: Place): void {
    const name = String(ast.value)
    const range = this.tokenRange(ast, name.length + 1)
    if (name === '') {
      if (!place.context)
        this.problems.push(problem('context', 'At the top level $ has no value: use $states.input', range.offset, range.length))
    } else if (name === '$') {
      this.problems.push(problem('root', '$$ has no value: use $states.input', range.offset, range.length))
    } else if (name === 'states') {
      this.states.push({ path: [], ...range })
    } else {
      this.variables.push({
        name,
        local: place.names.has(name),
        binding: false,
        builtin: jsonataFunctionNamed(name) !== undefined,
        ...range,
      })
    }
  }

  private bareName(ast: Ast): void {
    const name = String(ast.value)
    const { offset, length } = this.tokenRange(ast, name.length)
    this.problems.push(
      problem('bare-name', `At the top level ${name} is a member of nothing: use $states.input.${name} or '${name}'`, offset, length),
    )
  }

  private path(ast: Ast, place: Place): void {
    const steps = ast.steps as readonly Ast[]
    const first = steps[0]
    const inside = { names: new Set(place.names), context: true }
    if (first?.type === 'variable' && first.value === 'states') {
      const range = this.tokenRange(first, 'states'.length + 1)
      const path: (Range & { name: string })[] = []
      for (const step of steps.slice(1)) {
        if (step.type !== 'name' || path.length !== steps.indexOf(step) - 1) break
        const name = String(step.value)
        path.push({ name, ...this.tokenRange(step, name.length) })
      }
      const end = path.at(-1) ?? range
      this.states.push({ path, offset: range.offset, length: end.offset + end.length - range.offset })
      this.children(first, place)
    } else if (first?.type === 'name' && first.value === 'States' && steps[1]?.type === 'function') {
      this.intrinsic(first, steps[1])
      this.walk(steps[1].arguments, place)
      return
    } else if (first) this.walk(first, place)
    this.bindStep(first, inside)
    for (const step of steps.slice(1)) {
      this.walk(step, inside)
      this.bindStep(step, inside)
    }
    this.walk(ast.group, inside)
  }

  /** `@$item` and `#$index` bind names for the steps that follow. */
  private bindStep(step: Ast | undefined, place: Place): void {
    for (const name of [step?.focus, step?.index]) if (typeof name === 'string') place.names.add(name)
  }

  private bind(target: Ast, place: Place): void {
    const name = String(target?.value)
    this.variables.push({ name, local: true, binding: true, builtin: false, ...this.tokenRange(target, name.length + 1) })
    place.names.add(name)
  }

  /** A function may call itself. */
  private bound(target: Ast, place: Place): Place {
    return { ...place, names: new Set(place.names).add(String(target?.value)) }
  }

  private lambda(ast: Ast, place: Place): void {
    const inner = { ...place, names: new Set(place.names) }
    for (const parameter of (ast.arguments ?? []) as readonly Ast[]) this.bind(parameter, inner)
    this.walk(ast.body, inner)
  }

  private apply(ast: Ast, place: Place): void {
    this.walk(ast.lhs, place)
    const right = ast.rhs as Ast
    if (right?.type === 'function') this.call(right, place, 1)
    else if (right?.type === 'variable' && jsonataFunctionNamed(String(right.value)) && !place.names.has(String(right.value))) {
      this.calls.push({
        name: String(right.value),
        arguments: 1,
        local: false,
        partial: false,
        ...this.tokenRange(right, String(right.value).length + 1),
      })
    } else this.walk(right, place)
  }

  private call(ast: Ast, place: Place, given: number): void {
    const procedure = ast.procedure as Ast
    const list = (ast.arguments ?? []) as readonly Ast[]
    if (procedure?.type === 'variable') {
      const name = String(procedure.value)
      const range = this.tokenRange(procedure, name.length + 1)
      const call = { name, arguments: list.length + given, local: place.names.has(name), partial: ast.type === 'partial', ...range }
      this.calls.push(call)
      this.check(call, place)
    } else this.walk(procedure, place)
    this.walk(
      list.filter((argument) => argument.type !== 'operator'),
      place,
    )
    this.walk(ast.predicate, { ...place, context: true })
    this.walk(ast.group, { ...place, context: true })
  }

  private check(call: FunctionCall, place: Place): void {
    const { name, offset, length } = call
    if (call.local) return
    if (name === 'eval') {
      this.problems.push(
        problem(
          'eval',
          'AWS does not have $eval: the state fails with States.QueryEvaluationError. Use $parse for JSON',
          offset,
          length,
          'warning',
        ),
      )
      return
    }
    const known = jsonataFunctionNamed(name)
    if (!known) {
      this.problems.push(problem('unknown-function', `There is no function $${name}`, offset, length, 'warning'))
      return
    }
    const least = place.context ? known.least : Math.max(known.least, known.parameters.filter((p) => !p.optional).length)
    if (call.arguments >= least && call.arguments <= known.most) return
    const count =
      known.most === Number.POSITIVE_INFINITY ? `at least ${least}` : least === known.most ? `${least}` : `${least} to ${known.most}`
    this.problems.push(
      problem('arity', `$${name} takes ${count} argument${count === '1' ? '' : 's'}, not ${call.arguments}`, offset, length, 'warning'),
    )
  }

  /** `States.Format( )`: the intrinsic functions belong to JSONPath. */
  private intrinsic(states: Ast, called: Ast): void {
    const { offset } = this.tokenRange(states, 'States'.length)
    const end = (called.position ?? 0) - 1
    this.problems.push(
      problem('intrinsic', 'Intrinsic functions are not available in JSONata: use its own functions', offset, end - offset),
    )
  }

  private tokenRange(ast: Ast | undefined, length: number): Range {
    const end = Math.min(ast?.position ?? 0, this.text.length)
    const quotes = ast?.type === 'name' && this.text[end - 1] === '`' ? 2 : 0
    const offset = Math.max(0, end - length - quotes)
    return { offset, length: end - offset }
  }
}

const isLambda = (node: unknown): boolean => (node as Ast | undefined)?.type === 'lambda'
