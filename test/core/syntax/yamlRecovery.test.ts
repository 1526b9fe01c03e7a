import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { useOf } from '../../support/broken'
import { open, yamlKind } from '../../support/editor'

const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', Result: 'r', End: true } } })
const text = stringify({
  StartAt: 'From',
  States: {
    From: { Type: 'Pass', Nxt: 1, Next: 'Probe' },
    Probe: { Type: 'Wait', Seconds: 'x', Next: 'T' },
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', Payload: { 'a.$': '$.a' } },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }],
      Next: 'P',
    },
    P: { Type: 'Parallel', Branches: [branch('B'), branch('D')], Next: 'Last' },
    Last: { Type: 'Succeed', Outpt: 1 },
  },
})

/** How a line is broken while it is typed: the rest of a value, after its colon. */
const breaks: Readonly<Record<string, (line: string) => string>> = {
  'a quote that is not closed': (line) => line.replace(/: (?=\S)/, ': "'),
  'a single quote that is not closed': (line) => line.replace(/: (?=\S)/, ": '"),
  'a bracket that is not closed': (line) => line.replace(/: (?=\S)/, ': ['),
  'a brace that is not closed': (line) => line.replace(/: (?=\S)/, ': {'),
  'a bracket that is not opened': (line) => line.replace(/: (?=\S)(.*)$/, ': "$1"]'),
  'a brace that is not opened': (line) => line.replace(/: (?=\S)(.*)$/, ': [1, "$1"}]'),
  'a bracket of the other kind': (line) => line.replace(/: (?=\S)(.*)$/, ': ["$1", 2}'),
  'a bracket too many': (line) => line.replace(/: (?=\S)(.*)$/, ': ["$1", 2]]'),
  'a tab': (line) => line.replace(/^( {2})+/, '\t'),
  'a column too many': (line) => ` ${line}`,
  'a column too few': (line) => line.replace(/^ /, ''),
  'no colon': (line) => line.replace(/:.*/, ''),
  'no space behind the colon': (line) => line.replace(/: (?=\S)/, ':'),
}

/** Columns are YAML's meaning: of lines in a wrong one not every reading can be the meant one. */
const least: Readonly<Record<string, number>> = {
  'a tab': 0.85,
  'a column too many': 0.85,
  'a column too few': 0.8,
  'no colon': 0.9,
  'no space behind the colon': 0.9,
}

describe('a broken line of YAML leaves the rest of use', () => {
  const whole = open(text, yamlKind)
  test.each(Object.keys(breaks))('%s', (how) => {
    const lines = text.split('\n')
    const score = { count: 0, outline: 0, targets: 0, mistakes: 0 }
    let offset = 0
    for (const [i, line] of lines.entries()) {
      const broken = breaks[how]!(line)
      if (broken !== line && line.trim() !== '') {
        const now = [...lines.slice(0, i), broken, ...lines.slice(i + 1)].join('\n')
        const use = useOf(whole, open(now, yamlKind), { text: now, offset: offset + line.length - 1, sign: how, twice: false })
        score.count++
        for (const what of ['outline', 'targets', 'mistakes'] as const) if (use[what]) score[what]++
        if (process.env.RECOVERY && !(use.outline && use.targets && use.mistakes))
          console.log(how, JSON.stringify(broken), use.errors, use.said)
      }
      offset += line.length + 1
    }
    if (process.env.RECOVERY) console.log(how, JSON.stringify(score))
    expect(score.count).toBeGreaterThan(20)
    for (const what of ['outline', 'targets', 'mistakes'] as const)
      expect(score[what], what).toBeGreaterThanOrEqual(score.count * (least[how] ?? 1))
  })
})
