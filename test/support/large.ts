/**
 * Texts of any size that are hard on a language server: long, deep, dense, broken, repetitive. Each is made so that twice the number is
 * twice the text (or less). `mark` makes texts of which no part was seen before.
 */
type Make = (count: number, mark: string) => string

const each = (count: number, make: (index: number) => string, between = ',') =>
  Array.from({ length: count }, (_, i) => make(i)).join(between)
const chain = (count: number, mark: string) =>
  each(count, (i) => `"S${i}":{"Type":"Pass","Comment":"${mark}","Next":"S${Math.min(i + 1, count - 1)}"}`)
const machine = (states: string, start = 'S0') => `{"StartAt":"${start}","States":{${states}}}`
const one = (state: string) => machine(`"S0":${state}`)
const pretty = (text: string) => JSON.stringify(JSON.parse(text), null, 2)
const pass = (more: string) => one(`{"Type":"Pass","End":true,${more}}`)

export const largeJson: Readonly<Record<string, Make>> = {
  'states on one line': (n, mark) => machine(chain(n, mark)),
  'states on lines': (n, mark) => pretty(machine(chain(n, mark))),
  'a missing bracket': (n, mark) => pretty(machine(chain(n, mark))).replace('},', ','),
  'a missing bracket on one line': (n, mark) => machine(chain(n, mark)).replace('},', ','),
  'states of one name': (n, mark) => machine(each(n, () => `"S0":{"Type":"Pass","Comment":"${mark}","End":true}`)),
  'targets that are not there': (n, mark) => machine(each(n, (i) => `"S${i}":{"Type":"Pass","Next":"${mark}${i}"}`)),
  'nested objects': (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`,
  'nested objects on lines': (n) => `${'{"a":\n'.repeat(n)}1${'\n}'.repeat(n)}`,
  'nested arrays': (n) => '['.repeat(n) + ']'.repeat(n),
  'nested arrays in a template': (n) => pass(`"Parameters":{"a":${'['.repeat(n)}${']'.repeat(n)}}`),
  'open brackets': (n) => '{"a":['.repeat(n),
  'open brackets on lines': (n) => '{\n'.repeat(n),
  'brackets that do not match': (n) => '{"a":[\n'.repeat(n) + '}\n'.repeat(n),
  'closing brackets': (n) => '}'.repeat(n),
  'keys without values': (n) => `{${'"a"\n'.repeat(n)}`,
  'keys of one name': (n) => `{${each(n, () => '"a":1')}}`,
  'keys of one name in a template': (n) => pass(`"Parameters":{${each(n, () => '"a":1')}}`),
  'keys in a template': (n, mark) => pass(`"Parameters":{${each(n, (i) => `"${mark}${i}":1`)}}`),
  'rules of a Choice': (n, mark) =>
    machine(
      `"S0":{"Type":"Choice","Choices":[${each(n, (i) => `{"Variable":"$.${mark}","NumericEquals":${i},"Next":"Z"}`)}]},"Z":{"Type":"Succeed"}`,
    ),
  'Choice states that lead to each other': (n, mark) => {
    const count = Math.ceil(Math.sqrt(n))
    const rules = each(count, (i) => `{"Variable":"$.${mark}","IsNull":true,"Next":"S${i}"}`)
    return machine(each(count, (i) => `"S${i}":{"Type":"Choice","Choices":[${rules}]}`))
  },
  variables: (n, mark) =>
    machine(each(n, (i) => `"S${i}":{"Type":"Pass","Assign":{"${mark}${i}":1},"Parameters":{"a.$":"$${mark}${i}"},"Next":"S${i + 1}"}`)),
  substitutions: (n) => pass(`"Parameters":[${each(n, () => '${x}')}]`),
  'a long path': (n, mark) => pass(`"InputPath":"$.${mark}${'.a'.repeat(n)}"`),
  'a long string': (n, mark) => pass(`"Comment":"${mark}${'\\n'.repeat(n)}"`),
}

export const largeYaml: Readonly<Record<string, Make>> = {
  'states in YAML': (n, mark) =>
    `StartAt: S0\nStates:\n${each(n, (i) => `  S${i}:\n    Type: Pass\n    Comment: ${mark}\n    Next: S${Math.min(i + 1, n - 1)}\n`, '')}`,
  'keys of one name in YAML': (n) => 'a: 1\n'.repeat(n),
  tags: (n) => `a:\n${'  - !x y\n'.repeat(n)}`,
  anchors: (n) => `a:\n${each(n, (i) => `  - &a${i} 1\n`, '')}`,
  aliases: (n) => `a: &a 1\nb:\n${'  - *a\n'.repeat(n)}`,
  'aliases of nothing': (n) => `b:\n${'  - *a\n'.repeat(n)}`,
  directives: (n) => `${'%x y\n'.repeat(n)}---\na: 1\n`,
  documents: (n) => '---\n'.repeat(n),
  'merge keys': (n) => `a: &a {x: 1}\nb:\n${'  <<: *a\n'.repeat(n)}`,
  'a list on one line': (n) => `a: [${'1,'.repeat(n)}]\n`,
  'brackets at the left': (n) => 'a: {\n  b: 1\n}\n'.repeat(n),
  'a block of text': (n) => `a: |\n${'  x\n'.repeat(n)}`,
  colons: (n) => 'a: '.repeat(n),
  tabs: (n) => `a:\n${'\tb: 1\n'.repeat(n)}`,
  'open quotes': (n) => `a:\n${'  b: "x\n'.repeat(n)}`,
  'open lists': (n) => `a:\n${'  b: [x\n'.repeat(n)}`,
  comments: (n) => `${'# x\n'.repeat(n)}a: 1\n`,
}
