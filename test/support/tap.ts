import { parse } from 'yaml'

/** A test point of a TAP stream. */
export interface TestPoint {
  readonly ok: boolean
  readonly description: string
  readonly directive: 'SKIP' | 'TODO' | undefined
  readonly diagnostics: unknown
}

const point = /^(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)(?: # (SKIP|TODO)(?: .*)?)?$/

/** Reads a stream of TAP version 14 without subtests, and throws at each line that a strict reader would not take. */
export function readTap(text: string): TestPoint[] {
  if (!text.endsWith('\n')) throw new Error('It does not end with a line break.')
  const lines = text.split('\n').slice(0, -1)
  if (lines.shift() !== 'TAP version 14') throw new Error('It does not begin with its version.')
  const points: TestPoint[] = []
  let plan: number | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const planned = /^1\.\.(\d+)$/.exec(line)
    if (planned) {
      if (plan !== undefined || (points.length > 0 && at !== lines.length - 1)) throw new Error('The plan is neither first nor last.')
      plan = Number(planned[1])
      continue
    }
    const match = point.exec(line)
    if (match === null) throw new Error(`No line of TAP: ${JSON.stringify(line)}`)
    if (Number(match[2]) !== points.length + 1) throw new Error(`The number ${match[2]} is not the next.`)
    let diagnostics: unknown
    if (lines[at + 1] === '  ---') {
      const end = lines.indexOf('  ...', at)
      if (end < 0) throw new Error('A YAML block has no end.')
      const block = lines.slice(at + 2, end)
      if (block.some((each) => !each.startsWith('  '))) throw new Error('A YAML block is not indented.')
      diagnostics = parse(block.map((each) => each.slice(2)).join('\n'), { strict: true })
      at = end
    }
    const description = match[3]!.replaceAll(/\\([#\\])/g, '$1')
    points.push({ ok: match[1] === undefined, description, directive: match[4] as TestPoint['directive'], diagnostics })
  }
  if (plan !== points.length) throw new Error(`The plan is ${plan}, and there are ${points.length} test points.`)
  return points
}
