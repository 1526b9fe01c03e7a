import type { IncomingMessage } from 'node:http'

/** Bytes of the longest request: an output of 262,144 characters may be written with an escape for each. */
const longest = 2 * 1024 * 1024

/** The text of a request's body; undefined where it is too long, or has ended early. Never rejects. */
export function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > longest) {
        request.pause()
        resolve(undefined)
      } else parts.push(part)
    })
    request.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
}
