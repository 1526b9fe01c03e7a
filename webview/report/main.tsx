import { render } from 'preact'
import { App } from '../app'
import { Draw } from '../draw'
import type { FromPanel } from '../messages'
import { Store } from '../store'
import '../style.css'
import { Answers, bytesOf, type ReportData, unpacked } from './data'
import { Head } from './head'
import { Printed } from './printed'
import './report.css'
import { followScheme } from './scheme'

/** A page that holds a run: the panel, answered by what is in the page. */
function show(data: ReportData): void {
  const answers = new Answers(data)
  const acts: { readonly [K in FromPanel['type']]?: (message: Extract<FromPanel, { readonly type: K }>) => void } = {
    ask: (question) => queueMicrotask(() => draw.arrive(() => store.receive(answers.to(question)))),
    copy: ({ text }) => void copy(text),
    open: ({ text }) => void window.open(URL.createObjectURL(new Blob([text], { type: 'application/json' }))),
    save: ({ name, content, encoding }) => save(name, encoding === 'utf8' ? content : bytesOf(content)),
  }
  const store = new Store(
    { view: 'graph', selected: chosen() },
    ({ selected }) => history.replaceState(null, '', selected === undefined ? '#' : `#${selected}`),
    (message) => (acts[message.type] as ((message: FromPanel) => void) | undefined)?.(message),
  )
  const draw = new Draw(() =>
    render(
      <>
        <Head {...data} />
        <section class="panel">
          <h2 class="unseen">The run</h2>
          <App store={store} />
        </section>
        {printing && <Printed store={store} execution={answers.execution} />}
      </>,
      document.getElementById('root')!,
    ),
  )
  let printing = false
  const print = (now: boolean) => {
    printing = now
    draw.changed()
  }
  addEventListener('beforeprint', () => print(true))
  addEventListener('afterprint', () => print(false))
  for (const message of data.messages) store.receive(message)
  store.subscribe(draw.changed)
  draw.changed()
}

/** The event that the address names, so that one can be pointed at: #12. */
function chosen(): number | undefined {
  const id = Number(location.hash.slice(1))
  return Number.isInteger(id) && id > 0 ? id : undefined
}

function save(name: string, content: BlobPart): void {
  const link = document.createElement('a')
  link.download = name
  link.href = URL.createObjectURL(new Blob([content]))
  link.click()
}

/** A page of a file may not always write to the clipboard by itself. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = document.body.appendChild(document.createElement('textarea'))
    area.value = text
    area.select()
    document.execCommand('copy')
    area.remove()
  }
}

followScheme(document.body)
void unpacked(document.getElementById('data')!.textContent).then(show)
