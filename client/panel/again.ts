import type { Again } from '../../webview/messages'

/** Reads what a webview has kept; undefined: nothing that is known. */
export function readAgain(value: unknown): Again | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, path, paths, uri, name } = value as Readonly<Record<string, unknown>>
  if (kind === 'run' && typeof path === 'string') return { kind, path }
  if (kind === 'preview' && typeof uri === 'string') return { kind, uri, ...(typeof name === 'string' && { name }) }
  const [first, second] = Array.isArray(paths) ? (paths as readonly unknown[]) : []
  if (kind === 'compare' && typeof first === 'string' && typeof second === 'string') return { kind, paths: [first, second] }
  return undefined
}
