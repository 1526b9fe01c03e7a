import { type Call, type Option, UsageError } from '../command'

/** In the order in which they are told of in the help. */
const kinds = ['text', 'lcov', 'json'] as const
export type CoverageKind = (typeof kinds)[number]

const defaultFolder = 'coverage'

/** The options of a command that counts what tests reach. */
export const coverageOptions: readonly Option[] = [
  {
    name: 'coverage',
    value: 'KIND',
    choices: kinds,
    alone: 'text',
    multiple: true,
    help: 'Tell what the tests reach: as a table (the default), as lcov.info or as coverage.json.',
  },
  { name: 'coverage-dir', value: 'DIR', help: `The folder for lcov.info and coverage.json. Default: ${defaultFolder}` },
  { name: 'min-coverage', value: 'PERCENT', help: 'Fail where the tests reach less than this of the states.' },
]

/** What is asked of coverage. `minimum`: of the states, from 0 to 100; undefined: whatever there is will do. */
export interface CoverageRequest {
  readonly kinds: ReadonlySet<CoverageKind>
  readonly folder: string
  readonly minimum: number | undefined
}

/** Undefined: nothing is to be counted. Throws UsageError. */
export function coverageRequest(call: Call): CoverageRequest | undefined {
  const minimum = call.text('min-coverage')
  if (!call.has('coverage') && minimum === undefined) return undefined
  const percent = minimum === undefined || minimum.trim() === '' ? Number.NaN : Number(minimum)
  if (minimum !== undefined && !(percent >= 0 && percent <= 100))
    throw new UsageError(`--min-coverage is a percentage from 0 to 100, not "${minimum}"`)
  return {
    kinds: new Set(call.all('coverage') as readonly CoverageKind[]),
    folder: call.text('coverage-dir') ?? defaultFolder,
    minimum: minimum === undefined ? undefined : percent,
  }
}
