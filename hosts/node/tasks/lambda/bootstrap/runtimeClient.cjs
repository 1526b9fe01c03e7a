'use strict'
// Requests to the Lambda Runtime API on one connection. With Node's own HTTP client a call takes twice the CPU.
const { connect } = require('node:net')

const endOfHead = Buffer.from('\r\n\r\n')

/** @typedef {{ headers: Record<string, string>, text: string }} Response */

/** The address is HOST:PORT. Where nobody is there any more, who has started this process is gone, and it ends. */
class RuntimeClient {
  constructor(address) {
    const at = address.lastIndexOf(':')
    this.address = address
    this.bytes = Buffer.alloc(0)
    /** Those who wait for a response, in the order of their requests. @type {((response: Response) => void)[]} */
    this.waiting = []
    this.socket = connect(Number(address.slice(at + 1)), address.slice(0, at))
      .setNoDelay(true)
      .on('data', (chunk) => this.read(chunk))
      .on('error', () => process.exit(1))
      .on('close', () => process.exit(1))
  }

  /** @returns {Promise<Response>} */
  request(method, path, body = '', headers = {}) {
    const own = { Host: this.address, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers }
    const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`)
    // the process lives as long as a request does
    this.socket.ref()
    this.socket.write(`${method} /2018-06-01/runtime/${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  read(chunk) {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk])
    for (;;) {
      const end = this.bytes.indexOf(endOfHead)
      if (end < 0) return
      const headers = headersOf(this.bytes.latin1Slice(0, end))
      const from = end + endOfHead.length
      const to = from + Number(headers['content-length'] ?? 0)
      if (this.bytes.length < to) return
      const text = this.bytes.utf8Slice(from, to)
      this.bytes = this.bytes.subarray(to)
      const resolve = this.waiting.shift()
      if (this.waiting.length === 0) this.socket.unref()
      resolve?.({ headers, text })
    }
  }
}

/** By their names in lower case; the first line is the status. */
function headersOf(head) {
  const headers = {}
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':')
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return headers
}

module.exports = { RuntimeClient }
