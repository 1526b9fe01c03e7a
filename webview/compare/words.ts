import type { Differing, RunRow } from './runRows'

/** What is said of each difference of a visit. */
const said: { readonly [D in Differing]: string } = {
  alone: '',
  input: 'input',
  status: 'status',
  error: 'error',
  output: 'output',
  next: 'next state',
}

/** What differs, in a few words; an empty text: nothing. */
export function differenceText({ differs, left }: RunRow): string {
  if (differs.length === 0) return ''
  if (differs[0] === 'alone') return left === undefined ? 'only in the second run' : 'only in the first run'
  return differs.map((each) => said[each]).join(', ')
}

/** "CreateOrder: output, next state" */
export const firstText = (row: RunRow): string => `${row.name}: ${differenceText(row)}`
