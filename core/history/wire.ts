import { ArchivedText, type Payload, payloadText } from './archive'
import type { Form } from './kind'
import { isMarked, isPayload } from './members'

/** What StateExited keeps where the state assigned variables; without, the event keeps the output alone. */
export class Exit {
  constructor(
    readonly output: Payload,
    readonly assigned: { readonly [variable: string]: Payload },
  ) {}
}

/** How a payload becomes a text. */
export type TextOf = (payload: Payload) => string

type Members = { readonly [name: string]: unknown }

/** What the log keeps of an event of this form, with each of its payloads replaced; the value itself is not changed. */
export function mapPayloads(form: Form, value: unknown, replace: (payload: Payload) => Payload): unknown {
  if (form === 'nothing' || form === 'index') return value
  if (form === 'members') return mapMembers(value as Members, (member, name) => (isPayload(name) ? replace(member as Payload) : member))
  if (!(value instanceof Exit)) return replace(value as Payload)
  return new Exit(replace(value.output), mapMembers(value.assigned, replace))
}

function mapMembers<From, To>(
  members: { readonly [name: string]: From },
  change: (value: From, name: string) => To,
): { [name: string]: To } {
  const mapped: { [name: string]: To } = Object.create(null)
  for (const [name, value] of Object.entries(members)) mapped[name] = change(value, name)
  return mapped
}

/** The details of an event in AWS's shape, from what the log keeps of it. `name`: of its state. */
export function wireDetails(form: Form, value: unknown, name: string, text: TextOf = payloadText): { [member: string]: unknown } {
  if (form === 'input') return wireMembers({ name, input: value }, text)
  if (form === 'index') return { name, index: value }
  if (form !== 'output') return wireMembers((value ?? {}) as Members, text)
  if (!(value instanceof Exit)) return wireMembers({ name, output: value }, text)
  const assignedVariables = mapMembers(value.assigned, text)
  return { ...wireMembers({ name, output: value.output }, text), assignedVariables, assignedVariablesDetails: whole }
}

const whole = { truncated: false }
const cut = { truncated: true }

/** Payloads become JSON texts, with `<name>Details` beside those that AWS may cut. */
function wireMembers(members: Members, text: TextOf): { [member: string]: unknown } {
  const wire: { [member: string]: unknown } = {}
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue
    wire[name] = isPayload(name) ? text(value as Payload) : value
    if (isMarked(name)) wire[`${name}Details`] = value instanceof ArchivedText && !value.whole ? cut : whole
  }
  return wire
}
