import type { AnalyseOptions } from '../core/analysis/analyse'
import { allRules } from '../core/analysis/rules'
import { nearest } from '../core/base/nearest'
import { isLevel, type Level, levels } from '../core/base/problem'
import { check } from '../hosts/node/check'
import { expandFolders } from '../hosts/node/expand'
import { type Call, didYouMean, type ExitCode, UsageError } from './command'
import { formats } from './formats'
import { inLine, type Terminal } from './terminal'

/** `stepthrough validate`: 1 where a problem is an error. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  if (call.operands.length === 0) throw new UsageError('validate needs at least one FILE; see stepthrough validate --help')
  const type = call.text('type') as AnalyseOptions['type']
  const chosen = levelsOf(call.all('severity'))
  const note = (sentence: string) => terminal.err(`stepthrough: ${inLine(sentence)}\n`)
  const results = await check({ cwd: terminal.cwd, note }, expandFolders(terminal, call.operands), chosen, type && { type })
  terminal.out(formats[formatOf(call)](results, terminal))
  return results.some(({ problems }) => problems.some(({ severity }) => severity === 'error')) ? 1 : 0
}

function formatOf(call: Call): keyof typeof formats {
  const format = call.text('format') as keyof typeof formats | undefined
  if (!call.has('json')) return format ?? 'pretty'
  if (format !== undefined && format !== 'json') throw new UsageError(`--json is --format json, not --format ${format}`)
  return 'json'
}

const codes = allRules.map(({ code }) => code)

/** `CODE=level` ... */
function levelsOf(pairs: readonly string[]): Map<string, Level> {
  const chosen = new Map<string, Level>()
  for (const pair of pairs) {
    const [code, level, ...rest] = pair.split('=')
    if (!code || rest.length > 0 || !isLevel(level))
      throw new UsageError(`--severity is CODE=LEVEL with LEVEL one of ${levels.join(', ')}, not "${pair}"`)
    if (!codes.includes(code)) throw new UsageError(`--severity: there is no rule ${code}${didYouMean(nearest(code, codes))}ee docs/rules`)
    chosen.set(code, level)
  }
  return chosen
}
