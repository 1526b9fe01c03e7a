import { describe, expect, test } from 'vitest'
import { createExecution, plan } from '../../../core/interpreter'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'

await loadYaml()

/** Runs the first machine of a template; tasks echo their input. */
async function run(template: string) {
  const { definitions } = parseDocument(template, { format: 'yaml', content: 'template' })
  const execution = createExecution(plan(definitions[0]!.machine), {
    input: {},
    ports: nodePorts({ task: ({ resource, input }) => ({ kind: 'succeeded', output: { resource, input } }) }),
  })
  await execution.run()
  const { status, output, error, cause } = execution
  return status === 'SUCCEEDED' ? output : { error, cause }
}

const template = (state: string) => `Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: S
        States:
          S:
            End: true
${state.replace(/^/gm, '            ')}
`

describe('what only the deployment knows', () => {
  test('is a text in a payload, as in a string', async () => {
    const state = `Type: Task
Resource: arn:aws:states:::dynamodb:getItem
Parameters:
  TableName: !Ref Orders
  Key: { id: { S: !Sub '\${Prefix}-1' } }`
    expect(await run(template(state))).toEqual({
      resource: 'arn:aws:states:::dynamodb:getItem',
      input: { TableName: '${Orders}', Key: { id: { S: '${Prefix}-1' } } },
    })
    expect(await run(template('Type: Pass\nResult: [!Ref Orders, 1]'))).toEqual(['${Orders}', 1])
    expect(await run(template('Type: Pass\nQueryLanguage: JSONata\nOutput: { table: !Ref Orders }'))).toEqual({ table: '${Orders}' })
  })

  test('is a function where a task names it', async () => {
    expect(await run(template('Type: Task\nResource: !GetAtt Charge.Arn'))).toEqual({ resource: '${Charge.Arn}', input: {} })
  })

  test('fails the state where a value is needed, and says which', async () => {
    const failure = { error: 'States.Runtime', cause: 'The value of ${Delay} is known only after deployment.' }
    expect(await run(template('Type: Wait\nSeconds: !Ref Delay'))).toEqual(failure)
    expect(await run(template('Type: Pass\nInputPath: !Ref Delay'))).toEqual(failure)
    expect(await run(template('Type: Task\nResource: !Ref F\nRetry: [{ ErrorEquals: [!Ref Delay] }]'))).toEqual(failure)
  })

  test.each([
    ['a branch', 'Type: Parallel\nBranches: [!Ref Delay, { StartAt: A, States: { A: { Type: Succeed } } }]'],
    ['all branches', 'Type: Parallel\nBranches: !Ref Delay'],
    ['a processor', 'Type: Map\nItemProcessor: !Ref Delay'],
    ['a type', 'Type: !Ref Delay'],
    ['seconds that are a text in YAML', "Type: Wait\nSeconds: !Sub '${Delay}'"],
    ['a time', 'Type: Wait\nTimestamp: !Ref Delay'],
    ['a time of a text', "Type: Wait\nTimestamp: !Sub '${Delay}T00:00:00Z'"],
  ])('%s', async (_what, state) => {
    expect(await run(template(state))).toEqual({ error: 'States.Runtime', cause: 'The value of ${Delay} is known only after deployment.' })
  })

  test.each([
    ["StartAt: !Sub '${First}'\nStates: { S: { Type: Succeed } }", 'The value of ${First} is known only after deployment.'],
    ["StartAt: S\nStates: { S: { Type: Pass, Next: !Sub '${Second}' } }", 'The value of ${Second} is known only after deployment.'],
    ['StartAt: S\nStates: { S: !If [Prod, { Type: Succeed }, { Type: Fail }] }', "The state 'S' is known only after deployment."],
    ['StartAt: S\nStates: !Ref All', "The state 'S' is known only after deployment."],
    ['StartAt: S\nStates: { Fn::Transform: x }', "The state 'S' is known only after deployment."],
    ['StartAt: S\nStates: { A: { Type: Succeed } }', "The state 'S' does not exist."],
  ])('a way leads to it: %s', async (definition, cause) => {
    const text = `Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n${definition.replace(/^/gm, '        ')}`
    expect(await run(text)).toEqual({ error: 'States.Runtime', cause })
  })
})
