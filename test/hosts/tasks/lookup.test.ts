import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { agents, lookUp } from '../../../hosts/node/tasks/lookup'

const all = (host: string, family?: number) =>
  new Promise((resolve) => lookUp(host, { all: true, ...(family !== undefined && { family }) }, (_error, found) => resolve(found)))

test('names of this computer are looked up nowhere', async () => {
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  expect(await all('localhost')).toEqual(both)
  expect(await all('api.localhost')).toEqual(both)
  expect(await all('LOCALHOST.', 6)).toEqual(both.slice(1))
  expect(await new Promise((resolve) => lookUp('a.localhost', {}, (_error, ...found) => resolve(found)))).toEqual(['127.0.0.1', 4])
  expect(await all('192.0.2.1')).toEqual([{ address: '192.0.2.1', family: 4 }])
})

test('a server of this computer is reached by such a name', async () => {
  const server = createServer((_request, response) => response.end('here'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { httpAgent } = agents()
  const status = await new Promise((resolve, reject) => {
    const url = `http://api.localhost:${(server.address() as AddressInfo).port}/`
    get(url, { agent: httpAgent }, (response) => resolve(response.statusCode)).on('error', reject)
  })
  expect(status).toBe(200)
  httpAgent.destroy()
  server.close()
})
