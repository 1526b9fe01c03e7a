import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { begin, type Definition, ending, eventsOf, machine, outline, run } from './run'

const processor = (states: Record<string, Definition>, Mode = 'DISTRIBUTED') => ({
  ...machine(states),
  ProcessorConfig: { Mode, ExecutionType: 'STANDARD' },
})
const echo = processor({ I: { Type: 'Pass', End: true } })
const map = (rest: Definition) => machine({ M: { Type: 'Map', ItemProcessor: echo, End: true, ...rest } })
const reader = (ReaderConfig: Definition) => ({
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
})

describe('ItemReader', () => {
  test.each([
    ['JSON', {}, '[1,{"a":2}]', [1, { a: 2 }]],
    ['JSON with ItemsPointer', { ItemsPointer: '/a~1b/1' }, '{"a/b":[0,[3,4]]}', [3, 4]],
    ['JSONL', { InputType: 'JSONL' }, '{"a":1}\n\n[2]\n', [{ a: 1 }, [2]]],
    [
      'CSV',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      'x,y\n1,2\r\n3\n4,5,6\n',
      [
        { x: '1', y: '2' },
        { x: '3', y: '' },
        { x: '4', y: '5' },
      ],
    ],
    ['CSV with quotes', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'x,y\n"a ""b"", c","d\ne"\n', [{ x: 'a "b", c', y: 'd\ne' }]],
    [
      'CSV with given headers',
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', '__proto__'], CSVDelimiter: 'TAB' },
      '1\t2',
      [JSON.parse('{"x":"1","__proto__":"2"}')],
    ],
    ['MaxItems', { MaxItems: 1 }, '[1,2]', [1]],
    ['MaxItems 0: all', { MaxItems: 0 }, '[1,2]', [1, 2]],
  ])('%s', async (_name, config, items, expected) => {
    expect(ending(await run(map(reader({ InputType: 'JSON', ...config })), { items }))).toEqual(expected)
  })

  test.each([
    ['a file that is no JSON', {}, '{', 'Unable to parse the file as JSON.'],
    ['a file that is neither list nor object', {}, '1', 'Attempting to map over non-iterable node.'],
    ['a header twice', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'x,x\n', 'CSV headers cannot contain duplicates.'],
    ['a quote that is never closed', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, 'x\n"y', 'Unable to parse the file as CSV.'],
    ['a negative MaxItems', { MaxItems: -1 }, '[]', 'field MaxItems must be positive'],
    ['no file', {}, undefined, 'The object does not exist.'],
  ])('%s is States.ItemReaderFailed, in the Map Run', async (_name, config, items, cause) => {
    const execution = await run(map(reader({ InputType: 'JSON', ...config })), items === undefined ? {} : { items })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.ItemReaderFailed', cause })
    expect(eventsOf(execution).map((e) => e.type)).toContain('MapRunFailed')
  })
})

describe('MaxConcurrencyPath', () => {
  test.each(['INLINE', 'DISTRIBUTED'])('may not be negative: %s', async (mode) => {
    const definition = map({
      ItemsPath: '$.list',
      MaxConcurrencyPath: '$.most',
      ItemProcessor: processor({ I: { Type: 'Pass', End: true } }, mode),
    })
    expect(ending(await run(definition, { input: { list: [1], most: 1 } }))).toEqual([1])
    const execution = await run(definition, { input: { list: [1], most: -1 } })
    expect(ending(execution)).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining("Expected non-negative integer for MaxConcurrency, got '-1' instead."),
    })
    expect(eventsOf(execution).map(({ type }) => type)).toEqual(['ExecutionStarted', 'MapStateEntered', 'ExecutionFailed'])
  })
})

describe('MaxItemsPath', () => {
  test('takes the text of an integer', async () => {
    const first = map(reader({ InputType: 'JSON', MaxItemsPath: '$.most' }))
    expect(ending(await run(first, { items: '[1,2,3]', input: { most: '2' } }))).toEqual([1, 2])
    expect(ending(await run(first, { items: '[1,2,3]', input: { most: '2.0' } }))).toMatchObject({
      cause: expect.stringContaining('The MaxItemsPath field refers to value "2.0" which is not a valid integer: $.most'),
    })
  })
})

test('MaxItems that is edited after going back reads the items anew, and as before what was read before', async () => {
  const reads: unknown[] = []
  const first = map(reader({ InputType: 'JSON', MaxItemsPath: '$.most' }))
  const readItems = (request: unknown) => {
    reads.push(request)
    return { text: '[1,2,3]' }
  }
  const execution = begin(first, { input: { most: 2 }, readItems })
  const start = execution.snapshot()
  const again = async (most: number) => {
    execution.restore(start)
    execution.next!.payload = { most }
    await execution.run()
    return ending(execution)
  }
  expect(await again(2)).toEqual([1, 2])
  expect(await again(1)).toEqual([1])
  expect(await again(0)).toEqual([1, 2, 3])
  expect(reads.length).toBe(3)
  expect(await again(2)).toEqual([1, 2])
  expect(reads.length).toBe(3)
})

describe('items', () => {
  test('of a JSONata Map without Items are its input, which has to be a list', async () => {
    const definition = { QueryLanguage: 'JSONata', ...map({ ItemProcessor: processor({ I: { Type: 'Pass', End: true } }, 'INLINE') }) }
    expect(ending(await run(definition, { input: [1, 2] }))).toEqual([1, 2])
    const execution = await run(definition, { input: { a: 1 } })
    expect(ending(execution)).toMatchObject({ error: 'States.QueryEvaluationError' })
    expect(eventsOf(execution).map(({ type }) => type)).toContain('EvaluationFailed')
  })

  test('are selected and batched', async () => {
    const definition = map({
      ItemsPath: '$.list',
      ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value', 'of.$': '$.name' },
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'name.$': '$.name' } },
    })
    const [a, b, c] = ['x', 'y', 'z'].map((v, i) => ({ i, v, of: 'n' }))
    expect(ending(await run(definition, { input: { name: 'n', list: ['x', 'y', 'z'] } }))).toEqual([
      { BatchInput: { name: 'n' }, Items: [a, b] },
      { BatchInput: { name: 'n' }, Items: [c] },
    ])
  })

  test('of no number make no batch', async () => {
    expect(ending(await run(map({ ItemBatcher: { MaxItemsPerBatch: 2 } }), { input: [] }))).toEqual([])
  })

  test('are batched by bytes, with at least one in each', async () => {
    const definition = map({ ItemBatcher: { MaxInputBytesPerBatch: 40 } })
    const long = 'x'.repeat(60)
    expect(ending(await run(definition, { input: ['a', 'b', long, 'c'] }))).toEqual([
      { Items: ['a', 'b'] },
      { Items: [long] },
      { Items: ['c'] },
    ])
  })

  test.each<[Definition, Json]>([
    [{}, { Items: ['a', 'b', 'c'] }],
    [{ BatchInput: { n: 1 } }, { BatchInput: { n: 1 }, Items: ['a', 'b', 'c'] }],
  ])('a batch has just so many bytes as it may: %j', async (rest, batch) => {
    const MaxInputBytesPerBatch = JSON.stringify(batch).length
    const batches = async (most: number) => {
      const output = ending(await run(map({ ItemBatcher: { ...rest, MaxInputBytesPerBatch: most } }), { input: ['a', 'b', 'c', 'd'] }))
      return (output as { Items: string[] }[]).map(({ Items }) => Items.join(''))
    }
    expect(await batches(MaxInputBytesPerBatch)).toEqual(['abc', 'd'])
    expect(await batches(MaxInputBytesPerBatch - 1)).toEqual(['ab', 'cd'])
  })

  test('of an inline Map are seen by its iterations, 40 at a time', async () => {
    let most = 0
    let now = 0
    const inner = processor(
      { I: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { 'n.$': '$$.Map.Item.Index' }, End: true } },
      'INLINE',
    )
    const execution = await run(map({ ItemProcessor: inner }), {
      input: Array.from({ length: 100 }, (_, i) => i),
      task: async ({ input }) => {
        most = Math.max(most, ++now)
        await null
        now--
        return { kind: 'succeeded', output: input }
      },
    })
    expect(ending(execution)).toEqual(Array.from({ length: 100 }, (_, n) => ({ n })))
    expect(most).toBe(40)
  })

  test.each([
    ['INLINE', 0, 40],
    ['INLINE', 3, 3],
    ['INLINE', 50, 40],
    ['DISTRIBUTED', 0, 1000],
    ['DISTRIBUTED', 7, 7],
    ['DISTRIBUTED', 1200, 1000],
  ])('%s with MaxConcurrency %d: so many run at the same time as there may be', async (mode, MaxConcurrency, expected) => {
    const inner = processor({ I: { Type: 'Wait', Seconds: 1, End: true } }, mode)
    const execution = begin(map({ ItemProcessor: inner, MaxConcurrency }), { input: Array.from({ length: 1100 }, (_, i) => i) })
    while (execution.threads.length === 1) await execution.step()
    expect(execution.threads.length - 1).toBe(expected)
  })

  test('none: the result is an empty list', async () => {
    expect(ending(await run(map({}), { input: [] }))).toEqual([])
    expect(ending(await run(map({ ItemProcessor: processor({ I: { Type: 'Pass', End: true } }, 'INLINE') }), { input: [] }))).toEqual([])
  })
})

describe('tolerated failures', () => {
  const states = {
    I: { Type: 'Choice', Choices: [{ Variable: '$', NumericLessThan: 2, Next: 'F' }], Default: 'S' },
    F: { Type: 'Fail', Error: 'Low' },
    S: { Type: 'Succeed' },
  }
  const tolerant = (rest: Definition) => run(map({ ItemProcessor: processor(states), ...rest }), { input: [1, 2, 3, 0] })

  test.each([
    [{ ToleratedFailureCount: 2 }, [2, 3]],
    [{ ToleratedFailurePercentage: 50 }, [2, 3]],
    [{ ToleratedFailureCount: 1 }, 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailureCount: 0 }, 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailurePercentage: 100 }, [2, 3]],
    [{ ToleratedFailurePercentage: 0 }, 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 }, 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailureCount: 4, ToleratedFailurePercentage: 10 }, 'States.ExceedToleratedFailureThreshold'],
    [{ ToleratedFailureCount: 2, ToleratedFailurePercentage: 50 }, [2, 3]],
    [{ ToleratedFailureCount: -1 }, 'States.Runtime'],
    [{ ToleratedFailurePercentage: -1 }, 'States.Runtime'],
    [{ ToleratedFailurePercentage: 100.5 }, 'States.Runtime'],
    [{ ToleratedFailurePercentage: 49.9 }, 'States.ExceedToleratedFailureThreshold'],
    [{}, 'States.ExceedToleratedFailureThreshold'],
  ])('%j', async (rest, expected) => {
    const execution = await tolerant(rest)
    expect(execution.error ?? execution.output).toEqual(expected)
  })

  test('can be caught when there are too many', async () => {
    const caught = machine({
      M: { Type: 'Map', ItemProcessor: processor(states), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true },
      B: { Type: 'Pass', End: true },
    })
    expect(ending(await run(caught, { input: [1] }))).toMatchObject({ Error: 'States.ExceedToleratedFailureThreshold' })
  })
})

describe('ResultWriter', () => {
  const written = (WriterConfig: Definition, rest: Definition = {}) =>
    run(map({ ResultWriter: { WriterConfig, ...rest } }), { input: [[1], [2, 3]], stateMachineName: 'N' }).then(ending)

  test('transforms the results', async () => {
    expect(await written({ Transformation: 'COMPACT', OutputType: 'JSON' })).toEqual([[1], [2, 3]])
    expect(await written({ Transformation: 'FLATTEN', OutputType: 'JSON' })).toEqual([1, 2, 3])
    expect(await written({ Transformation: 'NONE', OutputType: 'JSON' })).toEqual([
      expect.objectContaining({
        Status: 'SUCCEEDED',
        Input: '[1]',
        Output: '[1]',
        StateMachineArn: expect.stringContaining('stateMachine:N'),
      }),
      expect.objectContaining({ Output: '[2,3]' }),
    ])
  })

  test('to S3: the output says where', async () => {
    const output = await written({}, { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } })
    expect(output).toEqual({
      MapRunArn: expect.any(String),
      ResultWriterDetails: { Bucket: 'b', Key: expect.stringMatching(/^p\/[0-9a-f-]{36}\/manifest\.json$/) },
    })
  })

  test.each([
    ['an empty prefix', { Bucket: 'b', Prefix: '' }, 'b'],
    ['a prefix that is no text', { Bucket: 'b', Prefix: 1 }, 'b'],
    ['no bucket', {}, null],
  ])('to S3 with %s', async (_what, Parameters, Bucket) => {
    expect(await written({}, { Resource: 'arn:aws:states:::s3:putObject', Parameters })).toMatchObject({
      ResultWriterDetails: { Bucket, Key: expect.stringMatching(/^[0-9a-f-]{36}\/manifest\.json$/) },
    })
  })

  test('whose Parameters cannot be filled in fails', async () => {
    const Parameters = { 'Bucket.$': '$.none.x' }
    expect(await written({}, { Resource: 'arn:aws:states:::s3:putObject', Parameters })).toMatchObject({ status: 'FAILED' })
  })

  test('FLATTEN leaves what is no list as it is', async () => {
    const WriterConfig = { Transformation: 'FLATTEN', OutputType: 'JSON' }
    expect(ending(await run(map({ ResultWriter: { WriterConfig } }), { input: [[1], 2, [[3]]] }))).toEqual([1, 2, [3]])
  })
})

describe('scopes', () => {
  test('iterations see outer variables and keep their own', async () => {
    const inner = {
      A: { Type: 'Pass', Assign: { 'mine.$': 'States.MathAdd($x, $)' }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'sum.$': '$mine' }, End: true },
    }
    const states = {
      S: { Type: 'Pass', Assign: { x: 10 }, Next: 'M' },
      M: { Type: 'Map', ItemProcessor: processor(inner, 'INLINE'), Assign: { 'first.$': '$[0].sum' }, Next: 'E' },
      E: { Type: 'Pass', Parameters: { 'first.$': '$first', 'x.$': '$x' }, End: true },
    }
    expect(ending(await run(machine(states), { input: [1, 2] }))).toEqual({ first: 11, x: 10 })
  })

  test('a child execution of a distributed Map has a context object of its own, and is described with it', async () => {
    const inner = processor({ I: { Type: 'Pass', Parameters: { 'e.$': '$$.Execution' }, End: true } })
    const ResultWriter = { WriterConfig: { Transformation: 'NONE', OutputType: 'JSON' } }
    const of = async (rest: Definition) =>
      ending(
        await run(map({ ItemProcessor: inner, Label: 'L', ...rest }), { input: ['x'], stateMachineName: 'N', roleArn: 'role', seed: 1 }),
      )
    const [{ e }] = (await of({})) as [{ e: { Id: string; Name: string } }]
    const Id = expect.stringMatching(/^arn:aws:states:us-east-1:123456789012:execution:N\/L:[0-9a-f-]{36}$/)
    const StartTime = '2026-01-01T00:00:00Z'
    expect(e).toEqual({ Id, Input: 'x', Name: e.Id.split(':').at(-1), RoleArn: 'role', StartTime, RedriveCount: 0 })
    expect(await of({ ResultWriter })).toEqual([
      {
        ExecutionArn: e.Id,
        Input: '"x"',
        InputDetails: { Included: true },
        Name: e.Name,
        Output: JSON.stringify({ e }),
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: StartTime,
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:N',
        Status: 'SUCCEEDED',
        StopDate: StartTime,
      },
    ])
  })

  test('child executions of a distributed Map see none', async () => {
    const inner = processor({ A: { Type: 'Pass', Parameters: { 'x.$': '$x' }, End: true } })
    const states = { S: { Type: 'Pass', Assign: { x: 10 }, Next: 'M' }, M: { Type: 'Map', ItemProcessor: inner, End: true } }
    expect((await run(machine(states), { input: [1] })).error).toBe('States.ExceedToleratedFailureThreshold')
  })
})

test('an ItemSelector that fails for a later item: the end follows from the last event of the iteration before', async () => {
  const ItemSelector = { 'x.$': '$$.Map.Item.Value.x' }
  const inline = processor({ I: { Type: 'Pass', End: true } }, 'INLINE')
  const definition = machine({ M: { Type: 'Map', MaxConcurrency: 1, ItemSelector, ItemProcessor: inline, End: true } })
  expect(outline(await run(definition, { input: [{ x: 1 }, {}] }))).toEqual([
    '1<0 ExecutionStarted',
    '2<0 MapStateEntered M',
    '3<2 MapStateStarted',
    '4<3 MapIterationStarted M 0',
    '5<4 PassStateEntered I',
    '6<5 PassStateExited I',
    '7<6 MapIterationSucceeded M 0',
    '8<6 ExecutionFailed',
  ])
})

describe('what an event follows from', () => {
  const inline = (states: Record<string, Definition>) => processor(states, 'INLINE')
  const Z = { Type: 'Pass', End: true }
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Z' }]

  test('after an iteration that has failed: from its last event', async () => {
    const failing = inline({ I: { Type: 'Fail', Error: 'E' } })
    const states = { M: { Type: 'Map', ItemProcessor: failing, Catch, End: true }, Z }
    expect(outline(await run(machine(states), { input: [1] })).slice(3)).toEqual([
      '4<3 MapIterationStarted M 0',
      '5<4 FailStateEntered I',
      '6<5 MapIterationFailed M 0',
      '7<5 MapStateFailed',
      '8<7 MapStateExited M',
      '9<8 PassStateEntered Z',
      '10<9 PassStateExited Z',
      '11<10 ExecutionSucceeded',
    ])
  })

  test('after an iteration that has failed, the others are cut short', async () => {
    const states = {
      C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'F' }], Default: 'W' },
      W: { Type: 'Wait', Seconds: 9, End: true },
      F: { Type: 'Fail', Error: 'E' },
    }
    const after = { M: { Type: 'Map', ItemProcessor: inline(states), Catch, End: true }, Z: { Type: 'Wait', Seconds: 1, End: true } }
    const execution = await run(machine(after), { input: [1, 0, 1] })
    expect(outline(execution).filter((line) => /Aborted|Failed/.test(line))).toEqual([
      expect.stringMatching(/MapIterationFailed M 1$/),
      expect.stringMatching(/WaitStateAborted$/),
      expect.stringMatching(/MapIterationAborted M 2$/),
      expect.stringMatching(/WaitStateAborted$/),
      expect.stringMatching(/MapIterationAborted M 0$/),
      expect.stringMatching(/MapStateFailed$/),
    ])
    expect(execution.now - Date.UTC(2026, 0, 1)).toBe(1000)
  })

  test('after an ItemSelector that has failed: no other iteration begins, and those that have are cut short', async () => {
    const ItemSelector = "{% $states.context.Map.Item.Index = 1 ? $error('no') : 1 %}"
    const language = { QueryLanguage: 'JSONata', MaxConcurrency: 3, ItemSelector }
    const states = { M: { Type: 'Map', ...language, ItemProcessor: inline({ I: Z }), Catch, End: true }, Z }
    expect(outline(await run(machine(states), { input: [1, 2, 3] })).slice(3)).toEqual([
      '4<3 MapIterationStarted M 0',
      '5<4 PassStateEntered I',
      '6<5 MapIterationAborted M 0',
      '7<0 EvaluationFailed',
      '8<7 MapStateFailed',
      '9<8 MapStateExited M',
      '10<9 PassStateEntered Z',
      '11<10 PassStateExited Z',
      '12<11 ExecutionSucceeded',
    ])
  })

  test('after a Map Run: the exit from its start', async () => {
    expect(outline(await run(map({}), { input: [1] })).slice(3)).toEqual([
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited M',
      '8<7 ExecutionSucceeded',
    ])
  })
})

describe('a Map whose items are read', () => {
  const config = { ...reader({ InputType: 'JSON' }) }

  test('begins before anybody knows how many there are', async () => {
    const started = async (rest: Definition, input: Json) =>
      eventsOf(await run(map(rest), { items: '[1,2,3]', input })).find(({ type }) => type === 'MapStateStarted')!
        .mapStateStartedEventDetails
    expect([await started(config, {}), await started({}, [1, 2, 3])]).toEqual([{ length: 0 }, { length: 3 }])
  })

  test('waits for nothing where the answer is there at once', async () => {
    const execution = begin(map(config), { items: '[1,2]' })
    const stages: unknown[] = []
    while (execution.status === 'RUNNING') {
      stages.push(execution.next?.stage)
      await execution.step()
    }
    expect(stages).not.toContain(undefined)
    expect(execution.output).toEqual([1, 2])
  })
})

test('the quota of events is that of each child execution, with its start', async () => {
  const steps = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((i) => [`P${i}`, { Type: 'Pass', ...(i < 6 ? { Next: `P${i + 1}` } : { End: true }) }]),
  )
  const within = async (historyEvents: number) =>
    ending(await run(map({ ItemProcessor: processor(steps) }), { input: [1, 2], limits: { historyEvents } }))
  expect(await within(13)).toEqual([1, 2])
  expect(await within(12)).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' })
})

describe('what of a distributed Map cannot be evaluated fails it, before any child execution begins', () => {
  const read = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } }
  test.each<[Definition]>([
    [{ MaxConcurrencyPath: '$.none' }],
    [{ ToleratedFailureCountPath: '$.none' }],
    [{ ToleratedFailurePercentagePath: '$.none' }],
    [{ ItemSelector: { 'x.$': '$.none' } }],
    [{ ItemBatcher: { MaxItemsPerBatchPath: '$.none' } }],
    [{ ItemBatcher: { MaxInputBytesPerBatchPath: '$.none' } }],
    [{ ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { 'x.$': '$.none' } } }],
    [{ ItemReader: { ...read, ReaderConfig: { InputType: 'JSON', MaxItemsPath: '$.none' } } }],
    [{ ItemReader: { ...read, ReaderConfig: { InputType: 'JSON' }, Parameters: { 'Bucket.$': '$.none' } } }],
  ])('%j', async (rest) => {
    const execution = await run(map({ ItemsPath: '$.list', ...rest }), { input: { list: [1] }, items: '[1]' })
    expect(execution.error).toBe('States.Runtime')
  })

  test.each<[Definition]>([
    [{ MaxConcurrency: '{% $none.x + 1 %}' }],
    [{ ToleratedFailureCount: "{% 'x' + 1 %}" }],
    [{ ToleratedFailurePercentage: "{% 'x' + 1 %}" }],
    [{ ItemSelector: "{% 'x' + 1 %}" }],
    [{ ItemBatcher: { MaxItemsPerBatch: "{% 'x' + 1 %}" } }],
    [{ ItemBatcher: { MaxInputBytesPerBatch: "{% 'x' + 1 %}" } }],
    [{ ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { x: "{% 'x' + 1 %}" } } }],
    [{ ItemReader: { ...read, Parameters: undefined, ReaderConfig: { InputType: 'JSON', MaxItems: "{% 'x' + 1 %}" } } }],
    [{ ItemReader: { ...read, Parameters: undefined, ReaderConfig: { InputType: "{% 'x' + 1 %}" } } }],
    [{ ItemReader: { ...read, Parameters: undefined, Arguments: { Bucket: "{% 'x' + 1 %}" }, ReaderConfig: { InputType: 'JSON' } } }],
    [{ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: "{% 'x' + 1 %}" } } }],
  ])('in JSONata: %j', async (rest) => {
    const execution = await run({ QueryLanguage: 'JSONata', ...map(rest) }, { input: [1], items: '[1]' })
    expect(execution.error).toBe('States.QueryEvaluationError')
  })

  test('a negative MaxItems, and items that cannot be read, are failures of the Map Run', async () => {
    const config = (MaxItems: number) => ({ ItemReader: { ...read, ReaderConfig: { InputType: 'JSON', MaxItems } } })
    for (const [MaxItems, cause] of [
      [-1, 'field MaxItems must be positive'],
      [1, 'Unable to parse the file as JSON.'],
    ] as const) {
      const execution = await run(map(config(MaxItems)), { input: {}, items: '{' })
      expect(ending(execution)).toMatchObject({ error: 'States.ItemReaderFailed', cause })
      const failures = eventsOf(execution).filter(({ type }) => type === 'MapRunFailed')
      expect(failures.map((event) => event.mapRunFailedEventDetails)).toEqual([{ error: 'States.ItemReaderFailed', cause }])
    }
  })

  test('too many failures: the other child executions are cut short, also those within', async () => {
    const inner = {
      C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'F' }], Default: 'P' },
      P: { Type: 'Parallel', Branches: [machine({ W: { Type: 'Wait', Seconds: 9, End: true } })], End: true },
      F: { Type: 'Wait', Seconds: 1, Next: 'E' },
      E: { Type: 'Fail', Error: 'Low' },
    }
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Z' }]
    const states = { M: { Type: 'Map', ItemProcessor: processor(inner), Catch, Next: 'Z' }, Z: { Type: 'Wait', Seconds: 1, End: true } }
    const execution = begin(machine(states), { input: [0, 1, 2] })
    let most = 0
    while (execution.next?.state?.name !== 'Z') {
      most = Math.max(most, execution.threads.length)
      await execution.step()
    }
    expect([most, execution.threads.length]).toEqual([6, 1])
    await execution.run()
    expect(execution.status).toBe('SUCCEEDED')
    expect(execution.now).toBe(Date.UTC(2026, 0, 1) + 2000)
  })
})

describe('what cannot begin at once begins as others end', () => {
  const inner = {
    C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 3, Next: 'F' }], Default: 'W' },
    F: { Type: 'Fail', Error: 'Three' },
    W: { Type: 'Wait', SecondsPath: '$', End: true },
  }
  const input = [1, 5, 2, 4, 1]
  test.each<[string, number, number]>([
    ['DISTRIBUTED', 1, 13],
    ['DISTRIBUTED', 2, 7],
    ['DISTRIBUTED', 5, 5],
    ['INLINE', 1, 13],
    ['INLINE', 2, 7],
    ['INLINE', 5, 5],
  ])('%s, %d at a time, takes %d seconds', async (mode, MaxConcurrency, seconds) => {
    const execution = await run(map({ ItemProcessor: processor(inner, mode), MaxConcurrency }), { input })
    expect(ending(execution)).toEqual(input)
    expect(execution.now - Date.UTC(2026, 0, 1)).toBe(seconds * 1000)
  })

  test('also after failures that are tolerated', async () => {
    const rest = { ItemProcessor: processor(inner), MaxConcurrency: 1, ToleratedFailureCount: 2 }
    expect(ending(await run(map(rest), { input: [3, 1, 3, 2] }))).toEqual([1, 2])
    expect((await run(map(rest), { input: [3, 1, 3, 3, 2] })).error).toBe('States.ExceedToleratedFailureThreshold')
  })
})
