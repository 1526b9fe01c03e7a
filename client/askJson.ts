import * as vscode from 'vscode'
import type { Json } from '../core/base/json'
import { displayPath } from './documents'

/** A JSON value typed into the input box; undefined where the user leaves it. */
export async function askJson(options: { title: string; value: string; prompt?: string }): Promise<Json | undefined> {
  const text = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    prompt: 'A JSON value',
    ...options,
    valueSelection: [0, options.value.length],
    validateInput: (value) => jsonError(value),
  })
  return text === undefined ? undefined : JSON.parse(text)
}

export function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : error}`
  }
}

/** A file that the user chooses, of those beside `near`. */
export async function chooseJsonFile(near: string, openLabel: string): Promise<vscode.Uri | undefined> {
  const defaultUri = vscode.Uri.joinPath(vscode.Uri.file(near), '..')
  return (await vscode.window.showOpenDialog({ defaultUri, filters: { JSON: ['json'] }, openLabel }))?.[0]
}

/** The value in a file that the user chooses. Throws where it is no JSON. */
export async function readJsonFile(near: string, openLabel: string): Promise<Json | undefined> {
  const uri = await chooseJsonFile(near, openLabel)
  if (!uri) return undefined
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
  const error = jsonError(text)
  if (error) throw new Error(`${displayPath(uri.fsPath)}: ${error}`)
  return JSON.parse(text)
}
