import type { Severity } from '../../base/problem'

/** What can be wrong with a mock file. Source: Developer Guide, "Configuration file for mocked service integrations". */
export const mockRules = {
  MOCK_FORM: {
    severity: 'error',
    sentence: 'A mock file has the objects StateMachines and MockedResponses, and each part of them has its documented form.',
  },
  MOCK_UNKNOWN_FIELD: { severity: 'warning', sentence: 'A mock file has no other fields than the documented ones.' },
  MOCK_UNKNOWN_STATE: { severity: 'warning', sentence: 'A test case names states of the state machine.' },
  MOCK_NOT_A_TASK: { severity: 'warning', sentence: 'Only a Task state asks for a mocked response.' },
  MOCK_UNKNOWN_RESPONSE: { severity: 'error', sentence: 'A test case names responses of MockedResponses.' },
  MOCK_UNUSED_RESPONSE: { severity: 'hint', sentence: 'Each response is used by a test case.' },
  MOCK_INDEX: { severity: 'error', sentence: 'An answer has the number of an attempt ("0") or a range of them ("1-2") as its key.' },
  MOCK_INDEX_GAP: { severity: 'error', sentence: 'The attempts of a response begin at 0 and leave none out.' },
  MOCK_INDEX_TWICE: { severity: 'error', sentence: 'Each attempt has one answer.' },
  MOCK_RETURN_OR_THROW: { severity: 'error', sentence: 'An answer has either Return or Throw.' },
  MOCK_API_RESULT: {
    severity: 'warning',
    sentence:
      "What a mock returns is what the API of the task's Resource answers: no member is missing or misspelt, and each has its type.",
  },
  MOCK_DUPLICATE: { severity: 'error', sentence: 'The keys of an object differ.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly sentence: string }>
