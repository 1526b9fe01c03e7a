import * as sqs from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { parseResource } from '../../../../core/aws/resource'
import { actionOf } from '../../../../core/tasks/aws/service'
import { clientOf } from '../../../../hosts/node/tasks/aws/clients'
import { send } from '../../../../hosts/node/tasks/aws/send'
import { permissionOf } from '../../../../hosts/node/tasks/permission'

/** A client whose parameters lead it to another host than its endpoint's, as those of other services may. */
class Straying extends sqs.SendMessageCommand {
  constructor(input: sqs.SendMessageCommandInput) {
    super(input)
    const stray = (next: (args: never) => Promise<never>) => (args: { request: { hostname: string } }) => {
      args.request.hostname = '192.0.2.9'
      return next(args as never)
    }
    this.middlewareStack.add(stray as never, { step: 'build', priority: 'low' })
  }
}

test('a client that leaves its endpoint needs permission for where it goes', async () => {
  const client = clientOf(sqs as never, { url: 'http://127.0.0.1:9', region: 'us-east-1' }, { environment: {} })
  const action = actionOf(parseResource('arn:aws:states:::sqs:sendMessage'))!
  const { refuses } = permissionOf({ remote: false, howToAllow: '--allow-remote' })
  const parameters = { QueueUrl: 'http://127.0.0.1:9/1/q', MessageBody: 'm' }
  const options = { signal: new AbortController().signal, style: 'sdk', most: 0, place: 'sqs at http://127.0.0.1:9' } as const
  const sent = await send({ ...sqs, SendMessageCommand: Straying }, client, action, parameters, {
    ...options,
    refuses: (url) => refuses('sqs', url),
  })
  expect(sent).toMatchObject({
    failed: {
      cause:
        'Unable to execute HTTP request to sqs at http://127.0.0.1:9: The call of sqs at 192.0.2.9 would leave this computer: --allow-remote allows it.',
    },
  })
  client.destroy()
})
