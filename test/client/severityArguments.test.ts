import { expect, test } from 'vitest'
import { severityArguments } from '../../client/severityArguments'

const codes = ['NO_DOLLAR', 'UNUSED_VARIABLE']

test.each<[unknown, string[]]>([
  [{ NO_DOLLAR: 'off', UNUSED_VARIABLE: 'warning' }, ['--severity', 'NO_DOLLAR=off', '--severity', 'UNUSED_VARIABLE=warning']],
  [{ NO_SUCH_RULE: 'off', NO_DOLLAR: 'loud', constructor: 'off' }, []],
  [{}, []],
  [undefined, []],
])('the setting %j gives %j', (rules, expected) => expect(severityArguments(rules, codes)).toEqual(expected))
