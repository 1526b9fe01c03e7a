import { describe, expect, test } from 'vitest'
import { chooseDefinition, runnable } from '../../../core/model/choose'
import { isForeign, kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'

await loadYaml()

const read = (name: string, text: string) => parseDocument(text, kindOf(name, text))

const machine = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
const inline = (id: string) => `  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: ${machine}\n`
const named = (id: string) => `  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: ${id}.asl.json\n`
const template = (...resources: string[]) => read('template.yaml', `Resources:\n${resources.join('')}`)

describe('the state machine that is meant', () => {
  test.each([
    ['the only one', template(inline('One')), undefined, 'One'],
    ['one in the text before those in files', template(named('File'), inline('One')), undefined, 'One'],
    ['the only file', template(named('File')), undefined, 'File'],
    ['one of several by its logical id', template(inline('One'), named('File')), 'File', 'File'],
    ['the only one, whatever it is called', template(inline('One')), 'Other', 'One'],
  ])('%s', (_, document, name, id) => expect(chooseDefinition(document, name)).toMatchObject({ logicalId: id }))

  test.each([
    ['nothing', template('  T:\n    Type: AWS::SNS::Topic\n'), undefined, 'There is no state machine in it.'],
    ['several', template(inline('One'), inline('Two')), undefined, 'It has several state machines; choose one of "One", "Two".'],
    ['several, none of that name', template(inline('One'), named('Two')), 'Three', 'One'],
    [
      'several files, none of that name',
      template(named('One'), named('Two')),
      'Three',
      'It has no state machine "Three"; there is "One", "Two".',
    ],
  ])('of %s', (_, document, name, said) => {
    const chosen = chooseDefinition(document, name)
    expect(typeof chosen === 'string' ? chosen : chosen.logicalId).toBe(said)
  })

  test('all that run, in the order of the text', () => {
    const all = runnable(template(named('File'), inline('One')))
    expect(all.map(({ logicalId, startAt }) => [logicalId, startAt !== undefined])).toEqual([
      ['File', false],
      ['One', true],
    ])
  })
})

test.each([
  ['flow.json', machine, false],
  ['flow.json', '{"StartAt": "A"}', false],
  ['flow.json', '{"States": {}}', false],
  ['package.json', '{"name": "x", "definition": 1}', true],
  ['flow.json', '[]', true],
  ['template.yaml', `Resources:\n${inline('One')}`, false],
  ['template.yaml', `Resources:\n${named('File')}`, false],
  ['template.yaml', 'Resources:\n  T:\n    Type: AWS::SNS::Topic\n', true],
  ['part.yaml', `name: One\ndefinition: ${machine}\n`, false],
  ['part.yaml', 'name: One\ndefinition: of something else\n', true],
  ['MockConfigFile.json', '{}', false],
])('%s with %s has nothing to do with Step Functions: %s', (name, text, foreign) => expect(isForeign(read(name, text))).toBe(foreign))
