import type { Failure, FailureKind } from './types'

const kinds: readonly FailureKind[] = ['file', 'case', 'definition', 'input', 'mocks']

/** Whether a case could not run as it is written, which test frameworks tell from an expectation that does not hold. */
export const isUnable = (failures: readonly Pick<Failure, 'what'>[]): boolean => failures.some(({ what }) => kinds.includes(what))
