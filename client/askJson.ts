import * as vscode from 'vscode'
import type { Json } from '../core/json'

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

function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : error}`
  }
}
