import { type Command, helpOption, type Option } from './command'

/** `stepthrough --help` */
export const overview = (commands: readonly Command[]): string =>
  [
    'Usage: stepthrough COMMAND [OPTIONS]',
    '',
    'Checks, runs and tests Amazon States Language state machines on this computer.',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['--help', 'Show this help, or that of a command: stepthrough COMMAND --help.'],
      ['--version', 'Show the version.'],
    ]),
    '',
    'Exit codes: 0 good, 1 the definition, the run or a test failed, 2 wrong usage.',
    '',
  ].join('\n')

/** `stepthrough COMMAND --help` */
export const commandHelp = ({ name, summary, operands, options, notes = [] }: Command): string =>
  [
    `Usage: stepthrough ${[name, operands, '[OPTIONS]'].filter(Boolean).join(' ')}`,
    '',
    summary,
    '',
    'Options:',
    ...columns([...options, helpOption].map((option) => [optionForm(option), option.help])),
    ...notes.flatMap((note) => ['', note]),
    '',
  ].join('\n')

function optionForm({ name, value, choices, multiple, alone }: Option): string {
  const form = choices?.join('|') ?? value
  return `--${name}${form === undefined ? '' : alone === undefined ? ` ${form}` : ` [${form}]`}${multiple ? ' ...' : ''}`
}

/** Two columns; a left one that is too long stands on a line of its own. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(30, Math.max(...rows.map(([left]) => left.length)) + 2)
  return rows.map(([left, right]) =>
    left.length + 2 > width ? `  ${left}\n  ${' '.repeat(width)}${right}` : `  ${left.padEnd(width)}${right}`,
  )
}
