import * as vscode from 'vscode'
import { type Starter, starters } from '../core/language/data/starters'
import { isDefinitionName, isYamlName, newDefinitionEnding } from '../core/model/fileNames'

/** A definition to begin with: its template is chosen, its name proposed, and it is not saved yet. */
export async function newStateMachine(): Promise<void> {
  const title = 'New State Machine'
  const items = starters.map((starter) => ({
    label: starter.label,
    description: starter.queryLanguage,
    detail: starter.detail,
    starter,
  }))
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'What to begin with',
    matchOnDescription: true,
    matchOnDetail: true,
  })
  if (!chosen) return
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri
  const uri = folder && (await askFile(folder, chosen.starter, title))
  if (folder && !uri) return
  const content = `${JSON.stringify(chosen.starter.definition, undefined, 2)}\n`
  const document = uri
    ? await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }))
    : await vscode.workspace.openTextDocument({ language: 'asl', content })
  const editor = await vscode.window.showTextDocument(document)
  if (uri) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content))
  await vscode.languages.setTextDocumentLanguage(document, 'asl')
  editor.selection = commentOf(document)
}

/** The comment is what is typed first. */
function commentOf(document: vscode.TextDocument): vscode.Selection {
  const match = /"Comment": "([^"]*)"/.exec(document.getText())
  if (!match) return new vscode.Selection(0, 0, 0, 0)
  const end = match.index + match[0].length - 1
  return new vscode.Selection(document.positionAt(end - match[1]!.length), document.positionAt(end))
}

/** A path in the workspace that no file has. */
async function askFile(folder: vscode.Uri, { name }: Starter, title: string): Promise<vscode.Uri | undefined> {
  const at = (file: string) => vscode.Uri.joinPath(folder, file)
  const free = async (file: string) => !(await exists(at(file)))
  let value = `${name}${newDefinitionEnding}`
  for (let i = 2; !(await free(value)); i++) value = `${name}-${i}${newDefinitionEnding}`
  const file = await vscode.window.showInputBox({
    title,
    prompt: 'The file of the definition, in the workspace',
    value,
    valueSelection: [0, value.indexOf('.')],
    ignoreFocusOut: true,
    validateInput: async (text) => {
      if (!isDefinitionName(text) || isYamlName(text)) return `The name ends with ${newDefinitionEnding}.`
      return (await free(text)) ? undefined : `There is a file ${text} already.`
    },
  })
  return file === undefined ? undefined : at(file)
}

const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  )
