/** The values of `test --reporter`. */
export const reporterNames = ['pretty', 'junit', 'json', 'tap'] as const

export type ReporterName = (typeof reporterNames)[number]
