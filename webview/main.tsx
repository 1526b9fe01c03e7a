import { render } from 'preact'
import { App } from './app'
import type { FromPanel, ToPanel } from './messages'
import { type Kept, Store } from './store'
import './style.css'

/** What VS Code gives a webview, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void
  getState(): Partial<Kept> | undefined
  setState(state: Kept): void
}

const vscode = acquireVsCodeApi()
const store = new Store(
  vscode.getState(),
  (kept) => vscode.setState(kept),
  (message) => vscode.postMessage(message),
)
const show = () => render(<App store={store} />, document.getElementById('root')!)

/** Many messages may come at once: they are drawn together. What a person does is drawn as it is done. */
let arriving = false
let waiting = false
const showSoon = () => {
  if (waiting) return
  waiting = true
  requestAnimationFrame(() => {
    waiting = false
    show()
  })
}
window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  arriving = true
  store.receive(data)
  arriving = false
})
store.subscribe(() => (arriving ? showSoon() : show()))
show()
vscode.postMessage({ type: 'ready' })
