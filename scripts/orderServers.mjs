// node scripts/orderServers.mjs      The servers of examples/order-processing, until Ctrl+C: DynamoDB with its table, SQS with its queue, SNS with its topic, and
// the payment gateway. What they are asked is printed.
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startGateway } from '../examples/order-processing/servers/gateway.mjs'
import { startLocalServices } from '../test/support/aws/index.mjs'

/** Those of examples/order-processing/stepthrough.json. */
const usual = { dynamodb: 8000, sqs: 9324, sns: 9911, gateway: 9099 }

/** `ports`: 0 is a free one. `heard`: called with the service's name and what it was asked. */
export async function startOrderServers({ ports = usual, heard = () => {} } = {}) {
  // who runs it has the Node that they have
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const { gateway: at, ...own } = ports
  const services = await startLocalServices({ ports: own, heard, account: '123456789012' })
  const gateway = await startGateway(at, heard)
  const of = (Client, name) =>
    new Client({ endpoint: services.endpoints[name], region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
  const [dynamodb, sqs, sns] = [of(DynamoDBClient, 'dynamodb'), of(SQSClient, 'sqs'), of(SNSClient, 'sns')]
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'shipments' }))
  await sns.send(new CreateTopicCommand({ Name: 'orders' }))
  return {
    endpoints: { ...services.endpoints, gateway: `http://127.0.0.1:${gateway.address().port}` },
    item: async (TableName, Key) => (await dynamodb.send(new GetItemCommand({ TableName, Key }))).Item,
    message: async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.[0]?.Body,
    async close() {
      for (const client of [dynamodb, sqs, sns]) client.destroy()
      gateway.closeAllConnections()
      await new Promise((resolve) => gateway.close(resolve))
      await services.close()
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  const servers = await startOrderServers({ heard: (service, what) => console.log(`${service}: ${JSON.stringify(what)}`) })
  for (const [name, url] of Object.entries(servers.endpoints)) console.log(`${name} at ${url}`)
  console.log('ready')
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => servers.close().then(() => process.exit(0)))
}
