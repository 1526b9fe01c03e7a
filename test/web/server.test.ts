import { describe, expect, test } from 'vitest'
import { built } from '../support/built'
import { WebWorker } from './worker'

/** A workspace that is nowhere on this computer. */
const folder = 'vscode-vfs://github/somebody/orders'
const template = `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json
      DefinitionSubstitutions:
        Function: arn
`
const definition = JSON.stringify(
  { StartAt: 'A', States: { A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.sync', Next: 'B' } } },
  null,
  2,
)
const files: Record<string, string> = {
  'template.yaml': template,
  'orders.asl.json': definition,
  'orders.input.json': '{"customer": {"name": "x"}}',
}

const uris = () => Object.keys(files).map((name) => `${folder}/${name}`)

async function start(known = true): Promise<WebWorker> {
  const worker = new WebWorker(await built('web/server', 'server'), {
    ...(known && {
      'stepthrough/findFiles': () => uris().filter((uri) => !uri.includes('input')),
      'stepthrough/siblings': uris,
      'stepthrough/readFile': ({ uri }: { uri: string }) => files[uri.slice(folder.length + 1)] ?? null,
    }),
  })
  await worker.request('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: folder, name: 'orders' }],
  })
  worker.notify('initialized', {})
  return worker
}

const open = (worker: WebWorker, name: string, text: string, languageId: string) =>
  worker.notify('textDocument/didOpen', { textDocument: { uri: `${folder}/${name}`, languageId, version: 1, text } })

interface Diagnostics {
  readonly uri: string
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[]
}

describe('the language server in a web worker', () => {
  test('finds problems, and what a template of the workspace says of a definition', async () => {
    const worker = await start()
    open(worker, 'orders.asl.json', definition, 'asl')
    const { diagnostics } = await worker.notified<Diagnostics>('textDocument/publishDiagnostics', ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'EXPRESS_UNSUPPORTED'),
    )
    expect(diagnostics.map(({ code }) => code)).toContain('MISSING_TRANSITION_TARGET')
  })

  test('reads files that are named when it is asked for them', async () => {
    const worker = await start()
    open(worker, 'template.yaml', template, 'yaml')
    const links = await worker.request<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri: `${folder}/template.yaml` },
    })
    expect(links.map(({ target }) => target)).toContain(`${folder}/orders.asl.json`)
    const { diagnostics } = await worker.notified<Diagnostics>(
      'textDocument/publishDiagnostics',
      ({ diagnostics }) => diagnostics.length > 0,
    )
    expect(diagnostics.map(({ code }) => code)).toEqual(['UNUSED_SUBSTITUTION'])
  })

  test('completes JSONata, and paths of an input beside the file', async () => {
    const worker = await start()
    const text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.", "End": true}}}'
    open(worker, 'orders.asl.json', text, 'asl')
    const items = await worker.request<{ label: string }[] | { items: { label: string }[] }>('textDocument/completion', {
      textDocument: { uri: `${folder}/orders.asl.json` },
      position: { line: 0, character: text.indexOf('$.') + 2 },
    })
    expect(('items' in items ? items.items : items).map(({ label }) => label)).toContain('customer')
  })

  test('has the open documents alone where the client reads no files', async () => {
    const worker = await start(false)
    open(worker, 'orders.asl.json', definition, 'asl')
    const { diagnostics } = await worker.notified<Diagnostics>('textDocument/publishDiagnostics', () => true)
    expect(diagnostics.map(({ code }) => code)).toContain('MISSING_TRANSITION_TARGET')
  })
})
