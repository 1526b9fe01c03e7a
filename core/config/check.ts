import { type ConfigRuleCode, configRules } from '../analysis/rules/configFile'
import { nearest } from '../base/nearest'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { Member, Node, ObjectNode } from '../syntax/node'
import { configMembers, type Form } from './members'

/** Adds a problem of a rule at a place. */
export type Report = (code: ConfigRuleCode, place: Range, message: string, data?: unknown) => void

/** A `Report` that fills a list. */
export const reportTo =
  (problems: Problem[]): Report =>
  (code, { offset, length }, message, data) => {
    problems.push({ code, severity: configRules[code].severity, message, offset, length, ...(data !== undefined && { data }) })
  }

const root: Form = { kind: 'object', members: configMembers }

/** What is wrong with the tree of a stepthrough.json as the table of its members has it, in the order of the text. Never throws. */
export function checkConfig(node: Node | undefined): Problem[] {
  const problems: Problem[] = []
  if (node?.kind === 'object') check(root, node, 'stepthrough.json', reportTo(problems))
  else
    reportTo(problems)('CONFIG_FORM', node ?? { offset: 0, length: 0 }, 'A stepthrough.json is an object with functions, aws and the like.')
  return problems.sort((a, b) => a.offset - b.offset)
}

/** As deep as the table. */
function check(form: Form, node: Node, name: string, report: Report): void {
  const wrong = faultOf(form, node)
  if (wrong !== undefined) report('CONFIG_FORM', node, `"${name}" has to be ${wrong}.`)
  else if (node.kind === 'object') {
    duplicates(node, report)
    for (const member of node.members) {
      if (form.kind === 'object') checkMember(form, member, report)
      else if (form.kind === 'entries') checkEntry(form, member, name, report)
    }
    if (form.kind === 'object') oneOf(form.oneOf ?? [], node, name, report)
  }
}

/** What a value has to be and is not, without what is in it. */
function faultOf(form: Form, node: Node): string | undefined {
  switch (form.kind) {
    case 'text':
      return node.kind === 'string' && fits(form.pattern, node.value) ? undefined : (form.says ?? 'a text that is not empty')
    case 'number': {
      const fine = node.kind === 'number' && node.value > 0 && (!form.whole || Number.isInteger(node.value))
      return fine ? undefined : form.whole ? 'a whole number above 0' : 'a number above 0'
    }
    case 'texts': {
      const fine = node.kind === 'array' && node.items.length > 0 && node.items.every((item) => item.kind === 'string')
      return fine ? undefined : 'an array of texts, the program first'
    }
    case 'object':
      return node.kind === 'object' ? undefined : `an object with ${listed(form.members.map((member) => member.name))}`
    case 'entries':
      return node.kind === 'object' ? undefined : 'an object'
  }
}

function checkEntry(form: Form & { kind: 'entries' }, { key, value }: Member, name: string, report: Report): void {
  if (!fits(form.key.pattern, key.value))
    report('CONFIG_FORM', key, `A key of "${name}" is ${form.key.says ?? 'a text that is not empty'}.`)
  if (value === undefined) report('CONFIG_FORM', key, `"${key.value}" has no value.`)
  else check(form.of, value, key.value, report)
}

function checkMember({ members }: Form & { kind: 'object' }, { key, value }: Member, report: Report): void {
  const known = members.find((member) => member.name === key.value)
  if (known === undefined) {
    const names = members.map((member) => member.name)
    const near = nearest(key.value, names)
    const hint = near === undefined ? ` It can have ${listed(names)}.` : ` Did you mean "${near}"?`
    report('CONFIG_UNKNOWN_MEMBER', key, `There is no member "${key.value}" here.${hint}`, { suggestion: near })
  } else if (value === undefined) report('CONFIG_FORM', key, `"${key.value}" has no value.`)
  else check(known.form, value, known.name, report)
}

function oneOf(names: readonly string[], { members }: ObjectNode, entry: string, report: Report): void {
  const [first, ...others] = members.filter(({ key }) => names.includes(key.value))
  for (const { key } of others)
    if (first !== undefined && key.value !== first.key.value)
      report('CONFIG_ONE_ANSWER', key, `"${entry}" has both ${first.key.value} and ${key.value}: a function has one of ${listed(names)}.`)
}

function duplicates({ members }: ObjectNode, report: Report): void {
  const seen = new Set<string>()
  for (const { key } of members) {
    if (seen.has(key.value)) report('CONFIG_DUPLICATE', key, `"${key.value}" is here twice.`)
    seen.add(key.value)
  }
}

/** The patterns of the table are linear in the text. */
const fits = (pattern: string | undefined, text: string): boolean => (pattern === undefined ? text !== '' : new RegExp(pattern).test(text))

const listed = (names: readonly string[]): string => {
  const shown = names.filter((name) => name !== '$schema')
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
