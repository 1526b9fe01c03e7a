import type { Tree } from './json'

export function parseYaml(_text: string): Tree {
  return { root: undefined, problems: [] }
}
