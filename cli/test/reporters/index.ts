import { json } from './json'
import { junit } from './junit'
import type { ReporterName } from './names'
import { pretty } from './pretty'
import type { MakeReporter } from './reporter'
import { tap } from './tap'

export const reporters = { pretty, junit, json, tap } as const satisfies Record<ReporterName, MakeReporter>
