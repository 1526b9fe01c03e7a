import { describe, expect, test } from 'vitest'
import { withoutPlaceholders } from '../../../core/language/edit/snippet'
import { fieldNames } from '../../../core/model/fieldNames'
import { type Field, fieldOf, fields, fieldsOf, type ObjectKind, skeletonOf } from '../../../core/model/fields'
import { stateTypes } from '../../../core/model/machine'
import { parseJson } from '../../../core/syntax/json'

const readJson = (text: string) => parseJson(text, fieldNames)

const namesWhere = (kind: ObjectKind, is: (field: Field) => boolean) =>
  [...fieldsOf(kind).values()]
    .filter(is)
    .map(({ name }) => name)
    .join(' ')

describe('the table of fields', () => {
  test('has one row for a field of an object', () => {
    const seen = fields.flatMap(({ name, on, language }) => on.map((kind) => `${kind}.${name}.${language}`))
    expect(seen.filter((each, i) => seen.indexOf(each) !== i)).toEqual([])
  })

  test('every field that it names is a field', () => {
    for (const { name, on, excludes = [], deprecated } of fields)
      for (const kind of on)
        for (const other of [...excludes, ...(deprecated ? [deprecated] : [])])
          expect([kind, name, other, fieldOf(kind, other)?.name]).toEqual([kind, name, other, other])
  })

  test('what excludes is excluded', () => {
    for (const { name, on, excludes = [] } of fields)
      for (const kind of on)
        for (const other of excludes)
          expect([name, other, fieldOf(kind, other)?.excludes]).toEqual([name, other, expect.arrayContaining([name])])
  })

  test('every object that a field holds has fields', () => {
    const kinds = new Set(fields.flatMap(({ value }) => ('of' in value ? [value.of] : [])))
    for (const kind of kinds) expect([kind, fieldsOf(kind).size > 0]).toEqual([kind, true])
  })

  test('every field has a sentence', () => {
    for (const { name, doc } of fields) expect([name, /^[A-Z0-9].*\.$/s.test(doc)]).toEqual([name, true])
  })

  test('what a field begins with is JSON of its kind', () => {
    for (const field of fields) {
      const text = withoutPlaceholders(skeletonOf(field))
      const { problems } = readJson(`{"x": ${text === '' ? '0' : text.replace(/,?\s*(?=[}\]])/g, '')}}`)
      expect([field.name, text, problems.filter((problem) => !problem.message.includes('value'))]).toEqual([field.name, text, []])
    }
  })

  /** ASL specification, Table of State Types and Fields. */
  test.each<[string, string, string]>([
    ['JSONPath', 'InputPath', 'Task Parallel Map Pass Wait Choice Succeed'],
    ['JSONPath', 'OutputPath', 'Task Parallel Map Pass Wait Choice Succeed'],
    ['JSONPath', 'ResultPath', 'Task Parallel Map Pass'],
    ['JSONPath', 'Parameters', 'Task Parallel Map Pass'],
    ['JSONPath', 'ResultSelector', 'Task Parallel Map'],
    ['JSONata', 'Arguments', 'Task Parallel'],
    ['JSONata', 'Output', 'Task Parallel Map Pass Wait Choice Succeed'],
    ['both', 'Assign', 'Task Parallel Map Pass Wait Choice'],
    ['both', 'Next', 'Task Parallel Map Pass Wait'],
    ['both', 'End', 'Task Parallel Map Pass Wait'],
    ['both', 'Retry', 'Task Parallel Map'],
    ['both', 'Catch', 'Task Parallel Map'],
  ])('%s: %s is on %s', (language, name, types) => {
    const found = stateTypes.filter((type) => fieldOf(type, name) !== undefined)
    expect([...found].sort()).toEqual(types.split(' ').sort())
    for (const type of found) expect(fieldOf(type, name)?.language ?? 'both').toBe(language)
  })

  /** ASL specification; AWS Step Functions Developer Guide for ItemReader, ResultWriter and Credentials. */
  test.each([
    ['Machine', 'StartAt States'],
    ['Branch', 'StartAt States'],
    ['ItemProcessor', 'StartAt States'],
    ['Task', 'Type Resource'],
    ['Pass', 'Type'],
    ['Choice', 'Type Choices'],
    ['Wait', 'Type'],
    ['Succeed', 'Type'],
    ['Fail', 'Type'],
    ['Parallel', 'Type Branches'],
    ['Map', 'Type'],
    ['Retrier', 'ErrorEquals'],
    ['Catcher', 'ErrorEquals Next'],
    ['ChoiceRule', 'Condition Next'],
    ['NestedRule', ''],
    ['ProcessorConfig', ''],
    ['ItemReader', 'Resource'],
    ['ReaderConfig', ''],
    ['ItemBatcher', ''],
    ['ResultWriter', ''],
    ['WriterConfig', 'Transformation OutputType'],
    ['Credentials', 'RoleArn'],
  ] satisfies [ObjectKind, string][])('%s has to have: %s', (kind, names) => {
    expect(namesWhere(kind, ({ required }) => required === true)).toBe(names)
  })

  /** ASL specification: Table of State Types and Fields; Developer Guide: Transforming data with JSONata. */
  test.each([
    ['Machine', ''],
    ['Task', 'TimeoutSeconds HeartbeatSeconds Credentials'],
    ['Wait', 'Seconds Timestamp'],
    ['Fail', 'Error Cause'],
    ['Parallel', ''],
    ['Map', 'Items MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage'],
    ['ChoiceRule', 'Condition'],
    ['Retrier', ''],
    ['ReaderConfig', 'MaxItems'],
    ['ItemBatcher', 'MaxItemsPerBatch MaxInputBytesPerBatch'],
  ] satisfies [ObjectKind, string][])('in %s an expression may stand for: %s', (kind, names) => {
    expect(namesWhere(kind, ({ expression }) => expression === true)).toBe(names)
  })

  test.each([
    ['Pass', 'InputPath ResultPath OutputPath'],
    ['Task', 'InputPath ResultPath OutputPath'],
    ['Wait', 'InputPath OutputPath'],
    ['Catcher', 'ResultPath'],
    ['Fail', ''],
  ] satisfies [ObjectKind, string][])('in %s null means nothing for: %s', (kind, names) => {
    expect(namesWhere(kind, ({ value }) => 'nullable' in value && value.nullable === true)).toBe(names)
  })

  /** ASL specification; Developer Guide: State types, Map Run, "Step Functions service quotas". */
  test.each<[ObjectKind, string, number?, number?]>([
    ['Machine', 'TimeoutSeconds', 1, 99_999_999],
    ['Task', 'TimeoutSeconds', 1, 99_999_999],
    ['Task', 'HeartbeatSeconds', 1, 99_999_999],
    ['Wait', 'Seconds', 0, 99_999_999],
    ['Map', 'MaxConcurrency', 0],
    ['Map', 'ToleratedFailureCount', 0],
    ['Map', 'ToleratedFailurePercentage', 0, 100],
    ['Retrier', 'IntervalSeconds', 1, 99_999_999],
    ['Retrier', 'MaxAttempts', 0, 99_999_999],
    ['Retrier', 'BackoffRate', 1],
    ['Retrier', 'MaxDelaySeconds', 1, 31_622_400],
    ['ChoiceRule', 'NumericEquals'],
    ['ReaderConfig', 'MaxItems', 0, 100_000_000],
    ['ItemBatcher', 'MaxItemsPerBatch', 1],
    ['ItemBatcher', 'MaxInputBytesPerBatch', 1, 262_144],
  ])('%s: %s is at least %s and at most %s', (kind, name, min, max) => {
    const kinds = ['ToleratedFailurePercentage', 'BackoffRate', 'NumericEquals']
    expect(fieldOf(kind, name)!.value).toEqual({
      kind: kinds.includes(name) ? 'number' : 'integer',
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    })
  })

  test('what cannot be an empty list', () => {
    const names = fields.flatMap(({ name, value }) => (value.kind === 'array' && value.nonEmpty ? [name] : []))
    expect(names).toEqual(['Choices', 'Branches', 'And', 'Or'])
  })

  test('the only version is 1.0', () => {
    expect(fieldOf('Machine', 'Version')!.value).toEqual({ kind: 'enum', values: ['1.0'] })
  })

  /** What the reader of broken JSON closes with a bracket, and nothing else. */
  test('a list is what has a list', () => {
    const { list, machine, state } = fieldNames()
    expect([...list].sort()).toEqual(['And', 'Branches', 'Catch', 'Choices', 'ErrorEquals', 'Items', 'Or', 'Retry'])
    expect([machine.has('StartAt'), machine.has('Next'), state.has('Next'), state.has('StartAt')]).toEqual([true, false, true, false])
  })

  test('an object has no field of another', () => {
    const foreign: readonly [ObjectKind, string][] = [
      ['Pass', 'Resource'],
      ['Fail', 'Next'],
      ['Retrier', 'Next'],
      ['NestedRule', 'Next'],
      ['Branch', 'QueryLanguage'],
      ['ItemProcessor', 'Version'],
    ]
    for (const [kind, name] of foreign) expect(fieldOf(kind, name)).toBeUndefined()
  })
})

test('the places of a skeleton are numbered from 1, and its end comes once', () => {
  const skeletons = fields.map((field) => [field.name, skeletonOf(field)] as const)
  expect(skeletons.length).toBeGreaterThan(50)
  for (const [name, skeleton] of skeletons) {
    const places = [...skeleton.matchAll(/(?<!\\)\$(?:\{(\d+)|(\d+))/g)].map((match) => Number(match[1] ?? match[2]))
    const numbered = [...new Set(places)].filter((place) => place > 0).sort((a, b) => a - b)
    expect(numbered, name).toEqual(numbered.map((_, i) => i + 1))
    expect(places.filter((place) => place === 0).length, name).toBeLessThanOrEqual(1)
  }
})
