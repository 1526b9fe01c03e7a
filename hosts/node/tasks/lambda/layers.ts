import path from 'node:path'

/**
 * Where the runtimes find the modules of layers: in the folders that a layer has in Lambda, and where `sam build` finds what it puts there. A later layer comes
 * first. Node looks there for `require` alone, as in Lambda. Source: Developer Guide, "Layer paths for each Lambda runtime".
 */
export function modulesOf(layers: readonly string[]): Readonly<Record<string, string>> {
  if (layers.length === 0) return {}
  const within = (...folders: readonly string[]) =>
    [...layers]
      .reverse()
      .flatMap((layer) => folders.map((folder) => path.join(layer, folder)))
      .join(path.delimiter)
  return { NODE_PATH: within('nodejs/node_modules', 'node_modules'), PYTHONPATH: within('python', '.') }
}
