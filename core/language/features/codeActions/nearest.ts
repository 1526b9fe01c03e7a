import type { Problem } from '../../../base/problem'
import { stateTypes } from '../../../model/machine'
import { typeOf } from './missingValues'
import { type ActionRequest, type Fix, listData, type Mend, textData } from './request'

/** Changes a misspelt name into the one that is meant, and a deprecated one into the new. */
export const nearestFix: Fix = {
  codes: [
    'MISSING_TRANSITION_TARGET',
    'TRANSITION_OUT_OF_SCOPE',
    'UNKNOWN_FIELD',
    'UNKNOWN_OPERATOR',
    'UNKNOWN_ERROR_NAME',
    'UNKNOWN_INTEGRATION',
    'UNKNOWN_API_PARAMETER',
    'UNKNOWN_JSONATA_FUNCTION',
    'UNSUPPORTED_JSONATA_FUNCTION',
    'UNKNOWN_INTRINSIC_FUNCTION',
    'INVALID_TEMPLATE_VALUE',
    'INVALID_PATH',
    'UNKNOWN_STATES_FIELD',
    'UNKNOWN_CONTEXT_FIELD',
    'UNDEFINED_VARIABLE',
  ],
  fix(problem, request) {
    const suggestion = textData(problem, 'suggestion')
    return suggestion === undefined ? [] : [change(problem, request, suggestion, true)].flat()
  },
}

/** A value that is none of the field's. */
export const valueFix: Fix = {
  codes: ['INVALID_VALUE'],
  fix(problem, request) {
    const suggestion = textData(problem, 'suggestion')
    const values = listData(problem, 'values')
    if (suggestion !== undefined) return change(problem, request, suggestion, true)
    const member = request.member(problem)
    // another type or language would need other fields
    if (member?.key.value === 'Type' && stateTypes.every((type) => values.includes(type)))
      return change(problem, request, typeOf(member.parent), false)
    if (member?.key.value === 'QueryLanguage') {
      return change(problem, request, request.cursor(problem.offset).queryLanguage, false)
    }
    return values.slice(0, 8).flatMap((value) => change(problem, request, value, false))
  },
}

/** Iterator is ItemProcessor now, and a Map's Parameters are ItemSelector. */
export const deprecatedFix: Fix = {
  codes: ['DEPRECATED_FIELD'],
  all: true,
  fix(problem, request) {
    const suggestion = textData(problem, 'suggestion')
    const node = request.string(problem)
    if (suggestion === undefined || node === undefined) return []
    return [{ title: `Rename ${node.value} to ${suggestion}`, edits: request.editor.replaceText(node, suggestion), preferred: true }]
  },
}

/** A field that takes a text has a twin that takes a path. */
export const pathTwinFix: Fix = {
  codes: ['NO_PATH'],
  fix(problem, request) {
    const suggestion = textData(problem, 'suggestion')
    const member = request.member(problem)
    if (suggestion === undefined || member === undefined) return []
    return [
      { title: `Rename ${member.key.value} to ${suggestion}`, edits: request.editor.replaceText(member.key, suggestion), preferred: true },
    ]
  },
}

/** A pattern that the integration does not have. */
export const patternFix: Fix = {
  codes: ['UNSUPPORTED_PATTERN'],
  fix(problem, request) {
    const node = request.string(problem)
    if (node === undefined) return []
    const match = /^(.*:[^:.]+)(\.[^:.]+(?::2)?)?$/.exec(node.value)
    const base = match?.[1] ?? node.value
    return listData(problem, 'supported').map((pattern) => {
      const text = base + pattern
      return { title: `Change to '${text}'`, edits: request.editor.replaceText(node, text) }
    })
  },
}

/** Replaces what the problem marks: a whole string, or a part of an expression. */
function change(problem: Problem, request: ActionRequest, suggestion: string, preferred: boolean): Mend[] {
  const node = request.string(problem)
  const title = `Change to '${suggestion}'`
  if (node === undefined) return []
  if (node.offset === problem.offset && node.length === problem.length)
    return [{ title, edits: request.editor.replaceText(node, suggestion), preferred }]
  const marked = request.document.text.slice(problem.offset, problem.offset + problem.length)
  const text = inPlace(marked, suggestion)
  return text === undefined ? [] : [{ title, edits: [{ offset: problem.offset, length: problem.length, text }], preferred }]
}

/** The suggestion as the marked text is written: `.name`, `['name']`, `$name`. */
function inPlace(marked: string, suggestion: string): string | undefined {
  if (!/^[$\w.]+$/.test(suggestion)) return undefined
  if (marked.startsWith('.')) return `.${suggestion}`
  const bracket = /^\[\s*(['"])/.exec(marked)
  if (bracket !== null) return `[${bracket[1]}${suggestion}${bracket[1]}]`
  if (marked.startsWith('$') && !suggestion.startsWith('$')) return `$${suggestion}`
  return suggestion
}
