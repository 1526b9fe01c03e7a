import { expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { starters } from '../../../core/language/data/starters'
import { parseDocument } from '../../../core/model/parse'
import { type Definition, run } from '../interpreter/run'

test.each(starters.map((each) => [`${each.label}, ${each.queryLanguage}`, each] as const))(
  '%s has no problem and runs',
  async (_, starter) => {
    const document = parseDocument(JSON.stringify(starter.definition), { format: 'json', content: 'definition' })
    const serious = analyse(document).filter(({ severity }) => severity === 'error' || severity === 'warning')
    expect(serious.map(({ message }) => message)).toEqual([])
    expect(document.definitions[0]!.machine.queryLanguage).toBe(starter.queryLanguage)
    expect(starter.name).toMatch(/^[a-z-]+$/)
    const input = { items: [1, 2], name: 'Ada', amount: 200 }
    const execution = await run(starter.definition as Definition, { input, task: () => ({ kind: 'succeeded', output: { Payload: 1 } }) })
    expect([execution.status, execution.cause]).toEqual(['SUCCEEDED', undefined])
  },
)
