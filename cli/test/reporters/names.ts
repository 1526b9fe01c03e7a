/** The values of `test --reporter`. */
export const reporterNames = ['pretty', 'json'] as const

export type ReporterName = (typeof reporterNames)[number]
