import type { IncomingMessage } from 'node:http'

/** Why a request is not answered, before anything of it is read: its status and a sentence. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/**
 * Whether a request may come from a page in a browser, or from a host name that somebody has pointed to this computer: programs that use
 * an SDK send neither. Undefined: it may be answered.
 */
export function refusalOf({ method, headers }: IncomingMessage, hosts: readonly string[]): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers
  if (origin !== undefined || (site !== undefined && site !== 'none')) return { status: 403, message: 'Requests of a browser are refused.' }
  if (host === undefined || !hosts.includes(host.toLowerCase())) return { status: 403, message: `The Host header has to be ${hosts[0]}.` }
  return method === 'POST' ? undefined : { status: 405, message: 'Only POST is answered.' }
}
