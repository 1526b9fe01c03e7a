import { EventEmitter } from './values'

/** A webview in a tab: what is sent to it, and what it says. */
export class FakeTab {
  readonly received: unknown[] = []
  readonly said = new EventEmitter<unknown>()
  readonly gone = new EventEmitter<void>()
  readonly onDidDispose = this.gone.event
  readonly revealed: unknown[] = []
  closed = false
  readonly webview = {
    options: {},
    html: '',
    cspSource: 'https://here',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.said.event,
    postMessage: (message: unknown) => this.received.push(message),
  }

  constructor(
    public title: string,
    readonly column: unknown,
    readonly options: unknown,
  ) {}

  reveal(column: unknown): void {
    this.revealed.push(column)
  }

  dispose(): void {
    this.closed = true
    this.gone.fire()
  }
}
