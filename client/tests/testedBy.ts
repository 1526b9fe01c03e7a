import * as vscode from 'vscode'
import type { FlowGraph, FlowNode } from '../../core/model/flowGraph'
import { isServed } from '../documents'
import type { LanguageServer } from '../languageServer'
import { inLine } from '../runs/words'
import type { ReachedStates, Reaching } from './reachedStates'

const setting = 'tests.showAtStates'

/** Milliseconds in which several changes are shown as one. */
const together = 150

/** Tests that a hover names. */
const mostNamed = 20

/** An icon in the gutter at each state that tests reach, "tested by 3" behind it, and which they are in the hover. */
export class TestedBy implements vscode.Disposable {
  private readonly types: { readonly [K in Standing]: vscode.TextEditorDecorationType }
  private readonly subscription: vscode.Disposable
  private timer: NodeJS.Timeout | undefined
  private turn = 0

  constructor(
    extension: vscode.Uri,
    private readonly server: LanguageServer,
    private readonly reached: ReachedStates,
  ) {
    const type = (name: string) =>
      vscode.window.createTextEditorDecorationType({
        gutterIconPath: vscode.Uri.joinPath(extension, 'media', `${name}.svg`),
        gutterIconSize: '75%',
      })
    this.types = { passed: type('testsPassed'), failed: type('testsFailed'), unknown: type('testsUnknown') }
    const later = () => this.later()
    this.subscription = vscode.Disposable.from(
      ...Object.values(this.types),
      reached.onDidChange(later),
      server.onDidPublish(later),
      server.onReady(later),
      vscode.window.onDidChangeVisibleTextEditors(later),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(`stepthrough.${setting}`) && this.later()),
    )
    this.later()
  }

  dispose(): void {
    this.turn++
    clearTimeout(this.timer)
    this.subscription.dispose()
  }

  private later(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      void this.show(++this.turn)
    }, together)
  }

  private async show(turn: number): Promise<void> {
    const isOn = vscode.workspace.getConfiguration('stepthrough').get<boolean>(setting, true)
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor
      if (document.uri.scheme !== 'file' || !isServed(document)) continue
      const marks = isOn ? await this.marksOf(document) : none
      if (turn !== this.turn) return
      for (const standing of ['passed', 'failed', 'unknown'] as const) editor.setDecorations(this.types[standing], marks[standing])
    }
  }

  private async marksOf(document: vscode.TextDocument): Promise<Marks> {
    const graphs = await this.server.graphs(document.uri)
    const marks: { [K in Standing]: vscode.DecorationOptions[] } = { passed: [], failed: [], unknown: [] }
    for (const { name, graph } of graphs?.machines ?? []) {
      const tests = this.reached.of(document.uri.fsPath, name)
      for (const node of tests.size === 0 ? [] : nodesOf(graph)) {
        const reaching = tests.get(node.name)
        if (reaching !== undefined && node.doubt === undefined) marks[standingOf(reaching)].push(markOf(node, reaching, document))
      }
    }
    return marks
  }
}

type Standing = 'passed' | 'failed' | 'unknown'
type Marks = { readonly [K in Standing]: readonly vscode.DecorationOptions[] }
const none: Marks = { passed: [], failed: [], unknown: [] }

const nodesOf = ({ nodes }: FlowGraph): FlowNode[] => nodes.flatMap((node) => [node, ...node.machines.flatMap(nodesOf)])

const standingOf = (tests: readonly Reaching[]): Standing =>
  tests.some(({ passed }) => passed === false) ? 'failed' : tests.some(({ passed }) => passed) ? 'passed' : 'unknown'

function markOf({ name, place }: FlowNode, tests: readonly Reaching[], document: vscode.TextDocument): vscode.DecorationOptions {
  const start = document.positionAt(place.key.offset)
  return {
    range: new vscode.Range(start, document.lineAt(start.line).range.end),
    hoverMessage: hoverOf(name, tests),
    renderOptions: {
      after: {
        contentText: `tested by ${tests.length}`,
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        margin: '0 0 0 2em',
        fontStyle: 'italic',
      },
    },
  }
}

const icons: { readonly [K in Standing]: string } = { passed: 'pass', failed: 'error', unknown: 'circle-outline' }

function hoverOf(state: string, tests: readonly Reaching[]): vscode.MarkdownString {
  const hover = new vscode.MarkdownString(undefined, true)
  hover.isTrusted = { enabledCommands: ['stepthrough.tests.open', 'stepthrough.tests.run', 'stepthrough.tests.debug'] }
  const all = tests.map(({ item }) => refOf(item))
  hover.appendMarkdown(`**${plain(state)}** is tested by ${tests.length} · ${link('Run', 'run', all.slice(0, 500))}\n\n`)
  for (const each of tests.slice(0, mostNamed)) {
    const { item } = each
    const ref = [refOf(item)]
    const name = link(plain(inLine(item.label)), 'open', ref)
    hover.appendMarkdown(`- $(${icons[standingOf([each])]}) ${name} · ${link('Run', 'run', ref)} · ${link('Debug', 'debug', ref)}\n`)
  }
  if (tests.length > mostNamed) hover.appendMarkdown(`- and ${tests.length - mostNamed} more\n`)
  return hover
}

/** How a command names a case. */
export type CaseRef = readonly [path: string, id: string]

const refOf = ({ uri, id }: vscode.TestItem): CaseRef => [uri!.fsPath, id]

const link = (text: string, command: 'open' | 'run' | 'debug', refs: readonly CaseRef[]): string =>
  `[${text}](command:stepthrough.tests.${command}?${encodeURIComponent(JSON.stringify([refs]))})`

/** What somebody else has written, as nothing but text. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|~$&]/g, '\\$&')
