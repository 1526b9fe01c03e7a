import { isUnable } from '../../../core/testFiles/unable'
import { type CaseResult, placeOf } from '../../../hosts/node/tests/results'
import { paint } from '../../terminal'
import { plural } from '../../words'
import { difference } from './difference'
import type { MakeReporter } from './reporter'
import { xmlAttribute, xmlText } from './xml'

/**
 * JUnit's report, with the elements and attributes that both know: Jenkins (xunit-plugin, junit-10.xsd) and Maven Surefire (surefire-test-report.xsd). A test suite for each
 * file; a case that could not run as it is written is an error.
 */
export const junit: MakeReporter = () => {
  const files = new Map<string, CaseResult[]>()
  return {
    ended: (result) => {
      const before = files.get(result.file)
      if (before === undefined) files.set(result.file, [result])
      else before.push(result)
      return ''
    },
    end: () => {
      const all = [...files.values()].flat()
      const { tests, failures, errors, time } = countsOf(all)
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites${attributes({ name: 'stepthrough', tests, failures, errors, time })}>`,
        ...[...files].flatMap(([file, results]) => suite(file, results)),
        '</testsuites>',
        '',
      ].join('\n')
    },
  }
}

const suite = (name: string, results: readonly CaseResult[]): string[] => [
  `  <testsuite${attributes({ name, ...countsOf(results) })}>`,
  ...results.map(testCase),
  '  </testsuite>',
]

function testCase(result: CaseResult): string {
  const { file, name, status, milliseconds } = result
  const head = `    <testcase${attributes({ name, classname: file, time: seconds(milliseconds) })}`
  if (status === 'passed') return `${head}/>`
  return `${head}>\n      ${status === 'skipped' ? '<skipped/>' : fault(result)}\n    </testcase>`
}

/** One element with all: readers look at the first alone. */
function fault(result: CaseResult): string {
  const { failures } = result
  const [first, ...others] = failures
  const element = isError(result) ? 'error' : 'failure'
  const message = `${first?.message ?? ''}${others.length === 0 ? '' : ` (and ${plural(others.length, 'other failure')})`}`
  const text = `${placeOf(result)}\n${failures.map((failure) => difference(failure, paint({ colours: false }))).join('')}`
  return `<${element}${attributes({ message, type: first?.what ?? '' })}>${xmlText(text)}</${element}>`
}

const isError = ({ failures }: CaseResult) => isUnable(failures)

function countsOf(results: readonly CaseResult[]) {
  const failed = results.filter(({ status }) => status === 'failed')
  const errors = failed.filter(isError).length
  return {
    tests: results.length,
    failures: failed.length - errors,
    errors,
    skipped: results.filter(({ status }) => status === 'skipped').length,
    time: seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
  }
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3)

const attributes = (values: { readonly [name: string]: string | number }) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlAttribute(String(value))}"`)
    .join('')
