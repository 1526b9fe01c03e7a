import { spawn } from 'node:child_process'
import * as vscode from 'vscode'
import { globs } from '../core/model/fileNames'
import { servedFiles } from './documents'
import { ruleCodes } from './rulePages'
import { severityArguments } from './severityArguments'

/** One problem as `stepthrough validate --format json` prints it: 1-based positions. */
interface ReportedProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: 'error' | 'warning' | 'information' | 'hint'
  readonly code: string
  readonly message: string
}

const severities: Record<ReportedProblem['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
}

/** Checks every definition, template and mock file of the workspace, also those that no editor shows. An open one is the language server's. */
export class WorkspaceValidation implements vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection('Stepthrough')
  private readonly opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => this.problems.delete(uri))

  constructor(
    private readonly extension: vscode.Uri,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  async run(): Promise<void> {
    const finding = servedFiles.map((pattern) => vscode.workspace.findFiles(pattern, globs.copies))
    const found = (await Promise.all(finding)).flat().filter(({ scheme }) => scheme === 'file')
    if (found.length === 0) {
      void vscode.window.showInformationMessage(
        'There is no state machine definition (.asl.json, .asl.yaml), template or mock file in this workspace.',
      )
      return
    }
    const files = [...new Set(found.map(({ fsPath }) => fsPath))].sort()
    const title = `Validating ${files.length} files with state machine definitions`
    const reported = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => this.report(files))
    this.show(reported)
    const errors = reported.filter(({ severity }) => severity === 'error').length
    const summary = reported.length === 0 ? 'no problems' : `${reported.length} problems, ${errors} of them errors`
    const choice = await vscode.window.showInformationMessage(
      `${files.length} files with state machine definitions: ${summary}.`,
      ...(reported.length ? ['Show Problems'] : []),
    )
    if (choice) await vscode.commands.executeCommand('workbench.actions.view.problems')
  }

  dispose(): void {
    this.opened.dispose()
    this.problems.dispose()
  }

  private show(reported: readonly ReportedProblem[]): void {
    this.problems.clear()
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.fsPath))
    const byFile = new Map<string, vscode.Diagnostic[]>()
    for (const row of reported) {
      if (open.has(row.file)) continue
      const rows = byFile.get(row.file) ?? []
      byFile.set(row.file, rows)
      rows.push(diagnostic(row))
    }
    for (const [file, rows] of byFile) this.problems.set(vscode.Uri.file(file), rows)
  }

  /** The CLI in a process of its own: a large workspace never blocks the extension host. Paths go in parts, for a command line ends. */
  private async report(files: readonly string[]): Promise<ReportedProblem[]> {
    const rules = vscode.workspace.getConfiguration('stepthrough').get('rules')
    const chosen = severityArguments(rules, await ruleCodes(this.extension))
    const parts = Array.from({ length: Math.ceil(files.length / 200) }, (_, i) => files.slice(i * 200, (i + 1) * 200))
    const reports: ReportedProblem[][] = []
    for (const part of parts) reports.push(await this.validate([...chosen, ...part]))
    return reports.flat()
  }

  private validate(args: readonly string[]): Promise<ReportedProblem[]> {
    const cli = vscode.Uri.joinPath(this.extension, 'dist', 'cli.js').fsPath
    const child = spawn(process.execPath, [cli, 'validate', '--format', 'json', ...args], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    return new Promise((resolve, reject) => {
      let out = ''
      child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
      child.stderr.setEncoding('utf8').on('data', (text) => this.output.warn(text))
      child.on('error', reject)
      child.on('close', (code) => {
        try {
          resolve(JSON.parse(out))
        } catch {
          reject(new Error(`The validation ended with code ${code} and no report.`))
        }
      })
    })
  }
}

function diagnostic(row: ReportedProblem): vscode.Diagnostic {
  const range = new vscode.Range(row.line - 1, row.column - 1, row.endLine - 1, row.endColumn - 1)
  const result = new vscode.Diagnostic(range, row.message, severities[row.severity])
  result.code = row.code
  result.source = 'stepthrough'
  return result
}
