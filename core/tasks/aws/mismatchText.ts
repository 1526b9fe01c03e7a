import type { Mismatch } from '../../aws/mismatches'

const articles = { object: 'an object', array: 'a list', string: 'a string', number: 'a number', boolean: 'a boolean' } as const

/** Values that are listed in a sentence. */
const mostListed = 8

/** A sentence that says how a mocked result differs from what the API answers. `title`: what the task calls. */
export function mismatchText(title: string, { steps, field, problem }: Mismatch): string {
  const item = typeof steps.at(-1) === 'number'
  const where = field === '' ? `The result of ${title}` : item ? `Each item of "${field}"` : `"${field}"`
  switch (problem.kind) {
    case 'missing':
      return `${field === '' ? title : `"${field}" of ${title}`} always has "${problem.name}", which is missing.`
    case 'unknown': {
      const hint = problem.near === undefined ? '' : ` Did you mean "${problem.near}"?`
      return `${field === '' ? title : `"${field}" of ${title}`} has no "${problem.name}".${hint}`
    }
    case 'type':
      return `${where} has to be ${articles[problem.wanted]}.`
    case 'short':
      return `${where} has at least ${problem.min} characters.`
    case 'long':
      return `${where} has at most ${problem.max} characters.`
    case 'less':
      return `${where} is at least ${problem.min}.`
    case 'more':
      return `${where} is at most ${problem.max}.`
    case 'value': {
      const { value, allowed, near } = problem
      if (near !== undefined) return `${where} cannot be "${value}". Did you mean "${near}"?`
      const more = allowed.length - mostListed
      return `${where} is one of ${allowed.slice(0, mostListed).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
    }
  }
}
