import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { isLoopback } from '../../../core/base/loopback'

const here = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
] as const

/**
 * The addresses of a host. A name of this computer (`localhost`, `api.localhost`) is looked up nowhere: such calls need no permission, and a name
 * server could send them anywhere. Source: RFC 6761, 6.3.
 */
export const lookUp: LookupFunction = (host, options, done) => {
  if (!isLoopback(host)) return lookup(host, options, done)
  const family = options.family === 'IPv6' ? 6 : options.family === 'IPv4' ? 4 : options.family || undefined
  const found = here.filter((each) => family === undefined || each.family === family)
  process.nextTick(() => (options.all ? done(null, [...found]) : done(null, found[0]!.address, found[0]!.family)))
}

/** Agents of an SDK's client: with as many sockets as its own would have. */
export const agents = () => {
  const options = { keepAlive: true, maxSockets: 50, lookup: lookUp }
  return { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) }
}
