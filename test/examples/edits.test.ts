import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../core/analysis/analyse'
import type { Json } from '../../core/base/json'
import { convertMachine } from '../../core/language/convert/convert'
import { valueOfDraft } from '../../core/language/convert/draft'
import { format } from '../../core/language/features/format'
import { applyEdits } from '../../core/language/features/formatYaml'
import { rename } from '../../core/language/features/rename'
import { allStates } from '../../core/language/mockFiles/mockFile'
import type { AslDocument } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../core/model/parse'
import { toJson } from '../../core/syntax/walk'
import { workspaceOf } from '../support/editor'
import { execute } from './execute'
import { examples, type Run, runs } from './runs'

await loadYaml()
const read = (text: string, { definition }: Run) => parseDocument(text, kindOf(definition, text))
const open = (run: Run) => read(readFileSync(join(examples, run.definition), 'utf8'), run)
const jsonOf = ({ root }: AslDocument): Json => toJson(root!)
const errors = (document: AslDocument) => analyse(document).filter(({ severity }) => severity === 'error')

/** How a run ends; what tells the language of the machine is left out. */
async function end(run: Run, document: AslDocument) {
  const { status, output, error } = await execute(run, document)
  return { status, output, error }
}

const first = [...new Map(runs().map((run) => [run.example, run])).values()]

describe('an edit of a whole example keeps what it does', () => {
  for (const run of first) {
    it(`${run.example}: each state gets another name`, () => {
      let document = open(run)
      const names = [...allStates(document.definitions[0]!.machine).keys()]
      for (const name of names) {
        const state = allStates(document.definitions[0]!.machine).get(name)!
        const change = rename({ uri: 'file:///definition', document }, state.key.offset + 2, `The ${name}`, workspaceOf())
        if ('error' in change) throw new Error(`${name}: ${change.error}`)
        document = read(applyEdits(document.text, change.get('')!), run)
      }
      expect(analyse(document)).toEqual([])
      expect([...allStates(document.definitions[0]!.machine).keys()]).toEqual(names.map((name) => `The ${name}`))
    })

    it(`${run.example}: formatting changes no value, and again changes nothing`, () => {
      const document = open(run)
      const formatted = read(applyEdits(document.text, format(document, { tabSize: 4, insertSpaces: true })), run)
      expect(jsonOf(formatted)).toEqual(jsonOf(document))
      expect(format(formatted, { tabSize: 4, insertSpaces: true })).toEqual([])
      const back = read(applyEdits(formatted.text, format(formatted, { tabSize: 2, insertSpaces: true })), run)
      expect(back.text).toBe(applyEdits(document.text, format(document, { tabSize: 2, insertSpaces: true })))
    })
  }

  for (const run of runs())
    it(`${run.example}, ${run.testCase}: converted to JSONata it ends in the same way`, async () => {
      const document = open(run)
      const { machine } = document.definitions[0]!
      if (machine.queryLanguage === 'JSONata') return expect(convertMachine(machine)).toHaveProperty('error')
      const converted = convertMachine(machine)
      if ('error' in converted) throw new Error(converted.error)
      const text = JSON.stringify(valueOfDraft(converted.draft), null, 2)
      const jsonata = parseDocument(text, { format: 'json', content: 'definition' })
      expect(errors(jsonata)).toEqual([])
      expect(await end(run, jsonata)).toEqual(await end(run, document))
    })
})
