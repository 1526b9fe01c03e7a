import { isLoopback } from '../../../core/base/loopback'
import type { BindingRequest } from '../../../core/run/bound'
import type { Permission } from './context'

/** Asks once for each service and host; what was answered counts for the session. */
export function permissionOf({ remote, ask, howToAllow }: Pick<BindingRequest, 'remote' | 'ask' | 'howToAllow'>): Permission {
  const asked = new Map<string, Promise<boolean>>()
  const allowed = (service: string, host: string) => {
    const key = `${service} ${host}`
    const known = asked.get(key)
    if (known !== undefined) return known
    const answer = ask === undefined ? Promise.resolve(false) : ask(service, host)
    asked.set(key, answer)
    return answer
  }
  return {
    remote,
    async refuses(service, url) {
      const host = hostOf(url)
      if (host === undefined) return `The address of ${service}, "${url.replace(/\/\/.*@/, '//')}", is no URL.`
      if (isLoopback(host) || remote || (await allowed(service, host))) return undefined
      return `The call of ${service} at ${host} would leave this computer: ${howToAllow} allows it.`
    },
  }
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname
  } catch {
    return undefined
  }
}
