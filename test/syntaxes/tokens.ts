import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma'
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate'

const root = join(__dirname, '../..')

/** Scope -> file. The last two stand for VS Code's own grammars, into which the injection goes. */
const files: Record<string, string> = {
  'source.asl': 'syntaxes/asl.tmLanguage.json',
  'source.asl.yaml': 'syntaxes/asl-yaml.tmLanguage.json',
  'source.asl.expression': 'syntaxes/asl-expression.tmLanguage.json',
  'template.asl.injection': 'syntaxes/asl-template-injection.tmLanguage.json',
  'source.yaml': 'test/syntaxes/fixtures/plain-yaml.tmLanguage.json',
  'source.json': 'test/syntaxes/fixtures/plain-json.tmLanguage.json',
}

let registry: Registry | undefined

/** The grammar of a scope, as VS Code loads it: our injection reaches `source.yaml` and `source.json`. */
export async function grammar(scope: string): Promise<IGrammar> {
  registry ??= await makeRegistry()
  const loaded = await registry.loadGrammar(scope)
  if (!loaded) throw new Error(`no grammar ${scope}`)
  return loaded
}

async function makeRegistry(): Promise<Registry> {
  await loadWASM(readFileSync(createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm')))
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const file = files[scope]
      return file === undefined ? null : parseRawGrammar(readFileSync(join(root, file), 'utf8'), file)
    },
    getInjections: (scope) => (scope === 'source.yaml' || scope === 'source.json' ? ['template.asl.injection'] : undefined),
  })
}

export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly scopes: readonly string[]
}

export function tokenize(grammar: IGrammar, lines: readonly string[]): Token[][] {
  let stack = INITIAL
  return lines.map((line) => {
    const result = grammar.tokenizeLine(line, stack)
    stack = result.ruleStack
    return result.tokens.map((t) => ({
      text: line.slice(t.startIndex, t.endIndex),
      start: t.startIndex,
      end: t.endIndex,
      scopes: t.scopes,
    }))
  })
}

/**
 * Checks a fixture: a line that holds only carets and scopes speaks of the line of source before it. Every token under the carets
 * must have all scopes named (a name also stands for its longer forms, as in a theme), and none that follows a `!`.
 * Returns what is wrong, a sentence each.
 */
export function checkFixture(grammar: IGrammar, fixture: string): string[] {
  const isAssertion = (line: string) => /^\s*\^+ \S/.test(line)
  const lines = fixture.split('\n')
  const tokens = tokenize(
    grammar,
    lines.filter((line) => !isAssertion(line)),
  )
  const wrong: string[] = []
  let source = -1
  lines.forEach((line, number) => {
    if (!isAssertion(line)) {
      source++
      return
    }
    const start = line.indexOf('^')
    const end = line.lastIndexOf('^') + 1
    for (const token of tokens[source]!.filter((t) => t.start < end && t.end > start)) {
      for (const word of line.slice(end).trim().split(/\s+/)) {
        const scope = word.replace(/^!/, '')
        const has = token.scopes.some((s) => s.split(' ').some((one) => `${one}.`.startsWith(`${scope}.`)))
        if (has === word.startsWith('!'))
          wrong.push(`line ${number + 1}: ${JSON.stringify(token.text)} is ${token.scopes.slice(1).join(' ')}, expected ${word}`)
      }
    }
  })
  return wrong
}
