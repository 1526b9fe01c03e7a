/** The levels of `validate --severity`. */
export const severities = ['error', 'warning', 'information', 'hint', 'off'] as const
