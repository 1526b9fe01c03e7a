import { type Profiler, Session } from 'node:inspector'

/** What the functions of the language itself look at, which no count of our own code sees: characters that are searched or copied. */
const searched: readonly [object, string, (result: unknown, self: { readonly length: number }, args: readonly unknown[]) => number][] = [
  [
    String.prototype,
    'indexOf',
    (result, self, [, from]) => ((result as number) < 0 ? self.length : (result as number)) - (Number(from) || 0),
  ],
  [
    String.prototype,
    'lastIndexOf',
    (result, self, [, from]) => Math.min(from === undefined ? self.length : Number(from), self.length) - (result as number),
  ],
  [String.prototype, 'includes', (_, self) => self.length],
  [String.prototype, 'slice', (result) => (result as string).length],
  [String.prototype, 'trimEnd', (result) => (result as string).length],
  [Array.prototype, 'indexOf', (result, self) => ((result as number) < 0 ? self.length : (result as number))],
  [Array.prototype, 'includes', (_, self) => self.length],
  [Array.prototype, 'slice', (result) => (result as unknown[]).length],
]

/**
 * How much work a function does, whatever the machine: how often the blocks of the project's code were run (V8 counts them), and what
 * searching and copying looked at.
 */
export function work(task: () => unknown): number {
  const session = new Session()
  session.connect()
  const post = (method: string, params?: object): unknown => {
    let answer: unknown
    session.post(method, params, (error, result) => {
      if (error) throw error
      answer = result
    })
    return answer
  }
  let looked = 0
  const originals = searched.map(([holder, name]) => (holder as Record<string, unknown>)[name])
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  for (const [i, [holder, name, cost]] of searched.entries()) {
    const original = originals[i] as (...args: unknown[]) => unknown
    Object.defineProperty(holder, name, {
      configurable: true,
      writable: true,
      value: function (this: { readonly length: number }, ...args: unknown[]) {
        const result = original.apply(this, args)
        looked += Math.max(0, cost(result, this, args))
        return result
      },
    })
  }
  try {
    task()
  } finally {
    for (const [i, [holder, name]] of searched.entries())
      Object.defineProperty(holder, name, { configurable: true, writable: true, value: originals[i] })
  }
  const { result } = post('Profiler.takePreciseCoverage') as Profiler.TakePreciseCoverageReturnType
  post('Profiler.stopPreciseCoverage')
  session.disconnect()
  let blocks = 0
  for (const { url, functions } of result)
    if (/\/core\/|\/(yaml|jsonc-parser)\//.test(url)) for (const { ranges } of functions) for (const { count } of ranges) blocks += count
  return blocks + looked / 10
}
