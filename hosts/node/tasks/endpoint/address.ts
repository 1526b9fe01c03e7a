import { isLoopback } from '../../../../core/base/loopback'

/** The port of an address of this computer; undefined where it is none, or has none. */
export function portOf(address: string): number | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, port } = new URL(address)
  return protocol === 'http:' && isLoopback(hostname) ? Number(port || 80) : undefined
}
