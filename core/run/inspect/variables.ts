import { isObject, type Json, type JsonObject, member } from '../../base/json'
import type { VariableDetail } from './types'
import { shownDifferences, type Values } from './values'

/** Variables that are told of a visit. */
const most = 200

/** The variables that a state sees, those that it assigns first. `before`: in scope when it is entered. */
export function variablesDetail(before: JsonObject, assigned: Json | undefined, values: Values): VariableDetail[] {
  const after = isObject(assigned) ? assigned : {}
  const names = [...Object.keys(after), ...Object.keys(before).filter((name) => !Object.hasOwn(after, name))]
  return names.slice(0, most).map((name) => {
    const [was, is] = [member(before, name), member(after, name)]
    return {
      name,
      ...(was !== undefined && { before: values.show(`before ${name}`, was, `$${name}`) }),
      ...(is !== undefined && { after: values.show(`after ${name}`, is, `$${name}`) }),
      ...(was !== undefined && is !== undefined && { differences: shownDifferences(was, is, 'Before') }),
    }
  })
}
