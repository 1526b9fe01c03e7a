const path = require('node:path')
const vscode = require('vscode')

const id = 'stepthrough.stepthrough'
const workspace = () => vscode.workspace.workspaceFolders[0].uri.fsPath
const example = (...parts) => vscode.Uri.file(path.join(workspace(), ...parts))

/** Resolves with the first answer of `get` that is neither undefined nor false, asked after each event. */
function until(event, get, what, limit = 20_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(`${what}: not within ${limit / 1000} s`))), limit)
    const subscription = event(() => look())
    const end = (f) => {
      clearTimeout(timer)
      subscription.dispose()
      f()
    }
    const look = async () => {
      const value = await get()
      if (value !== undefined && value !== false) end(() => resolve(value))
    }
    look()
  })
}

const once = (event, fits = () => true, limit = 20_000) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the event did not come')), limit)
    const subscription = event((e) => {
      if (!fits(e)) return
      clearTimeout(timer)
      subscription.dispose()
      resolve(e)
    })
  })

async function open(uri) {
  const document = await vscode.workspace.openTextDocument(uri)
  return vscode.window.showTextDocument(document)
}

/** Replaces the first occurrence of `from` in the editor and gives its new range. */
async function replace(editor, from, to) {
  const { document } = editor
  const at = document.getText().indexOf(from)
  if (at < 0) throw new Error(`${from} is not in ${document.fileName}`)
  await editor.edit((edit) => edit.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to))
  return new vscode.Range(document.positionAt(at), document.positionAt(at + to.length))
}

const diagnostics = (uri, fits, what) =>
  until(
    vscode.languages.onDidChangeDiagnostics,
    () => {
      const found = vscode.languages.getDiagnostics(uri)
      return fits(found) ? found : undefined
    },
    what,
  )

module.exports = { id, workspace, example, until, once, open, replace, diagnostics, vscode }
