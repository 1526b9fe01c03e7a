import { describe, expect, test } from 'vitest'
import { problemsOf } from './check'

const text = `{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 2 }],
      "Next": "B"
    },
    "B": { "Type": "Pass", "Next": "C" },
    "C": { "Type": "Succeed" }
  }
}`

describe('a syntax error is not followed by what can only come of it', () => {
  test('a missing quote is the only problem', () => {
    for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1))
      expect(
        problemsOf(text.slice(0, at) + text.slice(at + 1)).map(({ code }) => code),
        text.slice(at),
      ).toEqual(['INVALID_JSON_DESCRIPTION'])
  })

  test.each([
    ['States', '"States": {', '"States": '],
    ['a state', '"A": {', '"A": '],
    ['the end of a state', '\n    },', '\n    ,'],
    ['an item', '2 }', '2 '],
    ['an array', '"States.ALL"]', '"States.ALL"'],
  ])('a missing bracket: %s', (_, written, broken) => {
    const codes = problemsOf(text.replace(written, broken)).map(({ code }) => code)
    expect(codes.filter((code) => code !== 'INVALID_JSON_DESCRIPTION')).toEqual([])
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.length).toBeLessThanOrEqual(4)
  })

  test('what is wrong elsewhere is still told', () => {
    const codes = problemsOf(text.replace('"Pass", "Next"', '"Pass, "Nxt"')).map(({ code }) => code)
    expect(codes).toContain('UNKNOWN_FIELD')
    expect(problemsOf(text.replace('"StartAt": "A"', '"StartAt": "X').replace('"Pass"', '"Pas"')).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['INVALID_VALUE', 'MISSING_TRANSITION_TARGET']),
    )
  })
})
