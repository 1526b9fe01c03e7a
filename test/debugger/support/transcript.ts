import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { expect } from 'vitest'
import type { HistoryBody } from '../../../debugger/protocol'

const brief = (value: unknown) => (value === undefined ? '' : ` ${JSON.stringify(value)}`)

/** Requests that only look are told by what they find. */
const silent = new Set(['stackTrace', 'scopes', 'variables'])

export const tellRequest = (command: string, args: unknown): string => (silent.has(command) ? '' : `> ${command}${brief(args)}`)

/** What a response says that the next events do not: where breakpoints are, and why they are not. */
export function tellResponse({ command, success, body }: { command?: string; success?: boolean; body?: unknown }): string[] {
  if (!success || !command?.endsWith('Breakpoints') || command === 'setExceptionBreakpoints') return []
  const { breakpoints } = body as P.SetBreakpointsResponse['body']
  return breakpoints.map(({ id, verified, line, reason, message }) => {
    const place = line === undefined ? '' : ` on line ${line}`
    return `  breakpoint ${id}${place}${verified ? '' : `, not verified (${reason}): ${message}`}`
  })
}

/** An event as a line that a person reads. */
export function tellEvent({ event, body }: P.Event): string {
  if (event === 'stepthrough/history') return tellHistory(body)
  // every stop has one, and every end
  if (event === 'stepthrough/clock' || event === 'stepthrough/standing' || event === 'stepthrough/savedRun') return ''
  if (event === 'output') {
    const { category, output, group, line } = body as P.OutputEvent['body']
    if (group === 'end') return ''
    return `  ${category}${line === undefined ? '' : ` :${line}`} | ${output.trimEnd()}`
  }
  if (event === 'stopped') {
    const { reason, threadId, description, text, hitBreakpointIds } = body as P.StoppedEvent['body']
    const ids = hitBreakpointIds === undefined ? '' : ` by breakpoint ${hitBreakpointIds.join(', ')}`
    return `  stopped: ${reason} in thread ${threadId}${ids}${description ? ` (${description})` : ''}${text ? ` "${text}"` : ''}`
  }
  return `  ${event}${brief(body)}`
}

function tellHistory({ from, events, status, ahead }: HistoryBody): string {
  const rows = events.map(({ event, state }) => `${event.type}${state === undefined ? '' : ` ${state.name}`}`)
  return `  history from ${from}, ${status}: ${rows.join(', ') || 'nothing new'}${ahead === undefined ? '' : `, ${ahead - from - events.length} ahead`}`
}

/** Compares a transcript with the text beside the test; RESET_RESULTS=1 writes it. */
export function expectGolden(name: string, lines: readonly string[]): void {
  const file = new URL(`../golden/${name.replaceAll(/[^\w]+/g, '-')}.txt`, import.meta.url)
  const text = `${lines.filter((line) => line !== '').join('\n')}\n`
  if (process.env.RESET_RESULTS) writeFileSync(file, text)
  expect(existsSync(file), `${file.pathname} is missing: run with RESET_RESULTS=1 and read it`).toBe(true)
  expect(text).toBe(readFileSync(file, 'utf8'))
}
