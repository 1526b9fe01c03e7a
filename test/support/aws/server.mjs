import { createServer } from 'node:http'

/**
 * A small HTTP server on this computer.
 * @param {number} port 0: any free one
 * @param {(request: { method: string, url: URL, headers: import('node:http').IncomingHttpHeaders, body: Buffer }) => { status?: number, headers?: Record<string, string>, body?: string | Buffer }} answer
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(port, answer) {
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const told = answer({ method: request.method ?? 'GET', url, headers: request.headers, body: Buffer.concat(chunks) })
    response.writeHead(told.status ?? 200, told.headers).end(told.body)
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)))
  const { port: bound } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
