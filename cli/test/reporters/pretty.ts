import { type CaseResult, placeOf, type Totals } from '../../../hosts/node/tests/results'
import { guarded, inLine, paint, type Style, type Terminal } from '../../terminal'
import { plural } from '../../words'
import { difference } from './difference'
import type { Reporter } from './reporter'

/** So many cases of a file that have passed have a line each; of more only their number is of use. */
const mostLines = 20

const marks: Record<CaseResult['status'], readonly [string, Style]> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  skipped: ['-', 'dim'],
}

/** For people: the cases file by file, then what has failed, and how many there were. */
export function pretty(look: Pick<Terminal, 'colours'>): Reporter {
  const style = paint(look)
  let file: CaseResult[] = []
  let files = 0
  const failed: CaseResult[] = []
  const ofFile = () => {
    const [first] = file
    if (first === undefined) return ''
    files++
    const shown = fileLines(file, style)
    file = []
    return shown
  }
  return {
    ended: (result) => {
      if (result.status === 'failed') failed.push(result)
      const [first] = file
      const before = first !== undefined && first.file !== result.file ? ofFile() : ''
      file.push(result)
      return before
    },
    end: (totals) => {
      const last = ofFile()
      const faults = failed.map((result, i) => details(result, i + 1, style))
      return `${last}\n${faults.join('\n')}${faults.length === 0 ? '' : '\n'}${summary(totals, files, style)}`
    },
  }
}

type Painter = ReturnType<typeof paint>

function fileLines(results: readonly CaseResult[], style: Painter): string {
  const passed = results.filter(({ status }) => status === 'passed')
  const isShort = passed.length <= mostLines
  const more = isShort ? '' : ` ${style('green', `${passed.length} passed`)}`
  const milliseconds = results.reduce((sum, result) => sum + result.milliseconds, 0)
  const head = `${style('bold', guarded(inLine(results[0]!.file)))}${more} ${style('dim', time(milliseconds))}\n`
  return head + results.map((result) => (isShort || result.status !== 'passed' ? caseLine(result, style) : '')).join('')
}

function caseLine({ name, status }: CaseResult, style: Painter): string {
  const [mark, colour] = marks[status]
  return `  ${style(colour, mark)} ${inLine(name)}${status === 'skipped' ? style('dim', ' (skipped)') : ''}\n`
}

/** All in which a case was not as expected. */
function details(result: CaseResult, number: number, style: Painter): string {
  const head = `${style('red', `${number}. ${inLine(result.name)}`)}\n   ${style('dim', guarded(inLine(placeOf(result))))}\n`
  return head + result.failures.map((failure) => difference(failure, style)).join('')
}

function summary({ passed, failed, skipped, milliseconds }: Totals, files: number, style: Painter): string {
  const counts = [
    passed > 0 && style('green', `${passed} passed`),
    failed > 0 && style('red', `${failed} failed`),
    skipped > 0 && style('yellow', `${skipped} skipped`),
  ].filter((part) => part !== false)
  return `${counts.join(', ') || 'No test'} in ${plural(files, 'file')}, ${time(milliseconds)}.\n`
}

const time = (milliseconds: number) => (milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`)
