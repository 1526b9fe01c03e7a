import { memberOf } from '../../../model/machine'
import { type Fix, textData } from './request'

/** A name of a mock file, a test file or a stepthrough.json that is nearly right. */
export const nameFix: Fix = {
  codes: [
    'MOCK_UNKNOWN_STATE',
    'MOCK_UNKNOWN_RESPONSE',
    'MOCK_UNKNOWN_FIELD',
    'MOCK_API_RESULT',
    'CONFIG_UNKNOWN_MEMBER',
    'CONFIG_SERVICE',
    'CONFIG_FUNCTION',
    'TEST_FORM',
    'TEST_UNKNOWN_MEMBER',
    'TEST_FILE',
    'TEST_STATE_MACHINE',
    'TEST_UNKNOWN_CASE',
    'TEST_UNKNOWN_STATE',
    'TEST_PATH',
    'TEST_ERROR_NAME',
    'TEST_API_RESULT',
  ],
  fix(problem, request) {
    const suggestion = textData(problem, 'suggestion')
    const node = request.string(problem)
    if (suggestion === undefined || node === undefined) return []
    return [{ title: `Change to '${suggestion}'`, edits: request.editor.replaceText(node, suggestion), preferred: true }]
  },
}

/** Writes the response that a test case names. */
export const mockResponseFix: Fix = {
  codes: ['MOCK_UNKNOWN_RESPONSE'],
  fix(problem, request) {
    const name = request.string(problem)?.value
    const responses = memberOf(request.document.root, 'MockedResponses')?.value
    if (name === undefined || name === '' || responses?.kind !== 'object') return []
    const answer = '{\n\t"0": {\n\t\t"Return": {}\n\t}\n}'
    return [{ title: `Create the response '${name}'`, edits: request.editor.insert(responses, name, answer) }]
  },
}

/** Takes out a response that no test case uses. */
export const mockUnusedFix: Fix = {
  codes: ['MOCK_UNUSED_RESPONSE'],
  fix(problem, request) {
    const member = request.member(problem)
    return member === undefined ? [] : [{ title: `Remove '${member.key.value}'`, edits: request.editor.remove(member) }]
  },
}
