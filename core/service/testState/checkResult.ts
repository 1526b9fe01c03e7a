import { type Mismatch, mismatches, type Strictness } from '../../aws/mismatches'
import { apiResult } from '../../aws/results'
import type { Json } from '../../base/json'
import { invalid, type Refused } from '../errors'

/** Members that the API does not know are let through. */
const lenient = { unknown: 'allowed', optimised: false } as const satisfies Partial<Strictness>

/**
 * Throws Refused, a ValidationException, for a mocked result that the API of the task's resource could not answer with. `strict`: members
 * that the API always answers with have to be there. Services without a table are not checked.
 */
export function checkResult(resource: string, result: Json, strict: boolean): void {
  const type = apiResult(resource)
  if (type === undefined) return
  for (const first of mismatches(type, result, { ...lenient, required: strict })) throw refused(first)
}

/** In AWS's words. */
function refused({ field, problem }: Mismatch): Refused {
  const wrong = (message: string) => invalid(`Mock result schema validation error: ${message}`)
  switch (problem.kind) {
    case 'missing':
      return wrong(`Required field '${problem.name}' is missing`)
    case 'type': {
      const what = `${problem.wanted === 'object' || problem.wanted === 'array' ? 'an' : 'a'} ${problem.wanted}`
      return field === '' ? wrong(`The result must be ${what}`) : wrong(`Field '${field}' must be ${what}`)
    }
    case 'short':
      return wrong(`Field '${field}' is smaller than the minimum length`)
    case 'long':
      return wrong(`Field '${field}' exceeds the maximum length`)
    case 'less':
      return wrong(`Field '${field}' is less than the minimum value`)
    case 'more':
      return wrong(`Field '${field}' exceeds the maximum value`)
    default:
      return wrong(`Field '${field}' is not an expected value`)
  }
}
