import { expect, test } from 'vitest'
import { type ConfigMember, configMembers, type Form } from '../../../core/config/members'
import { configSchema } from '../../../core/config/schema'
import { runtimes } from '../../../core/tasks/lambda/runtimes'
import { schemas } from '../../../scripts/schema.mjs'

test('the files in schemas/ are up to date: run node scripts/schema.mjs', async () => {
  const { made, kept } = await schemas()
  expect(kept).toEqual(made)
})

function* membersIn(form: Form): Generator<ConfigMember> {
  if (form.kind === 'entries') yield* membersIn(form.of)
  if (form.kind !== 'object') return
  for (const member of form.members) {
    yield member
    yield* membersIn(member.form)
  }
}

test('each member is described in a sentence', () => {
  for (const { name, doc } of membersIn({ kind: 'object', members: configMembers })) expect(doc, name).toMatch(/^[A-Z`].*[.)]$/)
})

test('both schemas have all members, and one of them alone checks', () => {
  const names = (use: Parameters<typeof configSchema>[0]) =>
    [...JSON.stringify(configSchema(use)).matchAll(/"(\w+|\$schema)":\{"(?:d|markdownD)escription"/g)].map(([, name]) => name)
  const all = [...membersIn({ kind: 'object', members: configMembers })].map(({ name }) => name)
  expect(names('checks').filter((name) => name !== 'additionalProperties')).toEqual(all)
  expect(names('describes').filter((name) => name !== 'additionalProperties')).toEqual(all)
  expect(JSON.stringify(configSchema('describes'))).not.toMatch(/"(type|pattern|not|minLength)":/)
})

test('the runtimes of a handler are those that have a bootstrap', () => {
  const runtime = [...membersIn({ kind: 'object', members: configMembers })].find(({ name }) => name === 'runtime')!
  const { pattern, examples } = runtime.form as Form & { kind: 'text' }
  expect(pattern).toBe(
    `^(${Object.values(runtimes)
      .map(({ names }) => names.source.slice(1, -1))
      .join('|')})$`,
  )
  for (const each of examples!) expect(each).toMatch(new RegExp(pattern!))
})
