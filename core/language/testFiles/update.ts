import { isArray, isObject, type Json, member } from '../../base/json'
import { withValueAt } from '../../base/steps'
import { languages } from '../../expressions/language'
import type { AslDocument } from '../../model/document'
import { toJson } from '../../syntax/walk'
import type { Came } from '../../testFiles/judge'
import { readTestFile } from '../../testFiles/read'
import type { Expectations, Failure } from '../../testFiles/types'
import { editsTowards } from '../edit/towards'
import type { Edit } from '../types'

/** What came of a case, in the place of members of its `expect`. */
export interface Accepted {
  readonly name: string
  readonly came: readonly Came[]
}

/**
 * Edits of a test file that take over what came. A member that the case has itself changes where it differs, all else around it stays; one that it has from `defaults`
 * gets to be its own. A text says why that cannot be.
 */
export function acceptCame(document: AslDocument, accepted: readonly Accepted[]): readonly Edit[] | string {
  const { root, syntaxProblems } = document
  // what is read in spite of them is a guess: an edit could change what nobody means
  if (syntaxProblems.length > 0) return 'What came cannot be written into the test file while it has syntax errors.'
  const file = root && toJson(root)
  const cases = isObject(file) ? member(file, 'cases') : undefined
  if (!isArray(cases)) return 'The test file has no list of cases.'
  const indices = new Map(cases.map((each, i) => [isObject(each) ? member(each, 'name') : undefined, i]))
  let wanted: Json | undefined = file
  for (const { name, came } of accepted) {
    const index = indices.get(name)
    if (index === undefined) return `There is no case ${JSON.stringify(name)} any more.`
    for (const { what, value } of came) wanted = withValueAt(wanted, ['cases', index, 'expect', what], value)
  }
  return (
    editsTowards(document, wanted!) ??
    'What came cannot be written into the test file: what is there stands for other cases too, or is nested too deep.'
  )
}

/** Failures whose `path` leads to a leaf of the member's value. */
const leaves: readonly Failure['what'][] = ['output', 'outputContains', 'visits', 'attempts', 'calls', 'variables', 'duration', 'path']
const whole: readonly Failure['what'][] = ['status', 'error', 'cause']

/** What one failure of a case says that came, as `acceptCame` takes it; undefined where there is nothing to accept, as of an assertion. */
export function cameOfFailure(document: AslDocument, name: string, { what, path, actual }: Failure): Came | undefined {
  const read = readTestFile(document)
  const test = read.kind === 'file' ? read.file.cases.find((each) => each.name === name) : undefined
  if (test === undefined) return undefined
  if (whole.includes(what))
    return of(what, what === 'status' && actual === 'SUCCEEDED' && test.expect.status === undefined ? undefined : actual)
  const steps = path === undefined ? undefined : languages.JSONPath.place(path)?.steps
  if (steps === undefined || !leaves.includes(what)) return undefined
  return of(what, withValueAt(member({ ...test.expect } as { readonly [name: string]: Json }, what), steps, actual))
}

const of = (what: Failure['what'], value: Json | undefined): Came => ({
  what: what as keyof Expectations,
  ...(value !== undefined && { value }),
})
