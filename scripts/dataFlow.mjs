// Makes docs/data-flow.md from the rows of core/model/dataflow: node scripts/dataFlow.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { importBundled } from '../test/support/bundle.mjs'

const file = fileURLToPath(new URL('../docs/data-flow.md', import.meta.url))

const head = `# The data flow of a state

Made by \`node scripts/dataFlow.mjs\` from the rows of core/model/dataflow, which the interpreter compiles and the editor, the conversion to JSONata,
TestState and the debugger read.

Each table is one state type (a Catcher, a Choice Rule) in one query language, from top to bottom. _Stage_: where the debugger stands once the row is done, and the
name of its record; rows of one stage are done in one step, a row without one within that of the state's work. _Sees_: in JSONPath what \`$\` is; in JSONata what
there is in \`$states\` besides \`input\` and \`context\`. _Gives_: the value that it makes, _else_ what passes through where the field is absent.
_TestState_: whether inspectionData shows the stage.

The values: **input** as the state was entered with it; **effective** after InputPath; **arguments** what the task, the branches or the virtual task of a Pass get; **items** what a Map
goes through; **item** what becomes of one of them; **child** what an iteration begins with; **result** what the work has given; **selected** after ResultSelector; **combined**
after ResultPath; **output**; **errorOutput** the object with Error and Cause.
`

const titles = { Catcher: 'Catcher', ChoiceRule: 'Choice Rule' }
const nulls = { empty: '`{}`', input: 'the input' }

const told = (shown) =>
  shown === undefined ? '' : shown === true ? 'yes' : 'with' in shown ? `with ${shown.with}` : `without ${shown.without}`

function fieldOf({ field, formerly, kind, distributed, item }) {
  if (field === undefined) return kind === 'work' ? '_the work_' : '_none_'
  const notes = [
    ...(formerly ? [`once ${formerly}`] : []),
    ...(distributed ? ['distributed'] : []),
    ...(item ? ['for each item, with `Map.Item`'] : []),
  ]
  return notes.length === 0 ? field : `${field} (${notes.join(', ')})`
}

function line(row, language) {
  const none = language === 'JSONata' && ['input', 'arguments', 'child'].includes(row.sees)
  const cells = [
    row.stage ?? '',
    fieldOf(row),
    row.kind === 'work' || !none ? row.sees : '',
    row.gives ?? (row.kind === 'assign' ? 'variables' : ''),
    row.absent ?? '',
    row.null === undefined ? '' : nulls[row.null],
    told(row.shown),
  ]
  return `| ${cells.join(' | ')} |`
}

function table([holder, rows], language) {
  const columns = ['stage', 'field', 'sees', 'gives', 'else', 'null gives', 'TestState']
  const lines = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, ...rows.map((row) => line(row, language))]
  return `### ${titles[holder] ?? holder}\n\n${lines.join('\n')}\n`
}

/**
 * The page as it should be, and as it is.
 * @returns {Promise<{ made: string, kept: string }>}
 */
export async function page() {
  const { dataFlow } = await importBundled('core/model/dataflow.ts', ['core'])
  const languages = Object.entries(dataFlow).map(
    ([language, flow]) =>
      `## ${language}\n\n${Object.entries(flow)
        .map((each) => table(each, language))
        .join('\n')}`,
  )
  return { made: [head, ...languages].join('\n'), kept: existsSync(file) ? readFileSync(file, 'utf8') : '' }
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, (await page()).made)
