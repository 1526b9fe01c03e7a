import { expect, test } from 'vitest'
import { validate } from './validate'

const json = '{ "StartAt": "Nowhere", "States": { "A": { "Type": "Pass", "End": true } } }'
const yaml = 'StartAt: Nowhere\nStates:\n  A:\n    Type: Pass\n    End: true\n'
const indent = (text: string, by: string) => text.replace(/^(?=.)/gm, by)

/** The same fault in every language that the kit asks for. */
test.each([
  ['asl', json],
  ['asl-yaml', yaml],
  [
    'sam-yaml',
    `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n${indent(yaml, '        ')}`,
  ],
  [
    'cfn-yaml',
    `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub |\n        ${json}\n`,
  ],
  [
    'cfn-json',
    JSON.stringify({
      Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: { 'Fn::Join': ['', [json]] } } } },
    }),
  ],
])('%s', async (languageId, text) => {
  const answer = await validate(text, { languageId, fileName: 'any' })
  expect(answer?.valid).toBe(false)
  const places = answer?.diagnostics.map(({ code, offset, length }) => [code, text.slice(offset, offset + length)])
  expect(places).toEqual([['MISSING_TRANSITION_TARGET', 'Nowhere']])
})

test('a language that nobody knows has no answer', async () => {
  expect(await validate(json, { languageId: 'toml', fileName: 'any' })).toBeNull()
})

test('substitutions that the template does not declare are told', async () => {
  const text = json.replace('Nowhere', 'A').replace('"Pass"', '"Task", "Resource": "${Function}"')
  const codes = async (substitutions?: string[]) =>
    (await validate(text, { languageId: 'asl', fileName: 'any', ...(substitutions && { substitutions }) }))?.diagnostics.map(
      ({ code }) => code,
    )
  expect(await codes()).toEqual([])
  expect(await codes(['Function'])).toEqual([])
  expect(await codes(['Other'])).toEqual(['UNDECLARED_SUBSTITUTION'])
})
