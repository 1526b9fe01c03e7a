import { describe, expect, test } from 'vitest'
import { editor } from '../support/vscode/editor'
import { type Given, run, seen, start } from '../support/vscode/extension'

const order = '/w/flows/order.asl.json'
const files = { [order]: '{}' }

/** The command on the open definition, with this answer of the language server; answers what the server was asked. */
async function configure(given: Given, answer: unknown) {
  const asked: unknown[] = []
  const ask = (params: unknown) => {
    asked.push(params)
    return answer
  }
  await start({ files, open: order, ...given, server: { 'stepthrough/configureTasks': ask } })
  await run('configureTasks')
  return asked
}

const created = { edits: [{ offset: 0, length: 0, text: '{ "functions": {} }\n' }], added: ['f'] }
const asks = (config: string, text: string) => [{ textDocument: { uri: `file://${order}` }, config: { uri: `file://${config}`, text } }]

describe('Configure Tasks', () => {
  test('writes a new file beside the definition, and shows it', async () => {
    expect(await configure({}, created)).toEqual(asks('/w/flows/stepthrough.json', ''))
    expect(editor.files.get('/w/flows/stepthrough.json')).toBe('{ "functions": {} }\n')
    expect(seen()).toEqual(['shows /w/flows/stepthrough.json'])
  })

  test('extends the nearest one above', async () => {
    const text = '{ "aws": {} }'
    const config = { ...files, '/w/stepthrough.json': text }
    expect(await configure({ files: config }, { edits: [{ offset: 11, length: 0, text: ', "functions": {}' }], added: ['f'] })).toEqual(
      asks('/w/stepthrough.json', text),
    )
    expect(editor.files.get('/w/stepthrough.json')).toBe('{ "aws": {}, "functions": {} }')
    expect(seen()).toEqual(['shows /w/stepthrough.json'])
  })

  test('not one above the repository or the workspace', async () => {
    const above = { ...files, '/stepthrough.json': '{}' }
    expect(await configure({ files: above }, created)).toEqual(asks('/w/flows/stepthrough.json', ''))
    const outside = { ...files, '/w/stepthrough.json': '{}', '/w/flows/.git/HEAD': '' }
    expect(await configure({ files: outside }, created)).toEqual(asks('/w/flows/stepthrough.json', ''))
  })

  test.each<[string, Record<string, string>, string[]]>([
    ['nothing to add', {}, ['info: All that the tasks of order.asl.json name needs no entry.']],
    [
      'all is there',
      { '/w/stepthrough.json': '{}' },
      ['info: All that the tasks of order.asl.json name has its entry in stepthrough.json.', 'shows /w/stepthrough.json'],
    ],
  ])('says that %s', async (_, more, told) => {
    await configure({ files: { ...files, ...more } }, { edits: [], added: [] })
    expect(seen()).toEqual(told)
  })

  test('says what is wrong with the file, and that the server does not answer', async () => {
    await configure({ files: { ...files, '/w/stepthrough.json': '[' } }, { error: 'stepthrough.json has errors: x' })
    expect(seen()).toEqual(['error: stepthrough.json: stepthrough.json has errors: x [Show Output]'])
    await configure({}, null)
    expect(seen()[0]).toContain('The language server does not know the definition.')
  })
})
