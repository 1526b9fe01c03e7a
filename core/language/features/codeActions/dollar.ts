import { parseJsonata } from '../../../expressions/jsonata/parse'
import { languages } from '../../../expressions/language'
import { convertible } from '../../convert/convertExpression'
import { dataOf, type Fix } from './request'

/** A path or an intrinsic call is evaluated only where the field's name ends in `.$`. */
export const dollarFix: Fix = {
  codes: ['NO_DOLLAR'],
  all: true,
  fix(problem, request) {
    const member = request.member(problem)
    if (member === undefined || member.key.value.endsWith('.$')) return []
    const name = `${member.key.value}.$`
    return [{ title: `Rename to '${name}'`, edits: request.editor.replaceText(member.key, name), preferred: true }]
  },
}

/** A path or an intrinsic call in a JSONata state as an expression, where JSONata can say it; a text that lacks a delimiter. */
export const delimitersFix: Fix = {
  codes: ['JSONPATH_IN_JSONATA', 'JSONATA_DELIMITERS', 'WRONG_TYPE', 'INVALID_TIMESTAMP'],
  fix(problem, request) {
    if (!problem.code.startsWith('JSON') && dataOf(problem, 'forgotten') !== true) return []
    const node = request.string(problem)
    if (node === undefined) return []
    const text = node.value.trim()
    const inner = problem.code !== 'JSONPATH_IN_JSONATA' ? undelimited(text) : convertible(text, languages.JSONata.roots(true).input)
    if (inner === undefined || inner === '') return []
    const value = `{% ${inner} %}`
    return [{ title: `Change to '${value}'`, edits: request.editor.replaceText(node, value), preferred: true }]
  },
}

/** The expression in a text that has no delimiters, one of them, or a half of one: the first reading that is an expression. */
function undelimited(text: string): string | undefined {
  const open = text.replace(/^\{%/, '')
  const closed = open.replace(/%\}$/, '')
  const readings = [closed, open.replace(/[%}]$/, ''), closed.replace(/^[{%]/, ''), open.replace(/^[{%]/, '').replace(/[%}]$/, '')]
  return readings
    .map((reading) => reading.trim())
    .find((reading) => reading !== '' && parseJsonata(reading).problems.every(({ severity }) => severity !== 'error'))
}
