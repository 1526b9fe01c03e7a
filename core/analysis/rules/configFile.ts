import type { Severity } from '../../base/problem'

/** What can be wrong with a stepthrough.json. Source: docs/tasks.md. */
export const configRules = {
  CONFIG_FORM: { severity: 'error', sentence: 'Each member of stepthrough.json has its documented form.' },
  CONFIG_UNKNOWN_MEMBER: { severity: 'error', sentence: 'stepthrough.json has no other members than the documented ones.' },
  CONFIG_DUPLICATE: { severity: 'error', sentence: 'The keys of an object differ.' },
  CONFIG_ONE_ANSWER: { severity: 'error', sentence: 'A function has one of handler, command and endpoint.' },
  CONFIG_GLOBS: { severity: 'error', sentence: 'Of two globs that match one name, one is longer.' },
  CONFIG_FILE: { severity: 'error', sentence: 'The files that stepthrough.json names are there.' },
  CONFIG_FUNCTION: { severity: 'warning', sentence: 'The file of a handler has the function that the handler names.' },
  CONFIG_SERVICE: { severity: 'error', sentence: 'A service has the name that Resource ARNs have for it.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly sentence: string }>

/** The code of a rule of stepthrough.json. */
export type ConfigRuleCode = keyof typeof configRules
