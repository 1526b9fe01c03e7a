import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { type Break, breaksOf, halfTyped, outline, useOf } from '../../support/broken'
import { jsonKind, open } from '../../support/editor'

/** Each has a state From whose Next is Probe, and mistakes in its first and its last states. */
const probe = { From: { Type: 'Pass', Nxt: 1, Next: 'Probe' }, Probe: { Type: 'Wait', Seconds: 'x', Next: 'Last' } }
const last = { Last: { Type: 'Succeed', Outpt: 1 } }
const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', Payload: { 'a.$': '$.a', b: [1, 2] } },
}
const branch = (name: string) => ({
  StartAt: name,
  States: { [name]: { Type: 'Pass', Next: `${name}2` }, [`${name}2`]: { Type: 'Pass', End: true } },
})

const machines: Readonly<Record<string, unknown>> = {
  flat: { StartAt: 'From', States: { ...probe, A: { Type: 'Pass', Result: { x: [1, { y: 2 }] }, Next: 'Probe' }, ...last } },
  tasks: {
    Comment: 'c',
    StartAt: 'From',
    States: {
      ...probe,
      T: {
        ...task,
        Retry: [{ ErrorEquals: ['States.Timeout', 'x'], MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }],
        Next: 'U',
      },
      U: { ...task, ResultPath: '$.r', Next: 'Last' },
      ...last,
    },
    TimeoutSeconds: 9,
  },
  choice: {
    StartAt: 'From',
    States: {
      ...probe,
      C: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.a', NumericEquals: 1, Next: 'Last' },
          { And: [{ Variable: '$.b', IsPresent: true }, { Not: { Variable: '$.b', IsNull: true } }], Next: 'Probe' },
        ],
        Default: 'Last',
      },
      ...last,
    },
  },
  parallel: {
    StartAt: 'From',
    States: { ...probe, P: { Type: 'Parallel', Branches: [branch('B'), branch('D')], ResultPath: '$.p', Next: 'Last' }, ...last },
  },
  map: {
    StartAt: 'From',
    States: {
      ...probe,
      M: {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...branch('I') },
        MaxConcurrency: 3,
        Next: 'Last',
      },
      ...last,
    },
  },
  nested: {
    StartAt: 'From',
    States: {
      M: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch('X'), branch('Y')], End: true } } },
        Next: 'Last',
      },
      ...probe,
      ...last,
    },
  },
  jsonata: {
    QueryLanguage: 'JSONata',
    StartAt: 'From',
    States: {
      ...probe,
      J: { Type: 'Pass', Assign: { a: '{% $states.input.a[0] %}' }, Output: { r: '{% { "x": $a } %}' }, Next: 'Last' },
      ...last,
    },
  },
  firstLast: { StartAt: 'From', States: { ...probe, A: { Type: 'Pass', Next: 'Last' }, ...last }, Comment: 'at the end' },
}

const layouts: Readonly<Record<string, (machine: unknown) => string>> = {
  '2 columns': (machine) => JSON.stringify(machine, null, 2),
  '4 columns': (machine) => JSON.stringify(machine, null, 4),
  tabs: (machine) => JSON.stringify(machine, null, '\t'),
  // short objects and lists within a line, as people and formatters write them
  compact: (machine) =>
    JSON.stringify(machine, null, 2).replace(/[{[]\n\s+[^{}[\]]*[}\]]/g, (part) => (part.length < 90 ? part.replace(/\n\s+/g, ' ') : part)),
  'one line': (machine) => JSON.stringify(machine),
}

interface Score {
  count: number
  outline: number
  targets: number
  mistakes: number
  place: number
  one: number
  most: number
}

/** RECOVERY=1 prints what is not as it should be. */
const verbose = process.env.RECOVERY !== undefined

function measure(layout: string, breaks: (text: string) => Iterable<Break>): Score {
  const score: Score = { count: 0, outline: 0, targets: 0, mistakes: 0, place: 0, one: 0, most: 0 }
  for (const [name, machine] of Object.entries(machines)) {
    const text = layouts[layout]!(machine)
    const whole = open(text, jsonKind)
    for (const each of breaks(text)) {
      const use = useOf(whole, open(each.text, jsonKind), each)
      score.count++
      for (const what of ['outline', 'targets', 'mistakes', 'place'] as const) if (use[what]) score[what]++
      if (use.errors <= 1) score.one++
      score.most = Math.max(score.most, use.errors)
      if (!verbose || (use.outline && use.targets && use.mistakes && use.place && use.errors <= 1)) continue
      const around = `${each.text.slice(Math.max(0, each.offset - 40), each.offset)}◆${each.text.slice(each.offset, each.offset + 30)}`
      console.log(
        `${layout} ${name} ${each.twice ? 'twice' : 'without'} ${each.sign}  ${JSON.stringify(around)} ${use.errors}\n    ${use.said}`,
      )
    }
  }
  if (verbose) console.log(layout, JSON.stringify(score))
  return score
}

describe('one missing sign, or one too many, leaves the rest of use', () => {
  test.each(Object.keys(layouts))('%s', (layout) => {
    const { count, one, most, ...use } = measure(layout, breaksOf)
    expect(count).toBeGreaterThan(2000)
    expect(use).toEqual({ outline: count, targets: count, mistakes: count, place: count })
    // where there are no lines the order of the tokens has two explanations now and then
    expect(most).toBeLessThanOrEqual(layout === 'one line' ? 2 : 1)
    expect(one).toBeGreaterThanOrEqual(count - 2)
  })
})

describe('while a line is being typed the rest is of use', () => {
  test.each(Object.keys(layouts).filter((layout) => layout !== 'one line'))('%s', (layout) => {
    const { count, one, most, ...use } = measure(layout, halfTyped)
    expect(count).toBeGreaterThan(2000)
    expect(use).toEqual({ outline: count, targets: count, mistakes: count, place: count })
    // a state whose name is not there yet is missed by those that lead to it, and on a line with all of an object its bracket is missing too
    expect(most).toBeLessThanOrEqual(4)
    expect(one).toBeGreaterThan(count * (layout === 'compact' ? 0.4 : 0.9))
  })
})

describe('a definition that is a text of a template', () => {
  const text = layouts['2 columns']!(machines.nested)
  const broken = text.replace(/\n {4}\},\n {4}"Probe"/, ',\n    "Probe"')
  const inYaml = `Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: |\n${broken.replace(/^/gm, '        ')}\n`
  const inJson = JSON.stringify(
    { Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: broken } } } },
    null,
    2,
  )

  test.each([
    ['YAML', inYaml, 'yaml'],
    ['JSON', inJson, 'json'],
  ] as const)('in %s', (_, template, format) => {
    const document = open(template, { format, content: 'template' })
    expect(broken).not.toBe(text)
    expect(outline(document)).toEqual(expect.arrayContaining(['/M/From', '/M/Probe', '/M/Last', '/M/M/P/Branch 1/Y2']))
    const problems = analyse(document)
    expect(problems.filter(({ code }) => code === 'INVALID_JSON_DESCRIPTION')).toHaveLength(1)
    const [problem] = problems.filter(({ code }) => code === 'INVALID_JSON_DESCRIPTION')
    expect(template.slice(0, problem!.offset + 1)).toMatch(/Next\\?": \\?"Probe\\?",?$/)
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['UNKNOWN_FIELD', 'WRONG_TYPE']))
  })
})
