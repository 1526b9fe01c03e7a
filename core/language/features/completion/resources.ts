import { awsActions, awsServices } from '../../../aws/apis'
import { integrations, itemReaderActions, resultWriterActions } from '../../../aws/integrations'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

const prefix = 'arn:aws:states:::'
const sdk = `${prefix}aws-sdk:`

/**
 * What a Resource can be. All optimised integrations at once, each with its patterns; of the AWS SDK integrations the services, and
 * the actions once a service is there.
 */
export function completeResource(writer: Writer, holder: string): CompletionItem[] {
  if (holder === 'ItemReader' || holder === 'ResultWriter') {
    const actions = holder === 'ItemReader' ? itemReaderActions : resultWriterActions
    return actions.map((action) => writer.string({ label: prefix + action, kind: 'resource' }, prefix + action))
  }
  const { token } = writer.cursor
  const typed = token.value.slice(0, token.index)
  const service = /^arn:[^:]*:states:[^:]*:[^:]*:aws-sdk:([^:]*):/.exec(typed)?.[1]
  if (service !== undefined) return actionItems(writer, service)
  const optimised = integrations.flatMap(({ service: name, action, patterns }) =>
    patterns.map((pattern) => {
      const arn = `${prefix}${name}:${action}${pattern}`
      return writer.string({ label: arn, kind: 'resource', detail: patternText(pattern), sort: `1${name}:${action}${pattern}` }, arn)
    }),
  )
  const services = awsServices().map(({ name, id }) => {
    const arn = `${sdk}${name}:`
    const suggestion = { label: `${arn}…`, kind: 'resource' as const, detail: `AWS SDK: ${id}`, sort: `2${name}`, again: true, filter: arn }
    return writer.template(suggestion, `${arn}$0`)
  })
  return [...others(writer), ...optimised, ...services]
}

function actionItems(writer: Writer, service: string): CompletionItem[] {
  return awsActions(service).flatMap((action, i) => {
    const arn = `${sdk}${service}:${action}`
    const sort = String(i).padStart(4, '0')
    return [
      writer.string({ label: arn, kind: 'resource', detail: patternText(''), sort: `1${sort}` }, arn),
      writer.string(
        { label: `${arn}.waitForTaskToken`, kind: 'resource', detail: patternText('.waitForTaskToken'), sort: `2${sort}` },
        `${arn}.waitForTaskToken`,
      ),
    ]
  })
}

function others(writer: Writer): CompletionItem[] {
  return [
    writer.template(
      { label: 'Lambda function (ARN)', kind: 'resource', sort: '00', filter: 'arn:aws:lambda' },
      'arn:aws:lambda:${1:us-east-1}:${2:123456789012}:function:${3:name}',
    ),
    writer.template(
      { label: 'Activity (ARN)', kind: 'resource', sort: '01', filter: 'arn:aws:states:activity' },
      'arn:aws:states:${1:us-east-1}:${2:123456789012}:activity:${3:name}',
    ),
  ]
}

/** What a pattern means to the state. */
export function patternText(pattern: string): string {
  if (pattern.startsWith('.sync')) return 'waits until the job is done'
  return pattern === '.waitForTaskToken' ? 'waits for a callback with the task token' : 'goes on with the response'
}
