/** A small generator of random numbers with a seed, so that a failure can be repeated. */
export function randomOf(seed: number): { next(limit: number): number; pick<T>(list: readonly T[]): T } {
  let state = seed >>> 0 || 1
  const next = (limit: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return limit <= 0 ? 0 : state % limit
  }
  return { next, pick: (list) => list[next(list.length)]! }
}

/** What people type into a definition, and what nobody expects. */
const typed = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '$',
  '$.',
  '$$.',
  '{%',
  '%}',
  '${',
  '${X}',
  '\\',
  '\\"',
  '|',
  '>',
  '- ',
  '# ',
  '&a ',
  '*a',
  '!Sub ',
  '"Next": ',
  '"Next": "',
  'Next: ',
  'Type: ',
  '"Type": "Task"',
  '"States": {',
  'States:\n',
  'States.',
  "States.Format('",
  '$states.',
  '$sum(',
  '(',
  ')',
  '<<: ',
  '? ',
  '"__proto__": 1,',
  '__proto__: 1\n',
  'constructor',
  '\u{1F600}',
  '\uD800',
  '\u2028',
  '\0',
  'é',
  '[?(@.',
  '..',
  '*',
  '/*',
  '//',
  '"ErrorEquals": [',
  'null',
  'true',
  '-1e999',
  '"QueryLanguage": "JSONata",',
]

/** A text after one random edit: something typed, deleted, doubled, moved or cut off. Says where the edit was. */
export function mutate(text: string, random: ReturnType<typeof randomOf>): { readonly text: string; readonly offset: number } {
  const at = random.next(text.length + 1)
  const end = Math.min(text.length, at + random.next(random.next(10) === 0 ? 400 : 12))
  switch (random.next(8)) {
    case 0:
    case 1:
    case 2: {
      const word = random.pick(typed)
      return { text: text.slice(0, at) + word + text.slice(at), offset: at + word.length }
    }
    case 3:
    case 4:
      return { text: text.slice(0, at) + text.slice(end), offset: at }
    case 5: {
      const to = random.next(text.length + 1)
      return { text: text.slice(0, to) + text.slice(at, end) + text.slice(to), offset: to }
    }
    case 6: {
      const word = random.pick(typed)
      return { text: text.slice(0, at) + word + text.slice(end), offset: at + word.length }
    }
    default:
      return random.next(20) === 0 ? { text: text.slice(0, at), offset: at } : { text: text.slice(0, at) + text.slice(at + 1), offset: at }
  }
}

/** Every `offset` and `length` anywhere in a result, with the path to it. */
export function* rangesIn(
  value: unknown,
  path = '',
): Generator<{ readonly path: string; readonly offset: number; readonly length: number }> {
  if (typeof value !== 'object' || value === null) return
  const { offset, length } = value as { offset?: unknown; length?: unknown }
  if (typeof offset === 'number') yield { path, offset, length: typeof length === 'number' && !Array.isArray(value) ? length : 0 }
  for (const [key, inner] of value instanceof Map ? value : Object.entries(value)) yield* rangesIn(inner, `${path}.${String(key)}`)
}

/** How many rounds a fuzz test runs: `FUZZ_ROUNDS`, or a number that does not hold anybody up. */
export const fuzzRounds = (normal: number): number => Number(process.env.FUZZ_ROUNDS ?? normal)
