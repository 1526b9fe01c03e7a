import { nearest } from '../base/nearest'
import type { Range } from '../base/range'
import { valueAt } from '../model/machine'
import type { Member, Node, ObjectNode } from '../syntax/node'
import type { Form } from './form'

/** What can be wrong with a value by its form; each table has a rule for it. */
export type FormFault = 'form' | 'unknownMember' | 'duplicate' | 'oneOf'

/** Takes what is wrong, with its place. `suggestion`: the name that is probably meant. */
export type FormReport = (fault: FormFault, place: Range, message: string, suggestion?: string) => void

/**
 * Holds a value and what is in it against a form, in no order. `label`: what the value is called at the beginning of a sentence, with its quotes. Goes as deep as
 * the table that the form is in. Never throws.
 */
export function checkForm(form: Form, node: Node, label: string, report: FormReport): void {
  const meant = form.kind === 'either' ? form.forms.find((each) => fitsForm(each, node)) : form
  if (meant === undefined || !fitsForm(meant, node)) report('form', node, `${label} has to be ${saysOf(meant ?? form)}.`)
  else if (node.kind === 'array' && meant.kind === 'list') checkItems(meant, node.items, label, report)
  else if (node.kind === 'object' && (meant.kind === 'object' || meant.kind === 'entries')) checkMembers(meant, node, label, report)
}

/** Whether a value is of a form, without what is in it. */
function fitsForm(form: Form, node: Node): boolean {
  switch (form.kind) {
    case 'text':
      return node.kind === 'string' && fits(form.pattern, node.value)
    case 'number':
      return node.kind === 'number' && isInside(form, node.value)
    case 'boolean':
      return node.kind === 'boolean'
    case 'choice':
      return (node.kind === 'string' || node.kind === 'boolean') && form.values.includes(node.value)
    case 'json':
      return node.kind !== 'substitution'
    case 'list':
      return node.kind === 'array' && node.items.length >= (form.least ?? 0)
    case 'object':
      return node.kind === 'object' && (form.anyOf === undefined || form.anyOf.some((name) => valueAt(node, name) !== undefined))
    case 'entries':
      return node.kind === 'object'
    case 'either':
      return form.forms.some((each) => fitsForm(each, node))
  }
}

const isInside = ({ whole, from, to }: Form & { kind: 'number' }, value: number): boolean =>
  (from === undefined ? value > 0 : value >= from) && (to === undefined || value <= to) && (!whole || Number.isInteger(value))

/** What a value has to be: the end of a sentence. */
function saysOf(form: Form): string {
  switch (form.kind) {
    case 'text':
      return form.says ?? 'a text that is not empty'
    case 'number': {
      const what = form.whole ? 'a whole number' : 'a number'
      if (form.from === undefined) return `${what} above 0`
      return form.to === undefined ? `${what}, ${form.from} or more` : `${what} from ${form.from} to ${form.to}`
    }
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${listed(form.values.map(String))}`
    case 'json':
      return 'a value'
    case 'list':
    case 'either':
      return form.says
    case 'object':
      return `an object with ${listed(form.anyOf ?? form.members.map((member) => member.name), form.anyOf ? 'or' : 'and')}`
    case 'entries':
      return 'an object'
  }
}

function checkItems({ of, unique }: Form & { kind: 'list' }, items: readonly Node[], label: string, report: FormReport): void {
  const seen = new Set<string>()
  for (const item of items) {
    checkForm(of, item, `An item of ${label}`, report)
    const name = unique === undefined ? undefined : valueAt(item, unique)
    if (name?.kind !== 'string') continue
    if (seen.has(name.value)) report('duplicate', name, `"${name.value}" is here twice.`)
    seen.add(name.value)
  }
}

function checkMembers(form: Form & { kind: 'object' | 'entries' }, node: ObjectNode, label: string, report: FormReport): void {
  duplicates(node, report)
  for (const member of node.members) {
    if (form.kind === 'object') checkMember(form, member, report)
    else checkEntry(form, member, label, report)
  }
  if (form.kind === 'entries') return
  oneOf(form, node, label, report)
  for (const { name, required } of form.members)
    if (required && !node.members.some(({ key }) => key.value === name)) report('form', beginOf(node), `${label} has no "${name}".`)
}

/** An object is marked at its name, else at its first character. */
function beginOf({ offset, length, parent }: ObjectNode): Range {
  return parent?.kind === 'member' ? parent.key : { offset, length: Math.min(1, length) }
}

function checkEntry(form: Form & { kind: 'entries' }, { key, value }: Member, label: string, report: FormReport): void {
  if (!fits(form.key.pattern, key.value)) {
    const near = nearest(key.value, form.key.instead ?? [])
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`
    report('form', key, `A key of ${label} is ${form.key.says ?? 'a text that is not empty'}.${hint}`, near)
  } else if (value === undefined) report('form', key, `"${key.value}" has no value.`)
  else checkForm(form.of, value, `"${key.value}"`, report)
}

function checkMember({ members }: Form & { kind: 'object' }, { key, value }: Member, report: FormReport): void {
  const known = members.find((member) => member.name === key.value)
  if (known === undefined) {
    const names = members.map((member) => member.name)
    const near = nearest(key.value, names)
    const hint = near === undefined ? ` It can have ${listed(names)}.` : ` Did you mean "${near}"?`
    report('unknownMember', key, `There is no member "${key.value}" here.${hint}`, near)
  } else if (value === undefined) report('form', key, `"${key.value}" has no value.`)
  else checkForm(known.form, value, `"${known.name}"`, report)
}

function oneOf({ oneOf }: Form & { kind: 'object' }, { members }: ObjectNode, label: string, report: FormReport): void {
  if (oneOf === undefined) return
  const [first, ...others] = members.filter(({ key }) => oneOf.names.includes(key.value))
  for (const { key } of others)
    if (first !== undefined && key.value !== first.key.value)
      report('oneOf', key, `${label} has both ${first.key.value} and ${key.value}: ${oneOf.what} has one of ${listed(oneOf.names)}.`)
}

function duplicates({ members }: ObjectNode, report: FormReport): void {
  const seen = new Set<string>()
  for (const { key } of members) {
    if (seen.has(key.value)) report('duplicate', key, `"${key.value}" is here twice.`)
    seen.add(key.value)
  }
}

/** The patterns of the tables are linear in the text. */
const fits = (pattern: string | undefined, text: string): boolean => (pattern === undefined ? text !== '' : new RegExp(pattern).test(text))

const listed = (names: readonly string[], and = 'and'): string => {
  const shown = names.filter((name) => name !== '$schema')
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${and} ${shown.at(-1)}`
}
