import { describe, expect, test } from 'vitest'
import { configForm } from '../../../core/config/members'
import { configSchema } from '../../../core/config/schema'
import type { Form, FormMember } from '../../../core/forms/form'
import { runtimes } from '../../../core/tasks/lambda/runtimes'
import { testFileForm } from '../../../core/testFiles/members'
import { testSchema } from '../../../core/testFiles/schema'
import { schemas } from '../../../scripts/schema.mjs'

test('the files in schemas/ are up to date: run node scripts/schema.mjs', async () => {
  const { made, kept } = await schemas()
  expect(kept).toEqual(made)
})

function* membersIn(form: Form): Generator<FormMember> {
  if (form.kind === 'entries' || form.kind === 'list') yield* membersIn(form.of)
  if (form.kind === 'either') for (const each of form.forms) yield* membersIn(each)
  if (form.kind !== 'object') return
  for (const member of form.members) {
    yield member
    yield* membersIn(member.form)
  }
}

describe.each([
  ['stepthrough.json', configForm, configSchema],
  ['test files', testFileForm, testSchema],
])('%s', (_, form, schema) => {
  test('each member is described in a sentence', () => {
    for (const { name, doc } of membersIn(form)) expect(doc, name).toMatch(/^[A-Z`].*[.)]$/)
  })

  test('both schemas have all members, and one of them alone checks', () => {
    const names = (use: Parameters<typeof configSchema>[0]) =>
      [...JSON.stringify(schema(use)).matchAll(/"(\w+|\$schema)":\{"(?:d|markdownD)escription"/g)].map(([, name]) => name)
    const all = [...membersIn(form)].map(({ name }) => name)
    expect(names('checks').filter((name) => name !== 'additionalProperties')).toEqual(all)
    expect(names('describes').filter((name) => name !== 'additionalProperties')).toEqual(all)
    expect(JSON.stringify(schema('describes'))).not.toMatch(/"(type|pattern|not|minLength|enum|required|minimum)":/)
  })
})

test('the runtimes of a handler are those that have a bootstrap', () => {
  const runtime = [...membersIn(configForm)].find(({ name }) => name === 'runtime')!
  const { pattern, examples } = runtime.form as Form & { kind: 'text' }
  expect(pattern).toBe(
    `^(${Object.values(runtimes)
      .map(({ names }) => names.source.slice(1, -1))
      .join('|')})$`,
  )
  for (const each of examples!) expect(each).toMatch(new RegExp(pattern!))
})
