import { type Element, readXml } from './xml'

interface Rule {
  /** Attributes; those that end in ! have to be there. */
  readonly attributes: readonly string[]
  readonly children: readonly string[]
  readonly text?: true
}

/**
 * What is right in both: junit-10.xsd of Jenkins' xunit-plugin, and surefire-test-report.xsd of Maven, whose root is a testsuite. `time` is a number of seconds
 * with at most three decimals.
 */
const rules: { readonly [element: string]: Rule } = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { attributes: ['name!', 'tests!', 'errors!', 'skipped!', 'failures!', 'time', 'group'], children: ['testcase'] },
  testcase: { attributes: ['name!', 'time!', 'classname', 'group'], children: ['failure', 'skipped', 'error'] },
  failure: { attributes: ['type!', 'message'], children: [], text: true },
  error: { attributes: ['type!', 'message'], children: [], text: true },
  skipped: { attributes: ['message'], children: [], text: true },
}

/** Reads a report, and throws where it is not what the schemas say, or where its counts are wrong. */
export function readJunit(text: string): Element {
  const root = readXml(text)
  if (root.name !== 'testsuites') throw new Error(`The root is ${root.name}.`)
  check(root)
  countsAre(
    root,
    root.children.flatMap(({ children }) => children),
  )
  for (const suite of root.children) countsAre(suite, suite.children)
  return root
}

function check({ name, attributes, children, text }: Element): void {
  const rule = rules[name]
  if (rule === undefined) throw new Error(`There is no element ${name}.`)
  const known = rule.attributes.map((each) => each.replace('!', ''))
  for (const each of Object.keys(attributes)) if (!known.includes(each)) throw new Error(`${name} has no attribute ${each}.`)
  for (const each of rule.attributes)
    if (each.endsWith('!') && !Object.hasOwn(attributes, each.slice(0, -1))) throw new Error(`${name} lacks ${each}`)
  if (attributes.time !== undefined && !/^\d+\.\d{3}$/.test(attributes.time)) throw new Error(`The time ${attributes.time} is none.`)
  if (rule.text === undefined && text.trim() !== '') throw new Error(`${name} has a text: ${text}`)
  if (name === 'testcase' && children.length > 1) throw new Error('A case has more than one end.')
  for (const child of children) {
    if (!rule.children.includes(child.name)) throw new Error(`${name} has no ${child.name}.`)
    check(child)
  }
}

function countsAre({ name, attributes }: Element, cases: readonly Element[]): void {
  const of = (kind: string) => cases.filter(({ children }) => children.some((child) => child.name === kind)).length
  const counts: Record<string, number> = { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') }
  for (const [count, value] of Object.entries(counts))
    if (attributes[count] !== undefined && attributes[count] !== String(value))
      throw new Error(`${name} says ${count}=${attributes[count]}, and there are ${value}.`)
}
