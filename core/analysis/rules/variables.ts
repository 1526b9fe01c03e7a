import type { nearest } from '../../base/nearest'
import type { State } from '../../model/machine'
import { isDistributed, valueAt } from '../../model/machine'
import { type Report, rules } from '../rule'
import type { VariableDefinition, VariableReference, Variables } from '../variables'

/** Rules about variables: their names, and what a reference to one finds. */
export const variableRules = rules({
  INVALID_VARIABLE_NAME: {
    severity: 'error',
    sentence: "A variable's name is an identifier of at most 80 characters: letters, digits and underscores, no digit first.",
    source: 'ASL specification, State Machine Variables',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  RESERVED_VARIABLE: {
    severity: 'error',
    sentence: 'No variable is called "states": $states is reserved.',
    source: 'ASL specification, State Machine Variables',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  OUTER_VARIABLE_ASSIGNED: {
    severity: 'error',
    sentence: 'A branch or an iteration does not assign a variable of a scope around it.',
    source: 'ASL specification, Variable Scope',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  VARIABLE_OUT_OF_SCOPE: {
    severity: 'error',
    sentence: 'A variable is read where it is visible: in its scope and in the scopes nested in it.',
    source: 'ASL specification, Variable Scope',
    // recorded: the service takes such a definition, and the state fails when it is reached
    runs: true,
  },
  DISTRIBUTED_MAP_VARIABLE: {
    severity: 'error',
    sentence: 'The states in a distributed Map do not read variables from outside of it.',
    source: 'AWS Step Functions Developer Guide, Passing data between states with variables',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  VARIABLE_NOT_ASSIGNED_YET: {
    severity: 'warning',
    sentence: 'A variable has a value before it is read. What one Assign sets is seen by the next state, not by the same Assign.',
    source: 'ASL specification, Assigning State Machine Variables; Variable Scope',
  },
  UNDEFINED_VARIABLE: {
    severity: 'warning',
    sentence: 'A variable that is read is assigned somewhere.',
    source: 'good practice; ASL specification, Variable Scope',
  },
  VARIABLE_MAYBE_UNASSIGNED: {
    severity: 'warning',
    sentence: 'A variable is assigned on every path that leads to where it is read.',
    source: 'good practice; ASL specification, Variable Scope',
  },
  VARIABLE_CALLED: {
    severity: 'warning',
    sentence: 'A variable that has the name of a JSONata function hides it, and is not called.',
    source: 'docs.jsonata.org, Functions; ASL specification, State Machine Variables',
  },
  UNUSED_VARIABLE: {
    severity: 'hint',
    sentence: 'A variable that is assigned is read somewhere.',
    source: 'good practice; ASL specification, Variable Scope',
  },
})

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u

/**
 * The variables of one definition, nested machines included. Where only the deployment knows who assigns them, their names alone.
 * `suggest`: the name that was most likely meant.
 */
export function checkVariables(variables: Variables, report: Report, suggest: typeof nearest): void {
  const first = new Map<string, VariableDefinition>()
  for (const definition of variables.definitions) if (!first.has(definition.name)) first.set(definition.name, definition)
  for (const definition of variables.definitions) checkName(definition, report)
  if (variables.isOpen) return
  const read = new Set<string>()
  for (const reference of variables.references) {
    read.add(reference.name)
    checkReference(reference, variables, first, report, suggest)
  }
  for (const definition of variables.definitions) {
    if (!read.has(definition.name)) {
      report(variableRules.UNUSED_VARIABLE, definition.range, `The variable '${definition.name}' is never read`, { tags: ['unnecessary'] })
    }
    checkOuter(definition, variables, report)
  }
}

function checkName({ name, member, range, state }: VariableDefinition, report: Report): void {
  const location = valueAt(state.node, 'Assign') ?? state.node
  if (member.key.substitutions) return
  if (name === 'states') report(variableRules.RESERVED_VARIABLE, range, "The variable name 'states' is reserved", { location })
  else if (!identifier.test(name)) {
    report(
      variableRules.INVALID_VARIABLE_NAME,
      range.length > 0 ? range : member.key,
      `'${name}' is not a variable name: letters, digits and underscores, and no digit first`,
      { location },
    )
  } else if (name.length > 80 && [...name].length > 80) {
    report(variableRules.INVALID_VARIABLE_NAME, range, `A variable name has at most 80 characters; this one has ${[...name].length}`, {
      location,
    })
  }
}

function checkReference(
  { name, range, state, called }: VariableReference,
  variables: Variables,
  first: ReadonlyMap<string, VariableDefinition>,
  report: Report,
  suggest: typeof nearest,
): void {
  const { resolution, scope } = variables.resolve(name, state)
  if (resolution === 'assigned' && !called) return
  const definition = scope ? variables.definitionsIn(scope, name)[0] : first.get(name)
  const related = definition && {
    related: [{ offset: definition.range.offset, length: definition.range.length, message: `'${name}' is assigned here.` }],
  }
  if (called) {
    report(variableRules.VARIABLE_CALLED, range, `$${name} is the variable '${name}' here, and no function: it cannot be called`, related)
    return
  }
  switch (resolution) {
    case 'assigned':
      return
    case 'maybe':
      report(
        variableRules.VARIABLE_MAYBE_UNASSIGNED,
        range,
        `The variable '${name}' is not assigned on every path that leads here`,
        related,
      )
      return
    case 'later':
      report(variableRules.VARIABLE_NOT_ASSIGNED_YET, range, `The variable '${name}' has no value yet`, related)
      return
    case 'hidden':
      report(variableRules.VARIABLE_OUT_OF_SCOPE, range, `The variable '${name}' belongs to another scope and is not visible here`, related)
      return
    case 'distributed':
      report(
        variableRules.DISTRIBUTED_MAP_VARIABLE,
        range,
        `The states in a distributed Map cannot read the variable '${name}' from outside of it`,
        related,
      )
      return
    case 'undefined': {
      const suggestion = suggest(name, visibleNames(variables, state))
      const hint = suggestion === undefined ? '' : `. Did you mean '$${suggestion}'?`
      report(variableRules.UNDEFINED_VARIABLE, range, `The variable '${name}' is not assigned anywhere${hint}`, {
        data: { name, suggestion },
      })
    }
  }
}

/** Looked up only where somebody asks for them. */
function* visibleNames(variables: Variables, state: State): Generator<string> {
  for (const { name } of variables.visible(state)) yield name
}

/** A variable that gets its value in the outer scope only after the branch or iteration is none yet while that runs. */
function checkOuter({ name, range, state }: VariableDefinition, variables: Variables, report: Report): void {
  const { owner } = state.machine
  if (!owner || isDistributed(state.machine)) return
  const { resolution, scope } = variables.resolve(name, owner)
  if (!scope || (resolution !== 'assigned' && resolution !== 'maybe')) return
  const outer = variables.definitionsIn(scope, name)[0]!
  report(variableRules.OUTER_VARIABLE_ASSIGNED, range, `The variable '${name}' belongs to an outer scope and cannot be assigned here`, {
    related: [{ offset: outer.range.offset, length: outer.range.length, message: `'${name}' of the outer scope.` }],
    location: valueAt(state.node, 'Assign') ?? state.node,
  })
}
