// Makes the pages in docs/rules from the table of rules: node scripts/rules.mjs
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const folder = fileURLToPath(new URL('../docs/rules/', import.meta.url))

const levels = { error: 'an error', warning: 'a warning', information: 'an information', hint: 'a hint' }

/** An example, shortened where it shows a size. */
function block(title, example, format, textOf) {
  const text = textOf(example)
  const shown = text.length > 5000 ? `${text.slice(0, 60)}...${text.slice(-80)}` : text
  return `## ${title}\n\n\`\`\`${format ?? 'json'}\n${shown.trimEnd()}\n\`\`\`\n`
}

function page({ code, severity, sentence, source, aws }, documentation, textOf) {
  const what = [`# ${code}\n`, `${sentence}\n`]
  if (documentation) what.push(`${documentation.why}\n`)
  const facts = [`It is ${levels[severity]}; the setting \`stepthrough.rules\` changes that, \`off\` silences it.`]
  if (source) facts.push(`Source: ${source}.`)
  if (aws) facts.push(`ValidateStateMachineDefinition calls it ${aws}.`)
  what.push(`${facts.join('\n')}\n`)
  if (documentation) {
    const { wrong, right, format, type, substitutions } = documentation
    if (type) what.push(`In the examples the type of the state machine is ${type}.\n`)
    if (substitutions)
      what.push(`In the examples the template declares the substitutions ${substitutions.map((name) => `\`${name}\``).join(', ')}.\n`)
    what.push(block('Wrong', wrong, format, textOf), block('Right', right, format, textOf))
  }
  return what.join('\n')
}

/**
 * The pages as they should be, and as they are in docs/rules, by file name.
 * @returns {Promise<{ made: Record<string, string>, kept: Record<string, string> }>}
 */
export async function pages() {
  const { allRules, documentation, textOf } = await importBundled('scripts/rulesTable.ts', ['core', 'scripts'])
  const made = Object.fromEntries(allRules.map((rule) => [`${rule.code}.md`, page(rule, documentation[rule.code], textOf)]))
  const list = allRules.map(({ code, severity, sentence }) => `| [${code}](${code}.md) | ${severity} | ${sentence} |`)
  made['README.md'] =
    `# The rules\n\nMade by \`node scripts/rules.mjs\` from the table in core/analysis/rules.\n\n| code | severity | what has to hold |\n| --- | --- | --- |\n${list.join('\n')}\n`
  const kept = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  return { made, kept }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  const { made, kept } = await pages()
  for (const name of Object.keys(kept)) if (!(name in made)) rmSync(join(folder, name))
  for (const [name, text] of Object.entries(made)) writeFileSync(join(folder, name), text)
  console.log(`${Object.keys(made).length} pages in docs/rules`)
}
