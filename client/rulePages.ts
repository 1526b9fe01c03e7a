import * as vscode from 'vscode'

/** The folder of the rules' pages. */
export const rulePages = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, 'docs', 'rules')

/** The codes of all rules: each has a page. */
export async function ruleCodes(extension: vscode.Uri): Promise<string[]> {
  const files = await vscode.workspace.fs.readDirectory(rulePages(extension))
  return files.flatMap(([name]) => (name === 'README.md' ? [] : [name.replace(/\.md$/, '')])).sort()
}
