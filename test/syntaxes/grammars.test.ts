import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkFixture, grammar, tokenize } from './tokens'

/** The name's ending says which grammar reads a fixture. */
const scopes: Record<string, string> = { 'asl.json': 'source.asl', 'asl.yaml': 'source.asl.yaml', yaml: 'source.yaml', json: 'source.json' }
const folder = join(__dirname, 'fixtures')
const scopeOf = (file: string) => scopes[Object.keys(scopes).find((ending) => file.endsWith(`.${ending}.tokens`)) ?? '']

describe('the grammars', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.tokens')))
    it(file.replace('.tokens', ''), async () => {
      const fixture = readFileSync(join(folder, file), 'utf8')
      expect(fixture).toMatch(/^\s*\^+ /m)
      expect(checkFixture(await grammar(scopeOf(file)!), fixture)).toEqual([])
    })

  it('a caret under another token is an error of the test', async () => {
    expect(checkFixture(await grammar('source.asl'), '{ "Type": "Task" }\n           ^^^^ comment')).toHaveLength(1)
  })

  it('a string of 100,000 characters is coloured to its end', async () => {
    const line = `{ "Result": "${'a\\"$.b{% '.repeat(11_000)}" }`
    const [tokens] = tokenize(await grammar('source.asl'), [line])
    expect(tokens!.map((token) => token.text).join('')).toBe(line)
  })
})

describe('the examples', () => {
  const root = join(__dirname, '../../examples')
  const machines = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.asl\.(json|yaml)$/.test(name))
  for (const file of machines)
    it(`${file} has each state's name and type coloured, and nothing invalid`, async () => {
      const text = readFileSync(join(root, file), 'utf8')
      const tokens = tokenize(await grammar(file.endsWith('yaml') ? 'source.asl.yaml' : 'source.asl'), text.split('\n')).flat()
      const having = (scope: string) =>
        tokens.filter((token) => token.scopes.some((s) => s.split(' ').some((one) => one.startsWith(scope))))
      expect(having('invalid')).toEqual([])
      const types = [...text.matchAll(/["\s]Type"?: "?(Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)\b/g)].map((match) => match[1])
      expect(having('entity.name.type.state').map((token) => token.text)).toEqual(types)
      const names = having('entity.name.function.state').filter((token) =>
        token.scopes.some((s) => /property-name|entity\.name\.tag/.test(s)),
      )
      expect(names).toHaveLength(types.length)
    })
})
