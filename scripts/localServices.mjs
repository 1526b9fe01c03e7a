// node scripts/localServices.mjs      Servers in the place of DynamoDB, SQS, SNS, EventBridge and S3 on this computer, with nothing in them, until Ctrl+C.
import { startLocalServices } from '../test/support/aws/index.mjs'

/** Those of DynamoDB Local and ElasticMQ, where one is usual. */
const ports = { dynamodb: 8000, sqs: 9324, sns: 9911, events: 9912, s3: 9913 }

const services = await startLocalServices({ ports, heard: (service, what) => console.log(`${service}: ${JSON.stringify(what)}`) }).catch(
  (error) => {
    console.error(`The servers cannot be started: ${error.message}`)
    process.exit(1)
  },
)
for (const [name, url] of Object.entries(services.endpoints)) console.log(`${name} at ${url}`)
console.log('ready')

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await services.close()
    process.exit(0)
  })
