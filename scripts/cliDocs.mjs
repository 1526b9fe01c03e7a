// Writes the options of each command into docs/cli.md, from the table of commands: node scripts/cliDocs.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const file = fileURLToPath(new URL('../docs/cli.md', import.meta.url))

/** In a cell of a table. */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '\\<')

function section({ name, operands, summary, options, notes = [] }) {
  const usage = ['stepthrough', name, operands, '[OPTIONS]'].filter(Boolean).join(' ')
  const rows = options.map(({ name: option, value, choices, multiple, alone, help }) => {
    const form = value === undefined ? '' : alone === undefined ? ` ${choices?.join('|') ?? value}` : ` [${choices?.join('|') ?? value}]`
    return `| \`--${option}${cell(form)}\`${multiple ? ' ...' : ''} | ${cell(help)} |`
  })
  return [
    '```sh',
    usage,
    '```',
    '',
    summary,
    '',
    '| option | |',
    '| --- | --- |',
    ...rows,
    ...notes.flatMap((note) => ['', note.replaceAll('<', '\\<')]),
  ].join('\n')
}

/**
 * The page as it should be, and as it is.
 * @returns {Promise<{ made: string, kept: string }>}
 */
export async function page() {
  const { commands } = await importBundled('cli/commands.ts', ['core', 'cli', 'hosts'])
  const kept = readFileSync(file, 'utf8')
  const left = new Set(commands.map(({ name }) => name))
  const made = kept.replaceAll(/(<!-- begin (\S+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin, name, end) => {
    const command = commands.find((each) => each.name === name)
    left.delete(name)
    return command === undefined ? '' : `${begin}${section(command)}\n${end}`
  })
  if (left.size > 0) throw new Error(`docs/cli.md has no place for ${[...left].join(', ')}: <!-- begin NAME --> and <!-- end -->`)
  return { made, kept }
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, (await page()).made)
