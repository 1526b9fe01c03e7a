import { createRequire } from 'node:module'
import { eventsServer } from './events.mjs'
import { s3Server } from './s3.mjs'
import { snsServer } from './sns.mjs'

const require = createRequire(import.meta.url)

/** @param {number} port */
async function dynamoDb(port) {
  const server = require('dynalite')({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve(undefined))
      }),
  }
}

/** @param {number} port @param {string} accountId */
async function sqs(port, accountId) {
  const { createSqsServer } = require('local-aws-sqs')
  const server = await createSqsServer({ port, hostname: '127.0.0.1', accountId, emulateQueueCreationLifecycle: false })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined))
        server.closeAllConnections()
      }),
  }
}

/**
 * Servers in the place of AWS services on this computer, with nothing in them. `ports`: absent or 0 for any free one. `heard` is told what has
 * come to a topic, an event bus or a bucket.
 * @param {{ ports?: Partial<Record<Name, number>>, heard?: (service: 'sns' | 'events' | 's3', what: object) => void, account?: string }} [options]
 * @typedef {'dynamodb' | 'sqs' | 'sns' | 'events' | 's3'} Name
 */
export async function startLocalServices({ ports = {}, heard = () => {}, account = '000000000000' } = {}) {
  const servers = {
    dynamodb: await dynamoDb(ports.dynamodb ?? 0),
    sqs: await sqs(ports.sqs ?? 0, account),
    sns: await snsServer({ port: ports.sns, account, heard: (message) => heard('sns', message) }),
    events: await eventsServer({ port: ports.events, heard: (event) => heard('events', event) }),
    s3: await s3Server({ port: ports.s3, heard: (object) => heard('s3', object) }),
  }
  const endpoints = /** @type {Record<Name, string>} */ (Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])))
  return {
    endpoints,
    async close() {
      await Promise.all(Object.values(servers).map((server) => server.close()))
    },
  }
}
