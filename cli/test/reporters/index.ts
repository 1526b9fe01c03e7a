import { json } from './json'
import type { ReporterName } from './names'
import { pretty } from './pretty'
import type { MakeReporter } from './reporter'

export const reporters = { pretty, json } as const satisfies Record<ReporterName, MakeReporter>
