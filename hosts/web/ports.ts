import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { chanceOf } from '../../core/base/chance'
import type { Ports } from '../../core/interpreter/api'

const hashes: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  MD5: md5,
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
}

const hash: Ports['hash'] = (algorithm, text) => bytesToHex(hashes[algorithm]!(utf8ToBytes(text)))

/** The interpreter's ports in a browser: as on Node, with the same numbers for the same seed. */
export function webPorts({
  task,
  seed = 0,
  elapse,
}: {
  task: Ports['task']
  seed?: string | number | undefined
  elapse?: Ports['elapse']
}): Ports & ReturnType<typeof chanceOf> {
  const chance = chanceOf(Number.parseInt(hash('SHA-256', String(seed)).slice(0, 8).match(/../g)!.reverse().join(''), 16) | 0)
  return {
    task,
    ...chance,
    hash,
    clock: () => performance.now(),
    yield: rest,
    ...(elapse !== undefined && { elapse }),
  }
}

/** A turn of the event loop; a timer would wait for milliseconds. */
export const rest = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
