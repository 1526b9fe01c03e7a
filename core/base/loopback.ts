/** Whether a host, without a port, is this computer by its name or number. */
export function isLoopback(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (/^127(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(name)) return true
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^::ffff:(127\.|7f)/.test(name)
}
