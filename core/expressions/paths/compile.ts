import { isArray, isObject, type Json, member, setMember } from '../../base/json'
import type { Find } from '../evaluation/scope'
import { Pattern } from '../regexp/pattern'
import { comparisons, patternText } from './compare'
import { descendants } from './descendants'
import { pathFunctions } from './functions'
import { isDefinite, type Operand, type Path, type PathRoot, type Segment, type Test } from './parse'
import { patternMeter } from './patternMeter'

/** What a path finds in a value; undefined for a definite path that finds nothing. An indefinite path gives a list. */
export type Walk = (value: Json, root: Json) => Json | undefined

/** Calls `found` for each match. */
type Select = (value: Json, root: Json, found: Json[]) => void

/**
 * Compiles a path once to a closure. It throws no more than RangeError: for values nested so deep that the stack ends, and for regular
 * expressions that take too long. `absent` is what an
 * index behind an array's end finds: nothing in a Reference Path, null in the paths of templates and InputPath, where AWS's library reads it so.
 */
export function compilePath(path: Path, absent?: null): Find {
  const root = compileRoot(path.root)
  if (path.segments.length === 0) return root
  const walked = compileWalk(path, absent)
  const definite = path.segments.every(({ kind }) => kind === 'name' || kind === 'index')
  const walk: Walk = definite
    ? walked
    : (value, root) => {
        patternMeter.reset()
        return walked(value, root)
      }
  // names and indices never look at the root: their walk is the path itself, without a call around it
  if (path.root.kind === 'input') return definite ? (walked as (value: Json) => Json | undefined) : (input) => walk(input, input)
  return (input, scope) => {
    const value = root(input, scope)
    return value === undefined ? undefined : walk(value, value)
  }
}

/** The value that a path begins in: undefined for a variable that has none. An `@` outside of filters is the input. */
export function compileRoot(root: PathRoot): Find {
  if (root.kind === 'variable') return (_input, scope) => member(scope.variables, root.name)
  return root.kind === 'context' ? (_input, scope) => scope.context : (input) => input
}

/** Compiles the segments of a path. */
function compileWalk(path: Path, absent?: null): Walk {
  const { segments } = path
  const call = segments.findIndex((s) => s.kind === 'function')
  if (call < 0) return isDefinite(path) ? compileDefinite(segments, absent) : compileList(segments, absent)
  // A function takes what the path before it finds, and what follows is found in its value.
  const part = (from: number, to?: number): Path => ({ ...path, segments: segments.slice(from, to) })
  const before = compileWalk(part(0, call), absent)
  const apply = compileFunction(segments[call] as FunctionSegment)
  const after = compileWalk(part(call + 1), absent)
  return (value, root) => {
    const found = before(value, root)
    const result = found === undefined ? undefined : apply(found, root)
    return result === undefined ? undefined : after(result, root)
  }
}

type FunctionSegment = Extract<Segment, { kind: 'function' }>

function compileFunction(segment: FunctionSegment): Walk {
  const apply = pathFunctions.get(segment.name)
  const operands = segment.arguments.map(compileOperand)
  return (value, root) => apply?.(value, ...operands.map((operand) => operand(value, root) ?? null))
}

/** Reads the member `name`. Names that every object inherits take the slower way. */
function reader(name: string): (value: Json) => Json | undefined {
  if (name in Object.prototype) return (value) => (isObject(value) ? member(value, name) : undefined)
  return (value) => (typeof value === 'object' && value !== null && !isArray(value) ? value[name] : undefined)
}

function itemAt(value: Json, index: number, absent: null | undefined): Json | undefined {
  if (!isArray(value)) return undefined
  const item = value[index < 0 ? value.length + index : index]
  return item === undefined ? absent : item
}

/** A path of names and indices; the last segment may pick several names into one object. */
function compileDefinite(segments: readonly Segment[], absent: null | undefined): Walk {
  const steps = segments.map((segment): ((value: Json) => Json | undefined) => {
    if (segment.kind === 'index') return (value) => itemAt(value, segment.index, absent)
    if (segment.kind === 'names') return (value) => pick(value, segment.names)
    return reader((segment as { name: string }).name)
  })
  const [first, second, third] = steps
  if (!first) return (value) => value
  if (!second) return first
  if (!third)
    return (value) => {
      const found = first(value)
      return found === undefined ? undefined : second(found)
    }
  if (steps.length === 3)
    return (value) => {
      const found = first(value)
      const next = found === undefined ? undefined : second(found)
      return next === undefined ? undefined : third(next)
    }
  return (value) => {
    let found: Json | undefined = value
    for (const step of steps) {
      found = step(found)
      if (found === undefined) return undefined
    }
    return found
  }
}

function pick(value: Json, names: readonly string[]): Json | undefined {
  if (!isObject(value)) return undefined
  const picked = {}
  for (const name of names) if (Object.hasOwn(value, name)) setMember(picked, name, value[name]!)
  return picked
}

/** A path with a wildcard, slice, filter or descent finds what there is, which may be nothing, even where its beginning is missing. */
function compileList(segments: readonly Segment[], absent: null | undefined): Walk {
  const start = segments.findIndex((s) => s.kind !== 'name' && s.kind !== 'index')
  const before = compileDefinite(segments.slice(0, start), absent)
  const select = compileSelect(segments, start, absent)
  return (value, root) => {
    const list: Json[] = []
    const found = before(value, root)
    if (found !== undefined) select(found, root, list)
    return list
  }
}

function compileSelect(segments: readonly Segment[], at: number, absent: null | undefined): Select {
  const segment = segments[at]
  if (!segment) return (value, _root, found) => found.push(value)
  if (segment.kind === 'descendants') {
    const following = segments[at + 1]
    const select = following?.kind === 'filter' ? compileItself(segments, at + 1, absent) : compileSelect(segments, at + 1, absent)
    return (value, root, found) => {
      for (const container of descendants(value)) select(container, root, found)
    }
  }
  const next = compileSelect(segments, at + 1, absent)
  switch (segment.kind) {
    case 'name': {
      const read = reader(segment.name)
      return (value, root, found) => {
        const child = read(value)
        if (child !== undefined) next(child, root, found)
      }
    }
    case 'names': {
      const last = at === segments.length - 1
      const readers = last ? [(value: Json) => pick(value, segment.names)] : segment.names.map(reader)
      return each((value) => readers.map((read) => read(value)), next)
    }
    case 'index':
      return each((value) => [itemAt(value, segment.index, absent)], next)
    case 'indices':
      return each((value) => segment.indices.map((index) => itemAt(value, index, absent)), next)
    case 'slice':
      return each((value) => (isArray(value) ? value.slice(segment.start, segment.end) : []), next)
    case 'wildcard':
      return each(children, next)
    case 'filter': {
      const test = compileTest(segment.test)
      return (value, root, found) => {
        if (isArray(value)) {
          for (const item of value) if (test(item, root)) next(item, root, found)
        } else if (isObject(value) && test(value, root)) next(value, root, found)
      }
    }
    case 'function':
      return () => {}
  }
}

/** `..[?( )]` tests each object itself, so that none is found twice. */
function compileItself(segments: readonly Segment[], at: number, absent: null | undefined): Select {
  const test = compileTest((segments[at] as Extract<Segment, { kind: 'filter' }>).test)
  const next = compileSelect(segments, at + 1, absent)
  return (value, root, found) => {
    if (isObject(value) && test(value, root)) next(value, root, found)
  }
}

const children = (value: Json): readonly Json[] => (isArray(value) ? value : isObject(value) ? Object.values(value) : [])

function each(list: (value: Json) => readonly (Json | undefined)[], next: Select): Select {
  return (value, root, found) => {
    for (const child of list(value)) if (child !== undefined) next(child, root, found)
  }
}

function compileTest(test: Test): (item: Json, root: Json) => boolean {
  switch (test.kind) {
    case 'and':
      return test.tests.map(compileTest).reduce((a, b) => (item, root) => a(item, root) && b(item, root))
    case 'or':
      return test.tests.map(compileTest).reduce((a, b) => (item, root) => a(item, root) || b(item, root))
    case 'not': {
      // `!@.a` holds for null too, unlike the absence of `@.a`.
      if (test.test.kind === 'exists') {
        const read = compileOperand({ kind: 'path', path: test.test.path })
        return (item, root) => (read(item, root) ?? null) === null
      }
      const inner = compileTest(test.test)
      return (item, root) => !inner(item, root)
    }
    case 'exists': {
      const read = compileOperand({ kind: 'path', path: test.path })
      return (item, root) => read(item, root) !== undefined
    }
    case 'compare':
      return compileComparison(test)
  }
}

function compileComparison({ operator, left, right }: Extract<Test, { kind: 'compare' }>): (item: Json, root: Json) => boolean {
  const pattern = left.kind === 'pattern' ? left.pattern : right.kind === 'pattern' ? right.pattern : undefined
  if (operator === '=~' || pattern) {
    const read = compileOperand(left.kind === 'pattern' ? right : left)
    if (!pattern || operator !== '=~') return () => false
    const safe = new Pattern(pattern)
    const test = (value: Json) => safe.exec(patternText(value), 0, patternMeter) !== undefined
    return (item, root) => {
      const value = read(item, root)
      return isArray(value) ? value.some(test) : value !== undefined && test(value)
    }
  }
  const compare = comparisons.get(operator)!
  const a = compileOperand(left)
  if (right.kind === 'literal') {
    const { value } = right
    return (item, root) => compare(a(item, root), value)
  }
  const b = compileOperand(right)
  return (item, root) => compare(a(item, root), b(item, root))
}

function compileOperand(operand: Operand): Walk {
  if (operand.kind === 'literal') return () => operand.value
  if (operand.kind === 'pattern') return () => undefined
  const walk = compileWalk(operand.path)
  return operand.path.root.kind === 'item' ? (item, root) => walk(item, root) : (_item, root) => walk(root, root)
}
