import { isLoopback } from '../../base/loopback'
import { standIn } from '../../config/match'
import type { Config } from '../../config/types'
import { type NoResult, noResults } from './failures'

/** Where a call goes. */
export interface Target {
  readonly protocol: 'http' | 'https'
  /** With its port. */
  readonly host: string
  /** Without a fragment. */
  readonly url: string
  /** Whether it is a server of this computer or one that stands for another, and not what is called on AWS. */
  readonly isStandIn: boolean
}

const address = /^(https?):\/\/((?:\[[\da-f:.]+\]|[^\s/?#@:[\]\\]+)(?::\d+)?)([/?][^\s#]*)?(?:#.*)?$/i

/**
 * Where an ApiEndpoint goes here: `http` of stepthrough.json says what stands for its beginning. AWS calls https alone; http goes to this
 * computer, and where stepthrough.json says so.
 */
export function targetOf(config: Pick<Config, 'http'>, endpoint: string): Target | NoResult {
  const stand = standIn(config, endpoint)
  const match = address.exec(stand ?? endpoint)
  if (match === null) return noResults.notHttps(endpoint)
  const protocol = match[1]!.toLowerCase() as Target['protocol']
  const host = match[2]!.toLowerCase()
  const isStandIn = stand !== undefined || isLoopback(host.replace(/:\d+$/, ''))
  return protocol === 'http' && !isStandIn
    ? noResults.notHttps(endpoint)
    : { protocol, host, url: `${protocol}://${host}${pathOf(match[3])}`, isStandIn }
}

/** What follows the host; a query alone has a path before it. */
const pathOf = (rest = '/'): string => (rest.startsWith('/') ? rest : `/${rest}`)
