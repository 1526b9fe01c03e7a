import type { Range } from '../base/range'
import { jsonataFunctionNamed } from '../expressions/jsonata/table'
import { leadsAnywhere, machinesOf } from '../model/graph'
import type { Machine, State } from '../model/machine'
import { isDistributed, valueAt } from '../model/machine'
import { isOpen, isUnknown } from '../model/unknown'
import type { Member, Node, ObjectNode, StringNode } from '../syntax/node'
import { rangeOf } from '../syntax/strings'
import { assignedBefore } from './assignment'
import { createExpressionReader, type ExpressionReader } from './expressionReader'
import { type Expression, type Holder, type Visitor, walkState } from './expressions'
import { type Read, readsOf } from './variableReads'

/** A member of an Assign: where a variable gets a value. */
export interface VariableDefinition {
  readonly name: string
  /** The name in the text, without the `.$` of a payload template. */
  readonly range: Range
  readonly member: Member
  readonly state: State
  /** The state, Choice Rule or Catcher that the Assign belongs to. */
  readonly holder: ObjectNode
}

/** A place in an expression that reads a variable. */
export interface VariableReference {
  readonly name: string
  /** The name in the text, with the `$` before it. */
  readonly range: Range
  readonly node: StringNode
  readonly state: State
  /** `$count( )`: the variable hides the function that is meant. */
  readonly called: boolean
}

/**
 * What a reference finds. `assigned`: on every path to it; `maybe`: on some path; `later`: only behind it; `hidden`: only in a scope
 * that is not visible here (a branch, an iteration); `distributed`: only outside of a distributed Map; `undefined`: nowhere.
 * Source: ASL specification, Variable Scope.
 */
export type Resolution = 'assigned' | 'maybe' | 'later' | 'hidden' | 'distributed' | 'undefined'

/** Every variable of a state machine, with the places that assign and read it. */
export interface Variables {
  readonly definitions: readonly VariableDefinition[]
  readonly references: readonly VariableReference[]
  /** Only the deployment knows all states, transitions and Assigns: any variable may be assigned, and read, anywhere. */
  readonly isOpen: boolean
  /** What a reference to `name` in the expressions of `state` finds, and the machine whose scope it is found in. */
  resolve(name: string, state: State): { readonly resolution: Resolution; readonly scope: Machine | undefined }
  /** The definitions that assign `name` in the scope of one machine (not in the scopes nested in it). */
  definitionsIn(scope: Machine, name: string): readonly VariableDefinition[]
  /** The names that an expression of `state` can see, inner scopes first. `maybe` and `assigned` ones only. */
  visible(state: State): readonly { readonly name: string; readonly resolution: Resolution; readonly scope: Machine }[]
}

/** What a walk over the states of a machine finds of variables: every expression that reads one, and every Assign. */
export interface VariableSources {
  readonly expressions: readonly Expression[]
  readonly assigns: readonly { readonly member: Member; readonly holder: Holder }[]
}

/** Analyses the variables of a state machine: of the outermost machine and all that are nested in it. */
export function variablesOf(
  machine: Machine,
  hiding: ReadonlySet<string> = hidingVariables(machine),
  sources: VariableSources = sourcesOf(machine),
  reader: ExpressionReader = createExpressionReader(),
): Variables {
  const definitions: VariableDefinition[] = []
  for (const { member, holder } of sources.assigns) addDefinitions(member, holder, definitions)
  const byScope = new Map<Machine, Map<string, VariableDefinition[]>>()
  for (const definition of definitions) {
    const scope = definition.state.machine
    if (!byScope.has(scope)) byScope.set(scope, new Map())
    const names = byScope.get(scope)!
    if (!names.has(definition.name)) names.set(definition.name, [])
    names.get(definition.name)!.push(definition)
  }
  const names = new Set(definitions.map((definition) => definition.name))
  const flows = new Map<Machine, ReturnType<typeof assignedBefore>>()
  const flowOf = (scope: Machine) => {
    if (!flows.has(scope)) flows.set(scope, assignedBefore(scope, byScope.get(scope) ?? new Map()))
    return flows.get(scope)!
  }

  const resolve: Variables['resolve'] = (name, state) => {
    if (!names.has(name)) return { resolution: 'undefined', scope: undefined }
    let found: { resolution: Resolution; scope: Machine | undefined } | undefined
    let distributed = false
    for (let at: State | undefined = state; at; at = at.machine.owner) {
      const scope: Machine = at.machine
      if (byScope.get(scope)?.has(name)) {
        if (distributed) return found ?? { resolution: 'distributed', scope }
        const resolution = flowOf(scope)(at, name)
        if (resolution === 'assigned') return { resolution, scope }
        if (!found || resolution === 'maybe') found = { resolution, scope }
      }
      distributed ||= isDistributed(scope)
    }
    return found ?? { resolution: 'hidden', scope: undefined }
  }

  const references: VariableReference[] = []
  for (const expression of sources.expressions) addReferences(readsOf(expression, hiding, reader), expression, resolve, references)

  return {
    definitions,
    references,
    isOpen: definitions.length + references.length > 0 && machinesOf(machine).some(hasUnknownStates),
    resolve,
    definitionsIn: (scope, name) => byScope.get(scope)?.get(name) ?? [],
    visible(state) {
      const seen = new Map<string, { name: string; resolution: Resolution; scope: Machine }>()
      for (let at: State | undefined = state; at; at = at.machine.owner) {
        for (const name of byScope.get(at.machine)?.keys() ?? []) {
          const { resolution, scope } = resolve(name, state)
          if (!seen.has(name) && scope && (resolution === 'assigned' || resolution === 'maybe')) seen.set(name, { name, resolution, scope })
        }
        if (isDistributed(at.machine)) break
      }
      return [...seen.values()]
    },
  }
}

/** Whether there are states, transitions, Assigns or nested machines in a machine that only the deployment knows. */
function hasUnknownStates(machine: Machine): boolean {
  if (machine.isOpen || machine.unknown.size > 0) return true
  for (const state of machine.states.values()) {
    if (leadsAnywhere(state)) return true
    for (const { key, value } of state.node.members) {
      if (!mayAssign.has(key.value)) continue
      if (isUnknown(value) || (key.value === 'Assign' && value?.kind === 'object' && isOpen(value))) return true
      const items = value?.kind === 'array' ? value.items : []
      if (items.some((item) => isUnknown(item) || isUnknown(valueAt(item, 'Assign')))) return true
    }
  }
  return false
}

const mayAssign = new Set(['Assign', 'Choices', 'Catch', 'Branches', 'ItemProcessor', 'Iterator'])

/** Whether the states of a machine see `$$.Map.Item`: those of an inline Map's iterations do, child executions do not. */
export function seesMapItem(machine: Machine): boolean {
  for (let at = machine; at.owner !== undefined && !isDistributed(at); at = at.owner.machine) if (at.owner.type === 'Map') return true
  return false
}

function sourcesOf(machine: Machine): VariableSources {
  const expressions: Expression[] = []
  const assigns: { member: Member; holder: Holder }[] = []
  const visitor: Visitor = {
    expression: (expression) => expressions.push(expression),
    member(member, field, holder) {
      if (field?.value.kind === 'variables') assigns.push({ member, holder })
    },
  }
  for (const { states } of machinesOf(machine)) for (const state of states.values()) walkState(state, visitor)
  return { expressions, assigns }
}

/** The members of one Assign. */
function addDefinitions({ value }: Member, { node, state }: Holder, found: VariableDefinition[]): void {
  if (value?.kind !== 'object') return
  for (const member of value.members) {
    const name = variableName(member.key, state)
    found.push({ name, range: rangeOf(member.key, 0, name.length), member, state, holder: node })
  }
}

/** The variable that a key in Assign names: in JSONPath without the `.$` that makes its value a path. */
export const variableName = (key: StringNode, state: State): string =>
  state.queryLanguage === 'JSONPath' && key.value.endsWith('.$') ? key.value.slice(0, -2) : key.value

/** A function's name is the variable where that has a value, as JSONata looks names up, and the function everywhere else. */
function addReferences(
  reads: readonly Read[],
  { node, holder }: Expression,
  resolve: Variables['resolve'],
  found: VariableReference[],
): void {
  for (const { name, offset, length, builtin = false, called = false } of reads) {
    if ((builtin || called) && !hasValue(resolve(name, holder.state).resolution)) continue
    found.push({ name, range: rangeOf(node, offset, length), node, state: holder.state, called: called && builtin })
  }
}

const hasValue = (resolution: Resolution): boolean => resolution === 'assigned' || resolution === 'maybe'

/** The variables of a machine that have the name of a JSONata function. There are hardly ever any, and few looks tell. */
export function hidingVariables(machine: Machine): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { states } of machinesOf(machine))
    for (const state of states.values()) {
      const holders = [state.node, ...itemsOf(valueAt(state.node, 'Catch')), ...itemsOf(valueAt(state.node, 'Choices'))]
      for (const holder of holders) {
        const assign = valueAt(holder, 'Assign')
        if (assign?.kind !== 'object') continue
        for (const { key } of assign.members) {
          const name = variableName(key, state)
          if (jsonataFunctionNamed(name) !== undefined) found.add(name)
        }
      }
    }
  return found
}

const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'array' ? node.items : [])
