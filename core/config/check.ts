import { type ConfigRuleCode, configRules } from '../analysis/rules/configFile'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { checkForm, type FormFault } from '../forms/check'
import type { Node } from '../syntax/node'
import { configForm } from './members'

/** Adds a problem of a rule at a place. */
export type Report = (code: ConfigRuleCode, place: Range, message: string, data?: unknown) => void

/** A `Report` that fills a list. */
export const reportTo =
  (problems: Problem[]): Report =>
  (code, { offset, length }, message, data) => {
    problems.push({ code, severity: configRules[code].severity, message, offset, length, ...(data !== undefined && { data }) })
  }

const codes: Readonly<Record<FormFault, ConfigRuleCode>> = {
  form: 'CONFIG_FORM',
  unknownMember: 'CONFIG_UNKNOWN_MEMBER',
  duplicate: 'CONFIG_DUPLICATE',
  oneOf: 'CONFIG_ONE_ANSWER',
}

/** What is wrong with the tree of a stepthrough.json as the table of its members has it, in the order of the text. Never throws. */
export function checkConfig(node: Node | undefined): Problem[] {
  const problems: Problem[] = []
  const report = reportTo(problems)
  if (node?.kind === 'object')
    checkForm(configForm, node, '"stepthrough.json"', (fault, place, message, suggestion) =>
      report(codes[fault], place, message, fault === 'unknownMember' ? { suggestion } : undefined),
    )
  else report('CONFIG_FORM', node ?? { offset: 0, length: 0 }, 'A stepthrough.json is an object with functions, aws and the like.')
  return problems.sort((a, b) => a.offset - b.offset)
}
