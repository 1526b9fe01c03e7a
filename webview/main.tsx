import { render } from 'preact'
import { App } from './app'
import { Draw } from './draw'
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
const tell = (isHere: boolean) => vscode.postMessage({ type: 'keyboard', isHere })
// the keyboard comes back to where it was in the panel
let focused: Element | null = null
window.addEventListener('focusin', () => (focused = document.activeElement))
window.addEventListener('focus', () => {
  tell(true)
  if (document.activeElement === document.body && focused instanceof HTMLElement && focused.isConnected)
    focused.focus({ preventScroll: true })
})
window.addEventListener('blur', () => tell(false))
// its commands are for this panel, wherever the keyboard is
window.addEventListener('contextmenu', () => tell(true), { capture: true })
const draw = new Draw(() => render(<App store={store} />, document.getElementById('root')!))
window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => draw.arrive(() => store.receive(data)))
store.subscribe(draw.changed)
draw.changed()
vscode.postMessage({ type: 'ready' })
