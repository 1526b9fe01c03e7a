import type { MenuContext, PanelAction } from '../../webview/messages'
import { contextKey } from '../sessions'

/** A panel, for who gives it something to do. */
interface Acting {
  act(action: PanelAction, on: MenuContext | undefined): void
}

/** The panel that a person was in last: what commands ask for is done there. */
export class ActivePanel {
  private panel: Acting | undefined
  private readonly isThere = contextKey('stepthrough.panel')

  enter(panel: Acting): void {
    this.panel = panel
    this.isThere(true)
  }

  leave(panel: Acting): void {
    if (panel !== this.panel) return
    this.panel = undefined
    this.isThere(false)
  }

  /** `on`: what VS Code gives of the element whose context menu was opened; from the palette nothing: what is chosen is meant. */
  act(action: PanelAction, on: unknown): void {
    const isOfPanel = typeof on === 'object' && on !== null && 'webviewSection' in on
    this.panel?.act(action, isOfPanel ? (on as MenuContext) : undefined)
  }
}
