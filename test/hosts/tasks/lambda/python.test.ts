import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { failure, functions } from './functions'

const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)('a Python function answers, sees its context and stays warm', async () => {
  const f = functions(
    {
      'a.py': [
        'import logging, os, sys',
        'from decimal import Decimal',
        'from lib.more import twice',
        'count = 0',
        'def handler(event, context):',
        '    global count',
        '    count += 1',
        '    print("got", event["n"])',
        '    logging.getLogger().warning("careful")',
        '    assert sys.stdin.read() == ""',
        '    left = context.get_remaining_time_in_millis()',
        '    return {"twice": twice(event["n"]), "count": count, "name": context.function_name, "price": Decimal("1.5"), "in time": 0 < left <= 5000,',
        '            "arn": context.invoked_function_arn, "secret": os.environ.get("SECRET_OF_PARENT"), "ü": "ß"}',
      ].join('\n'),
      'lib/__init__.py': '',
      'lib/more.py': 'def twice(n):\n    return 2 * n\n\ndef handler(event, context):\n    return __name__\n',
    },
    {
      a: { handler: 'a.handler', timeout: 5 },
      dotted: { handler: 'lib.more.handler' },
      path: { handler: 'lib/more.handler', runtime: 'python3.12' },
    },
  )
  const output = { twice: 4, name: 'a', price: 1.5, 'in time': true, arn: expect.stringContaining(':function:a'), secret: null, ü: 'ß' }
  expect(await f.call('a', { n: 2 })).toEqual({ kind: 'succeeded', output: { ...output, count: 1 }, source: 'function' })
  expect(await f.call('a', { n: 2 })).toEqual({ kind: 'succeeded', output: { ...output, count: 2 }, source: 'function' })
  expect(await f.call('dotted')).toEqual({ kind: 'succeeded', output: 'lib.more', source: 'function' })
  expect(await f.call('path')).toEqual({ kind: 'succeeded', output: 'lib.more', source: 'function' })
  expect(f.printed).toContain('a: got 2')
  expect(f.printed.some((line) => /^a: \[WARNING\]\t[\dT:.-]+Z\t[0-9a-f-]{36}\tcareful$/.test(line))).toBe(true)
})

test.skipIf(!hasPython)('errors of Python functions are Lambda’s', async () => {
  const f = functions(
    {
      'raises.py': 'class OutOfStock(Exception):\n    pass\n\ndef handler(event, context):\n    raise OutOfStock("none left")\n',
      'exits.py': 'import sys\ndef handler(event, context):\n    sys.exit(1)\n',
      'syntax.py': 'def handler(event, context:\n',
      'needs.py': 'import not_there\n',
      'other.py': 'x = 1\n',
      'set.py': 'def handler(event, context):\n    return {1, 2}\n',
      'nan.py': 'def handler(event, context):\n    return float("nan")\n',
      'init.py': 'raise ValueError("at its beginning")\n',
      'hangs.py': 'def handler(event, context):\n    while True:\n        pass\n',
    },
    Object.fromEntries(
      ['raises', 'exits', 'syntax', 'needs', 'other', 'set', 'nan', 'init', 'hangs', 'missing'].map((name) => [
        name,
        { handler: `${name}.handler`, runtime: 'python', timeout: name === 'hangs' ? 0.5 : 10 },
      ]),
    ),
  )
  const said = async (name: string) => failure(await f.call(name))
  const raised = await said('raises')
  expect(raised).toEqual({
    error: 'OutOfStock',
    errorMessage: 'none left',
    errorType: 'OutOfStock',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    stackTrace: [`  File "${f.folder}/raises.py", line 5, in handler\n    raise OutOfStock("none left")\n`],
  })
  const all = await Promise.all(
    ['exits', 'syntax', 'needs', 'other', 'set', 'nan', 'init', 'hangs', 'missing'].map(async (name) => {
      const { error, errorType, errorMessage } = await said(name)
      expect(errorType).toBe(error)
      return [error, errorMessage.replace(/^RequestId: [0-9a-f-]{36} Error: /, 'ID ')]
    }),
  )
  expect(all).toEqual([
    ['Runtime.ExitError', 'ID Runtime exited with error: exit status 1'],
    ['Runtime.UserCodeSyntaxError', expect.stringMatching(/^Syntax error in module 'syntax': /)],
    ['Runtime.ImportModuleError', "Unable to import module 'needs': No module named 'not_there'"],
    ['Runtime.HandlerNotFound', "Handler 'handler' missing on module 'other'"],
    ['Runtime.MarshalError', 'Unable to marshal response: Object of type set is not JSON serializable'],
    ['Runtime.MarshalError', expect.stringMatching(/^Unable to marshal response: /)],
    ['ValueError', 'at its beginning'],
    ['Sandbox.Timedout', 'ID Task timed out after 0.50 seconds'],
    ['Runtime.ImportModuleError', "Unable to import module 'missing': No module named 'missing'"],
  ])
})
