/** The language server's client: `editor.server` answers. In the place of `vscode-languageclient/node`, as vitest.config.mts says. */
import { editor } from './editor'
import { Position, Range, Uri } from './values'

export const TransportKind = { ipc: 1 }

interface Place {
  readonly line: number
  readonly character: number
}

const asPosition = ({ line, character }: Place) => new Position(line, character)

export class LanguageClient {
  readonly protocol2CodeConverter = {
    asUri: (uri: string) => Uri.parse(uri),
    asPosition,
    asLocation: ({ uri, range }: { uri: string; range: { start: Place; end: Place } }) => ({
      uri: Uri.parse(uri),
      range: new Range(asPosition(range.start), asPosition(range.end)),
    }),
  }

  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: unknown,
    readonly options: unknown,
  ) {}

  async start(): Promise<void> {
    editor.clients.push(this)
    await editor.server.get('start')?.({} as never)
  }

  async sendRequest(method: string, params: unknown): Promise<unknown> {
    return editor.server.get(method)?.(params as never)
  }

  async dispose(): Promise<void> {
    editor.shown.push('the language server ends')
  }
}
