import { randomUUID } from 'node:crypto'
import { serve } from './server.mjs'

/**
 * A server in the place of Amazon EventBridge: PutEvents to any bus. Each event goes to `heard`.
 * @param {{ port?: number, heard?: (event: { source: string, detailType: string, detail: unknown, resources: string[], bus: string }) => void }} [options]
 */
export function eventsServer({ port = 0, heard = () => {} } = {}) {
  return serve(port, ({ headers, body }) => {
    const answered = { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': randomUUID() }
    if (headers['x-amz-target'] !== 'AWSEvents.PutEvents')
      return { status: 400, headers: answered, body: JSON.stringify({ __type: 'UnknownOperationException' }) }
    const { Entries = [] } = JSON.parse(body.toString('utf8'))
    const entries = Entries.map((entry) => {
      const problem = problemOf(entry)
      if (problem !== undefined) return problem
      heard({
        source: entry.Source,
        detailType: entry.DetailType,
        detail: JSON.parse(entry.Detail),
        resources: entry.Resources ?? [],
        bus: entry.EventBusName ?? 'default',
      })
      return { EventId: randomUUID() }
    })
    const FailedEntryCount = entries.filter((entry) => 'ErrorCode' in entry).length
    return { headers: answered, body: JSON.stringify({ Entries: entries, FailedEntryCount }) }
  })
}

/** As the service says it of each entry. */
function problemOf(entry) {
  for (const name of ['Source', 'DetailType', 'Detail'])
    if (!entry[name])
      return { ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.` }
  try {
    JSON.parse(entry.Detail)
    return undefined
  } catch {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  }
}
