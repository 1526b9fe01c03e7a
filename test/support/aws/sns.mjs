import { randomUUID } from 'node:crypto'
import { escapeXml, serve } from './server.mjs'

/**
 * A server in the place of Amazon SNS: CreateTopic, ListTopics and Publish. What is published goes to `heard`.
 * @param {{ port?: number, region?: string, account?: string, heard?: (message: { topic: string, message: string, subject?: string, attributes: Record<string, string> }) => void }} [options]
 */
export function snsServer({ port = 0, region = 'us-east-1', account = '000000000000', heard = () => {} } = {}) {
  const topics = new Set()
  const actions = {
    CreateTopic(form) {
      const arn = `arn:aws:sns:${region}:${account}:${form.get('Name')}`
      topics.add(arn)
      return `<TopicArn>${escapeXml(arn)}</TopicArn>`
    },
    ListTopics: () => `<Topics>${[...topics].map((arn) => `<member><TopicArn>${escapeXml(arn)}</TopicArn></member>`).join('')}</Topics>`,
    Publish(form) {
      const topic = form.get('TopicArn') ?? form.get('TargetArn')
      if (topic === null)
        throw fault(400, 'InvalidParameter', 'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter')
      if (!topics.has(topic)) throw fault(404, 'NotFound', 'Topic does not exist')
      const message = form.get('Message') ?? ''
      if (message === '') throw fault(400, 'InvalidParameter', 'Invalid parameter: Empty message')
      const subject = form.get('Subject') ?? undefined
      heard({ topic, message, ...(subject !== undefined && { subject }), attributes: attributesOf(form) })
      return `<MessageId>${randomUUID()}</MessageId>`
    },
  }
  return serve(port, ({ body }) => {
    const form = new URLSearchParams(body.toString('utf8'))
    const action = form.get('Action') ?? ''
    const requestId = randomUUID()
    const headers = { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId }
    const xml = (text) => `<${text} xmlns="http://sns.amazonaws.com/doc/2010-03-31/">`
    try {
      if (!Object.hasOwn(actions, action)) throw fault(400, 'InvalidAction', `${action} is not there.`)
      const result = `<${action}Result>${actions[action](form)}</${action}Result>`
      return {
        headers,
        body: `${xml(`${action}Response`)}${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
      }
    } catch (error) {
      const { status = 500, code = 'InternalFailure', message } = error
      return {
        status,
        headers,
        body: `${xml('ErrorResponse')}<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      }
    }
  })
}

const fault = (status, code, message) => Object.assign(new Error(message), { status, code })

function attributesOf(form) {
  const attributes = {}
  for (let i = 1; form.has(`MessageAttributes.entry.${i}.Name`); i++)
    attributes[form.get(`MessageAttributes.entry.${i}.Name`)] = form.get(`MessageAttributes.entry.${i}.Value.StringValue`) ?? ''
  return attributes
}
