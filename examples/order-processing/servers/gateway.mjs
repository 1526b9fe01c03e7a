// node servers/gateway.mjs      The payment gateway of the example: POST /charges and POST /refunds. A card `tok_declined` has no money,
// `tok_slow` times out twice.
import { createServer } from 'node:http'

export function startGateway(port, heard = () => {}) {
  const captured = new Map()
  const slow = new Map()
  let count = 0
  const routes = {
    'POST /charges': ({ orderId, cardToken }) => {
      if (cardToken === 'tok_declined') return [402, { message: 'The card was declined: insufficient funds.' }]
      if (cardToken === 'tok_slow' && (slow.get(orderId) ?? 0) < 2) {
        slow.set(orderId, (slow.get(orderId) ?? 0) + 1)
        return [504, {}]
      }
      const transactionId = `T-${++count}`
      captured.set(transactionId, orderId)
      return [200, { transactionId, status: 'CAPTURED' }]
    },
    'POST /refunds': ({ transactionId }, { authorization }) => {
      if (authorization !== 'Bearer sandbox') return [401, { message: 'Who are you?' }]
      return captured.delete(transactionId) ? [200, { status: 'REFUNDED' }] : [404, { message: `There is no payment ${transactionId}.` }]
    },
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const route = routes[`${request.method} ${request.url}`]
    let answer
    try {
      answer = route === undefined ? [404, { message: 'There is nothing here.' }] : route(JSON.parse(body), request.headers)
    } catch {
      answer = [400, { message: 'The request is no JSON.' }]
    }
    heard('gateway', `${request.method} ${request.url} ${body} -> ${answer[0]}`)
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

if (process.argv[1] === import.meta.filename) {
  await startGateway(9099, (_, what) => console.log(what))
  console.log('the payment gateway is at http://127.0.0.1:9099')
}
