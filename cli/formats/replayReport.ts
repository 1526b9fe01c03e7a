import type { Json } from '../../core/base/json'
import { prettyText } from '../../core/base/jsonText'
import { timeOf } from '../../core/history/read'
import { detailsOf, type RecordedEvent } from '../../core/history/types'
import { leftText } from '../../core/run/replay/text'
import type { Replayed } from '../replay'

/** Nothing but what is in the file is loaded, and nothing runs. */
const policy = "default-src 'none'; style-src 'unsafe-inline'"

const style = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; color-scheme: light dark }
.agrees { color: #1a7f37 } .differs { color: #cf222e }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .2em .8em .2em 0; border-bottom: 1px solid #8884 }
tr.differs td { background: #cf222e22; color: inherit } tr.behind td { opacity: .5 }
pre { margin: .3em 0; white-space: pre-wrap; overflow-wrap: anywhere } summary { cursor: pointer }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em } dt { font-weight: 600 } dd { margin: 0 }
`

/** A page that shows the recorded events, and where what runs now is different. What comes from the files is text in it, whatever it is. */
export function replayReport({ recording, execution, events, left }: Replayed, definition: string): string {
  const divergence = left?.kind === 'diverged' ? left : undefined
  const facts: [string, string][] = [
    ['Definition', definition],
    ['Execution', recording.arn ?? 'not named in the history'],
    ['Events', `${events} of ${recording.events.length} agree`],
    ['Status here', execution.status],
  ]
  const verdict = divergence === undefined ? '<h1 class="agrees">The replay agrees</h1>' : '<h1 class="differs">The replay differs</h1>'
  const told = left === undefined ? '' : `<p>${escaped(leftText(left))}</p>`
  const pair = divergence === undefined ? '' : comparison(divergence.expected, divergence.actual)
  const rows = recording.events.map((event, i) => row(event, event.id === divergence?.event ? 'differs' : i < events ? '' : 'behind'))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Replay of ${escaped(definition)}</title><style>${style}</style></head><body>
${verdict}${told}${pair}
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<table><thead><tr><th>Event</th><th>Time</th><th>Type</th><th>Details</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></body></html>
`
}

const comparison = (expected: unknown, actual: unknown): string =>
  `<table><tr><th>Recorded</th><th>Here</th></tr><tr><td><pre>${json(expected)}</pre></td><td><pre>${json(actual)}</pre></td></tr></table>`

const json = (value: unknown): string => (value === undefined ? 'nothing' : escaped(prettyText(value as Json)))

function row(event: RecordedEvent, kind: string): string {
  const details = detailsOf(event)
  const name = details.name ?? ''
  const shown =
    Object.keys(details).length === 0
      ? ''
      : `<details><summary>${escaped(name) || 'details'}</summary><pre>${json(details)}</pre></details>`
  const time = new Date(timeOf(event)).toISOString()
  return `<tr class="${kind}"><td>${event.id}</td><td>${time}</td><td>${escaped(event.type)}</td><td>${shown}</td></tr>`
}

const escapes: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text that no browser takes for anything else. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character]!)
