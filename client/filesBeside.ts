import path from 'node:path'
import * as vscode from 'vscode'
import { historyFolder, inputFolder, isHistoryOf, isInputOf } from '../core/model/fileNames'

/** The files that are examples of a definition's input. */
export const inputsBeside = (program: string): Promise<vscode.Uri[]> => filesBeside(program, inputFolder, isInputOf)

/** The files that are recorded executions of a definition. */
export const historiesBeside = (program: string): Promise<vscode.Uri[]> => filesBeside(program, historyFolder, isHistoryOf)

/** Those of a definition's own folder that are so called, and those of the folder in it that is for them. */
async function filesBeside<F extends string>(
  program: string,
  name: F,
  isOne: (definition: string, file: string, folder: 'beside' | F) => boolean,
): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(vscode.Uri.file(program), '..')
  const definition = path.basename(program)
  const list = async (uri: vscode.Uri, where: 'beside' | F) => {
    const entries = await vscode.workspace.fs.readDirectory(uri).then(undefined, () => [])
    const files = entries.filter(([file, type]) => type & vscode.FileType.File && isOne(definition, file, where))
    return files.map(([file]) => vscode.Uri.joinPath(uri, file))
  }
  return (await list(folder, 'beside')).concat(await list(vscode.Uri.joinPath(folder, name), name))
}
