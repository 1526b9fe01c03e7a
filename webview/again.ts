/** What a panel shows, as it is known after a reload of the window. Plain JSON: the webview keeps it. */
export type Again =
  /** A saved run, or an imported history, by the path of its file. */
  | { readonly kind: 'run'; readonly path: string }
  /** Two of them, side by side. */
  | { readonly kind: 'compare'; readonly paths: readonly [string, string] }
  /** The definition in a file, by its URI; in a template by its logical ID. */
  | { readonly kind: 'preview'; readonly uri: string; readonly name?: string }
