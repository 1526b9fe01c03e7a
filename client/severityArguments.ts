const levels: readonly unknown[] = ['error', 'warning', 'information', 'hint', 'off']

/** The setting `stepthrough.rules` as options of `stepthrough validate`, which refuses what is no rule or no severity. */
export const severityArguments = (rules: unknown, codes: readonly string[]): string[] =>
  Object.entries(rules ?? {}).flatMap(([code, level]) =>
    codes.includes(code) && levels.includes(level) ? ['--severity', `${code}=${level}`] : [],
  )
