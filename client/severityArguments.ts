import { isLevel } from '../core/base/problem'

/** The setting `stepthrough.rules` as options of `stepthrough validate`, which refuses what is no rule or no severity. */
export const severityArguments = (rules: unknown, codes: readonly string[]): string[] =>
  Object.entries(rules ?? {}).flatMap(([code, level]) => (codes.includes(code) && isLevel(level) ? ['--severity', `${code}=${level}`] : []))
