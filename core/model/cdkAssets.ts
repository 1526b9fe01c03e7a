import type { Node } from '../syntax/node'
import { toJson } from '../syntax/walk'
import { valueAt } from './machine'

/** The path, relative to the template, of what is under a key of the assets' bucket; undefined where the CDK has put nothing there. */
export type AssetPath = (key: Node | undefined) => string | undefined

/** How the CDK calls an asset: by its hash. */
const named = /^([0-9a-f]{64})(\.zip)?(\.\w+)?$/

/**
 * Finds the assets of a synthesized template. `manifest`: the text of the `NAME.assets.json` beside it; without, they are where the CDK puts them,
 * `asset.HASH.json` beside the template. Never fails. Source: AWS CDK, Cloud Assembly Schema, AssetManifest.
 */
export function cdkAssets(manifest: string | undefined): AssetPath {
  const paths = manifest === undefined ? new Map<string, string>() : pathsIn(manifest)
  return (key) => {
    if (key?.kind !== 'string') return undefined
    const [, hash, zip, ending = ''] = named.exec(key.value) ?? []
    return paths.get(key.value) ?? (hash === undefined ? undefined : `asset.${hash}${zip === undefined ? ending : ''}`)
  }
}

interface Manifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source?: { readonly path?: unknown }
        readonly destinations?: Readonly<Record<string, { readonly objectKey?: unknown } | null>>
      } | null
    >
  >
}

function pathsIn(manifest: string): ReadonlyMap<string, string> {
  try {
    const { files } = JSON.parse(manifest) as Manifest
    return new Map(
      Object.values(files ?? {}).flatMap((file) =>
        Object.values(file?.destinations ?? {}).flatMap((to) => {
          const path = file?.source?.path
          return typeof path === 'string' && typeof to?.objectKey === 'string' ? [[to.objectKey, path] as const] : []
        }),
      ),
    )
  } catch {
    return new Map()
  }
}

/**
 * Names that mean a construct of the CDK, beside its logical id: its path (`Orders/OrderMachine`), the last part of that, and the logical id without
 * its hash. `resource`: the resource in the template. None for a template that the CDK has not made.
 */
export function constructNames(logicalId: string, resource: Node | undefined): readonly string[] {
  const path = valueAt(valueAt(resource, 'Metadata'), 'aws:cdk:path')
  const full = path === undefined ? undefined : toJson(path)
  const steps = typeof full === 'string' ? full.replace(/\/Resource$/, '').split('/') : []
  const plain = withoutHash(logicalId)
  return [...new Set([...(plain === undefined ? [] : [plain]), ...(steps.length > 0 ? [steps.join('/'), steps.at(-1)!] : [])])]
}

/** A logical id of the CDK without the eight digits that it ends with; undefined for another one. */
export const withoutHash = (logicalId: string): string | undefined => /^(.+?)[0-9A-F]{8}$/.exec(logicalId)?.[1]
