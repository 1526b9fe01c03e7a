/** What the classes of VS Code's themes are asked of. Source: Media Queries Level 5. */
const queries = {
  light: '(prefers-color-scheme: light)',
  contrast: '(prefers-contrast: more), (forced-colors: active)',
  print: 'print',
}

/** Gives the page the class of a theme of VS Code, as the colours of themes.css have it, and follows what the reader prefers. */
export function followScheme(body: HTMLElement): void {
  const asked = Object.values(queries).map((query) => matchMedia(query))
  const follow = () => {
    const [light, contrast, print] = asked.map(({ matches }) => matches)
    const bright = light || print
    const high = contrast && !print
    body.classList.toggle('vscode-high-contrast', high)
    body.classList.toggle('vscode-high-contrast-light', high && bright)
    body.classList.toggle('vscode-light', !high && bright)
    body.classList.toggle('vscode-dark', !high && !bright)
  }
  for (const query of asked) query.addEventListener('change', follow)
  follow()
}
