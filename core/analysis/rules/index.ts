import type { Rule } from '../rule'
import { choiceRules } from './choice'
import { configRules } from './configFile'
import { documentRules } from './document'
import { fieldRules } from './fields'
import { jsonataRules } from './jsonata'
import { mapRules } from './map'
import { mockRules } from './mockFile'
import { pathRules } from './paths'
import { retryRules } from './retry'
import { taskRules } from './task'
import { templateRules } from './template'
import { testRules } from './testFile'
import { transitionRules } from './transitions'
import { variableRules } from './variables'

/** The table of all rules of a definition. */
export const definitionRules = {
  ...documentRules,
  ...fieldRules,
  ...transitionRules,
  ...retryRules,
  ...choiceRules,
  ...taskRules,
  ...mapRules,
  ...pathRules,
  ...jsonataRules,
  ...variableRules,
} satisfies Record<string, Rule>

/** The code of a rule of definitions. */
export type DefinitionRuleCode = keyof typeof definitionRules

/** Every code that a problem can have, those of templates, mock files, test files and stepthrough.json included. For the settings and the pages in docs/rules. */
export const allRules: readonly Pick<Rule, 'code' | 'severity' | 'sentence'>[] = [
  ...Object.values(definitionRules),
  ...Object.values(templateRules),
  ...Object.entries({ ...mockRules, ...testRules, ...configRules }).map(([code, rule]) => ({ code, ...rule })),
]
