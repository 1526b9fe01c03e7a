import { describe, expect, test } from 'vitest'
import { isLoopback } from '../../../core/base/loopback'
import { permissionOf } from '../../../hosts/node/tasks/permission'

test.each<[string, boolean]>([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['localhost', true],
  ['LOCALHOST.', true],
  ['api.localhost', true],
  ['[::1]', true],
  ['[::ffff:7f00:1]', true],
  ['[::ffff:127.0.0.1]', true],
  ['[::ffff:7f1:203]', false],
  ['[::ffff:7f]', false],
  ['[::ffff:7f00]', false],
  ['[::ffff:127]', false],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['10.0.0.1', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['[::2]', false],
  ['sqs.us-east-1.amazonaws.com', false],
])('%s is on this computer: %s', (host, is) => expect(isLoopback(host)).toBe(is))

describe('a call that would leave this computer', () => {
  const url = 'https://sqs.eu-west-1.amazonaws.com/q'
  test('is refused where nobody can be asked, naming service, host and what would allow it', async () => {
    const permission = permissionOf({ remote: false, howToAllow: '--allow-remote' })
    expect(await permission.refuses('sqs', url)).toBe(
      'The call of sqs at sqs.eu-west-1.amazonaws.com would leave this computer: --allow-remote allows it.',
    )
    expect(await permission.refuses('sqs', 'http://127.0.0.1:9324/q')).toBeUndefined()
  })
  test('may be made where remote calls are allowed', async () =>
    expect(await permissionOf({ remote: true, howToAllow: '' }).refuses('sqs', url)).toBeUndefined())
  test('is asked for once for each service and host, also where two ask at once', async () => {
    const questions: string[] = []
    const ask = async (service: string, host: string) => {
      questions.push(`${service} ${host}`)
      return service === 'sqs'
    }
    const permission = permissionOf({ remote: false, ask, howToAllow: 'the question' })
    const refusals = await Promise.all([permission.refuses('sqs', url), permission.refuses('sqs', url), permission.refuses('sns', url)])
    expect(refusals.map((each) => each === undefined)).toEqual([true, true, false])
    expect(questions).toEqual(['sqs sqs.eu-west-1.amazonaws.com', 'sns sqs.eu-west-1.amazonaws.com'])
  })
  test('to an address that is no URL is none', async () =>
    expect(await permissionOf({ remote: true, howToAllow: '' }).refuses('sqs', 'nowhere')).toBe(
      'The address of sqs, "nowhere", is no URL.',
    ))
  test('is told without a password in it', async () =>
    expect(await permissionOf({ remote: true, howToAllow: '' }).refuses('sqs', 'http://me:secret@host:99999/')).toBe(
      'The address of sqs, "http://host:99999/", is no URL.',
    ))
})
