// Not an interpreter, but what JavaScript can do at best: closures made once, payloads shared, and nothing checked: no history, no
// errors, no limits, no time. Knows only what the workloads need.
import { createHash } from 'node:crypto'

/** `$.a.b[0]`, `$.a[*].b` and `$.a[?(@.b < n)].c`. */
function compilePath(text) {
  const many = /^\$((?:\.\w+)+)\[(?:\*|\?\(@\.(\w+) < (\d+)\))\]\.(\w+)$/.exec(text)
  if (many) {
    const list = compilePath(`$${many[1]}`)
    const [, , key, bound, member] = many
    return (value) => {
      const found = []
      for (const each of list(value)) if (key === undefined || each[key] < Number(bound)) found.push(each[member])
      return found
    }
  }
  const steps = [...text.matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))
  return (value) => {
    for (let i = 0; i < steps.length; i++) value = value[steps[i]]
    return value
  }
}

const intrinsics = {
  Format: (text, ...values) => text.replaceAll('{}', () => values.shift()),
  StringToJson: JSON.parse,
  JsonToString: (value) => JSON.stringify(value),
  Array: (...values) => values,
  ArrayPartition: (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size)),
  ArrayContains: (list, value) => list.includes(value),
  ArrayRange: (from, to, by) => Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by),
  ArrayUnique: (list) => [...new Set(list)],
  Base64Encode: (text) => Buffer.from(text).toString('base64'),
  Hash: (text) => createHash('sha256').update(text).digest('hex'),
  MathAdd: (a, b) => a + b,
  StringSplit: (text, by) => text.split(by),
}

function compileField(text) {
  const call = /^States\.(\w+)\((.*)\)$/.exec(text)
  if (!call) return compilePath(text)
  const apply = intrinsics[call[1]]
  const args = [...call[2].matchAll(/'([^']*)'|(\$[^,]*)|(-?\d+)/g)].map(([, quoted, path, number]) =>
    path === undefined ? () => quoted ?? Number(number) : compilePath(path),
  )
  if (args.length === 2) return (value) => apply(args[0](value), args[1](value))
  return (value) => apply(...args.map((arg) => arg(value)))
}

function compileTemplate(template) {
  const fields = Object.entries(template).map(([key, value]) =>
    key.endsWith('.$') ? [key.slice(0, -2), compileField(value)] : [key, () => value],
  )
  return (value) => {
    const object = {}
    for (const [key, evaluate] of fields) object[key] = evaluate(value)
    return object
  }
}

const operators = {
  StringEquals: (a, b) => a === b,
  BooleanEquals: (a, b) => a === b,
  NumericEquals: (a, b) => a === b,
  NumericLessThan: (a, b) => a < b,
  NumericGreaterThan: (a, b) => a > b,
}

function compileRule(rule) {
  if (rule.And) {
    const tests = rule.And.map(compileRule)
    return (value) => tests.every((test) => test(value))
  }
  if (rule.Not) {
    const test = compileRule(rule.Not)
    return (value) => !test(value)
  }
  const operator = Object.keys(operators).find((name) => name in rule)
  const find = compilePath(rule.Variable)
  const compare = operators[operator]
  const operand = rule[operator]
  return (value) => compare(find(value), operand)
}

const place = (state) => {
  const key = state.ResultPath?.slice(2)
  return key ? (value, result) => ({ ...value, [key]: result }) : (_value, result) => result
}

const kinds = {
  Succeed: () => (value) => value,
  Pass(state) {
    const result = state.Parameters ? compileTemplate(state.Parameters) : () => state.Result
    const put = place(state)
    return (value) => put(value, result(value))
  },
  Task(state, name) {
    const put = place(state)
    return async (value, tasks) => put(value, await tasks[name](value))
  },
  Parallel(state) {
    const branches = state.Branches.map(build)
    return (value, tasks) => Promise.all(branches.map((branch) => run(branch, value, tasks)))
  },
  Map(state) {
    const find = compilePath(state.ItemsPath)
    const machine = build(state.ItemProcessor)
    return (value, tasks) => Promise.all(find(value).map((item) => run(machine, item, tasks)))
  },
}

export function build(definition) {
  const states = new Map()
  for (const [name, state] of Object.entries(definition.States)) states.set(name, { name, state })
  for (const each of states.values()) {
    const { state, name } = each
    each.next = states.get(state.Next)
    if (state.Type === 'Choice') {
      each.rules = state.Choices.map((rule) => ({ test: compileRule(rule), next: states.get(rule.Next) }))
      each.otherwise = states.get(state.Default)
    } else each.change = kinds[state.Type](state, name)
    each.waits = ['Task', 'Parallel', 'Map'].includes(state.Type)
  }
  return states.get(definition.StartAt)
}

export async function run(machine, input, tasks) {
  let value = input
  let state = machine
  while (state !== undefined) {
    if (state.rules !== undefined) state = state.rules.find((rule) => rule.test(value))?.next ?? state.otherwise
    else {
      value = state.waits ? await state.change(value, tasks) : state.change(value)
      state = state.next
    }
  }
  return value
}
