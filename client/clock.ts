import * as vscode from 'vscode'
import { formatDuration } from '../core/base/duration'
import { isoTime } from '../core/interpreter/time'
import { readScale } from '../core/run/settings'
import type { ClockBody, Time } from '../debugger/protocol'
import type { Execution, Sessions } from './sessions'

/** Real milliseconds between two readings while time passes by itself: no faster than a person reads, no slower than its seconds. */
const fastest = 100
const slowest = 1000

const kinds: { readonly [K in NonNullable<ClockBody['next']>['kind']]: string } = {
  wait: 'the end of the Wait',
  backoff: 'the next attempt of',
  task: 'the answer to',
  deadline: 'the timeout of the execution',
}

/** The clock of the execution that is looked at, in the status bar. */
export function registerClock(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('stepthrough.clock', vscode.StatusBarAlignment.Left, 9)
  item.name = 'Execution Clock'
  item.command = 'stepthrough.clock'
  let ticking: ReturnType<typeof setInterval> | undefined
  const show = () => {
    const clock = live(sessions)?.clock
    clearInterval(ticking)
    if (!clock) return item.hide()
    const read = () => {
      item.text = `$(watch) ${reading(clock)}`
    }
    read()
    item.tooltip = tooltip(clock)
    item.show()
    if (clock.rate > 0) ticking = setInterval(read, Math.min(slowest, Math.max(fastest, 1000 / clock.rate)))
  }
  const shows = new Set(['clock', 'started', 'shown', 'ended'])
  return vscode.Disposable.from(
    item,
    { dispose: () => clearInterval(ticking) },
    sessions.onDidChange(({ execution, change }) => execution === sessions.current && shows.has(change.kind) && show()),
  )
}

const live = ({ current }: Sessions): Execution | undefined => (current?.ended ? undefined : current)

/** "2026-01-01 00:00:02": what time it is in the execution now. */
function reading({ now, rate, heard, next }: NonNullable<Execution['clock']>): string {
  const time = now + rate * (Date.now() - heard)
  return timeText(Math.min(time, rate > 0 && next ? next.at : time))
}

const timeText = (time: number): string =>
  isoTime(Math.floor(time / 1000) * 1000)
    .replace('T', ' ')
    .slice(0, -1)

/** "the end of the Wait Nap at 2026-01-01 00:01:00, in 1 min". */
function nextText({ now, next }: ClockBody): string | undefined {
  if (!next) return undefined
  const { at, kind, stateName } = next
  const whose = kind === 'deadline' || stateName === undefined ? '' : ` ${stateName}`
  return `${kinds[kind]}${whose} at ${timeText(at)}, in ${formatDuration(at - now)}`
}

function tooltip(clock: ClockBody): vscode.MarkdownString {
  const text = new vscode.MarkdownString()
  // its own appendText makes spaces at which no line breaks
  const plain = (line: string) => text.appendMarkdown(line.replace(/[^\w\s]/g, '\\$&'))
  const paragraph = (line: string) => plain(line).appendMarkdown('\n\n')
  paragraph(`The execution's clock (UTC). ${timeTexts(clock.time)} Select to skip to the next timer or to change how time passes.`)
  const next = nextText(clock)
  if (next) paragraph(`Next: ${next}.`)
  for (const { stateName = '', threadId, threadName, attempts } of clock.retries ?? []) {
    paragraph(`${stateName}${threadId === 1 ? '' : ` (${threadName})`} is tried again:`)
    for (const line of attempts) {
      text.appendMarkdown('- ')
      plain(line).appendMarkdown('\n')
    }
  }
  return text
}

const timeTexts = (time: Time): string =>
  time === 'virtual' ? 'Waiting takes no time.' : time === 'real' ? 'Time is real.' : `A second of it takes ${formatDuration(time * 1000)}.`

interface Row extends vscode.QuickPickItem {
  readonly choose?: () => Promise<unknown>
}

/** The clock's menu: skip to what happens next, and how time passes. */
export async function clockMenu(sessions: Sessions): Promise<void> {
  const execution = live(sessions)
  const clock = execution?.clock
  if (!execution || !clock) {
    void vscode.window.showInformationMessage('No state machine is being debugged.')
    return
  }
  const set = (time: Time) => () => Promise.resolve(execution.request('stepthrough/setTime', { time }))
  const isScale = typeof clock.time === 'number'
  const row = (label: string, description: string, isNow: boolean, choose: Row['choose']): Row => ({
    label: `${isNow ? '$(check)' : '$(blank)'} ${label}`,
    description,
    ...(choose && { choose }),
  })
  const next = nextText(clock)
  const rows: Row[] = [
    { label: '$(debug-continue) Skip to the next timer', ...(next && { description: next }), choose: () => skipTimer(sessions) },
    { label: 'How time passes', kind: vscode.QuickPickItemKind.Separator },
    row('Virtual time', 'Waiting takes no time', clock.time === 'virtual', set('virtual')),
    row('Real time', 'A Wait of a minute takes a minute', clock.time === 'real', set('real')),
    row('Scaled time...', isScale ? `${clock.time} real seconds for a second` : '', isScale, async () => {
      const time = await askScale(clock.time)
      return time === undefined ? undefined : set(time)()
    }),
  ]
  const title = `${execution.name}: ${reading(clock)}`
  const chosen = await vscode.window.showQuickPick(rows, { title, placeHolder: "What to do with the execution's clock" })
  await chosen?.choose?.()
}

async function askScale(time: Time): Promise<number | undefined> {
  const wrong = 'A number above zero, such as 0.01: then a minute takes 0.6 seconds.'
  const scaleOf = (text: string) => readScale(text.trim()) || undefined
  const text = await vscode.window.showInputBox({
    title: 'Scaled Time',
    prompt: 'Real seconds for a second of the execution',
    value: typeof time === 'number' ? String(time) : '0.01',
    validateInput: (typed) => (typeof scaleOf(typed) === 'number' ? undefined : wrong),
  })
  return text === undefined ? undefined : scaleOf(text)
}

/** What is waited for next happens now. */
export async function skipTimer(sessions: Sessions): Promise<void> {
  await live(sessions)?.request('stepthrough/skipTimer', undefined)
}
