/** 127.0.0.0/8 within IPv6, as URLs have it and as people write it. */
const mapped = /^::ffff:(7f[\da-f]{2}:[\da-f]{1,4}|127(\.\d{1,3}){3})$/

/** Whether a host, without a port, is this computer by its name or number. */
export function isLoopback(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (/^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(name)) return true
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || mapped.test(name)
}
