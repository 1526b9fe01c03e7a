import path from 'node:path'
import * as vscode from 'vscode'
import { displayPath } from '../documents'
import type { Execution } from '../sessions'
import { isRunName, type RunFile } from './runFiles'
import { inLine, type Standing, standingOf, standings, summaryOf, whenText } from './words'

/** A row of the view of runs. */
export type RunNode =
  /** A run that goes on in this window. `file`: where it is saved. */
  | { readonly kind: 'live'; readonly execution: Execution; readonly file: RunFile | undefined }
  | { readonly kind: 'run'; readonly file: RunFile }
  /** A state machine with its runs. */
  | {
      readonly kind: 'machine'
      readonly key: string
      readonly name: string
      readonly file: string | undefined
      readonly runs: readonly RunNode[]
    }
  /** There are more files than are shown. */
  | { readonly kind: 'more'; readonly left: number }

/** What stands in the folder and what runs now, as the rows of the list: live ones first, then the latest. */
export function nodesOf(files: readonly RunFile[], live: readonly Execution[], left: number): RunNode[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const going = live.map((execution): RunNode => ({ kind: 'live', execution, file: byPath.get(execution.runFile ?? '') }))
  const taken = new Set(live.map(({ runFile }) => runFile))
  const saved = files.filter(({ path }) => !taken.has(path)).map((file): RunNode => ({ kind: 'run', file }))
  return [...going, ...saved, ...(left > 0 ? [{ kind: 'more' as const, left }] : [])]
}

/** The same by state machines: the one that ran last comes first. */
export function grouped(nodes: readonly RunNode[]): RunNode[] {
  const groups = new Map<string, { name: string; file: string | undefined; runs: RunNode[] }>()
  const others: RunNode[] = []
  for (const node of nodes) {
    const machine = machineOf(node)
    if (machine === undefined) {
      others.push(node)
      continue
    }
    const key = JSON.stringify([machine.file, machine.name])
    const group = groups.get(key)
    if (group) group.runs.push(node)
    else groups.set(key, { ...machine, runs: [node] })
  }
  return [...[...groups].map(([key, group]): RunNode => ({ kind: 'machine', key, ...group })), ...others]
}

function machineOf(node: RunNode): { readonly name: string; readonly file: string | undefined } | undefined {
  if (node.kind === 'machine' || node.kind === 'more') return undefined
  const { file } = node
  if (file?.glance.kind === 'run' || file?.glance.kind === 'history') return { name: file.glance.machine, file: file.glance.file }
  return node.kind === 'live' ? { name: node.execution.name, file: node.execution.session.configuration.program } : undefined
}

/** How a row looks. `isGrouped`: its machine stands above it. */
export function itemOf(node: RunNode, isGrouped: boolean, now: number): vscode.TreeItem {
  switch (node.kind) {
    case 'machine':
      return machineItem(node)
    case 'more':
      return {
        label: `Show more (${node.left.toLocaleString('en')})`,
        command: { command: 'stepthrough.runs.showMore', title: 'Show More' },
        contextValue: 'more',
      }
    case 'live':
      return liveItem(node, isGrouped)
    case 'run':
      return fileItem(node.file, isGrouped, now)
  }
}

function machineItem({ key, name, file, runs }: Extract<RunNode, { kind: 'machine' }>): vscode.TreeItem {
  return {
    id: key,
    label: inLine(name),
    description: `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${file === undefined ? '' : ` · ${inLine(displayPath(file))}`}`,
    iconPath: new vscode.ThemeIcon('symbol-structure'),
    collapsibleState: vscode.TreeItemCollapsibleState.Expanded,
    contextValue: 'machine',
  }
}

function liveItem({ execution, file }: Extract<RunNode, { kind: 'live' }>, isGrouped: boolean): vscode.TreeItem {
  const standing = execution.stopped || execution.pending.size > 0 ? standings.paused : standings.RUNNING
  const glance = file?.glance.kind === 'run' ? file.glance : undefined
  const name = glance?.machine ?? execution.name
  return row({
    id: `live ${execution.session.id}`,
    label: isGrouped ? 'Now' : inLine(name),
    standing,
    description: summaryOf(standing, { error: undefined, duration: undefined, input: glance?.input ?? '' }),
    tooltip: `${inLine(name)}\n${standing.word}`,
    contextValue: 'run live',
    node: { kind: 'live', execution, file },
  })
}

function fileItem(file: RunFile, isGrouped: boolean, now: number): vscode.TreeItem {
  const { glance } = file
  const node: RunNode = { kind: 'run', file }
  if (glance.kind === 'wrong') {
    const name = path.basename(file.path)
    const standing = standings.damaged
    const description = `${standing.word}: ${glance.message}`
    return row({
      id: file.path,
      label: inLine(name),
      standing,
      description,
      tooltip: `${inLine(name)}\n${description}`,
      contextValue: 'run damaged',
      node,
    })
  }
  const standing = standingOf(glance)
  const when = whenText(timeOf(file), now)
  const imported = glance.kind === 'history' ? ['Imported'] : []
  return row({
    id: file.path,
    label: isGrouped ? when : inLine(glance.machine),
    standing,
    description: [...imported, summaryOf(standing, glance, isGrouped ? undefined : when)].join(' · '),
    tooltip: [
      [inLine(glance.machine), ...(glance.execution === undefined ? [] : [inLine(glance.execution)])].join(' · '),
      [...imported, standing.word, when].join(' · '),
      ...(glance.error === undefined ? [] : [inLine(glance.error)]),
      inLine(glance.input),
      ...(glance.file === undefined ? [] : [inLine(displayPath(glance.file))]),
    ].join('\n'),
    contextValue: ['run', glance.kind === 'history' ? 'imported' : 'saved', ...(isRedrivable(file) ? ['redrivable'] : [])].join(' '),
    node,
  })
}

/** When a run began, or was imported: milliseconds since the epoch. */
export const timeOf = ({ glance, changedAt }: RunFile): number => (glance.kind === 'wrong' ? changedAt : (glance.savedAt ?? changedAt))

const isRedrivable = ({ glance }: RunFile): boolean =>
  glance.kind === 'run' && !glance.isExpress && ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(glance.status ?? '')

interface Row {
  readonly id: string
  readonly label: string
  readonly standing: Standing
  readonly description: string
  readonly tooltip: string
  readonly contextValue: string
  readonly node: RunNode
}

function row({ id, label, standing, description, tooltip, contextValue, node }: Row): vscode.TreeItem {
  const { icon, color, word } = standing
  return {
    id,
    label: label === '' ? '(no name)' : label,
    description,
    tooltip,
    iconPath: new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color)),
    contextValue,
    accessibilityInformation: { label: `${label}, ${word}, ${description}` },
    command: { command: 'stepthrough.runs.open', title: 'Open Run', arguments: [node] },
  }
}

/** The file of a row, where it has one that is no damaged one. */
export function fileOf(node: RunNode): RunFile | undefined {
  const file = node.kind === 'run' || node.kind === 'live' ? node.file : undefined
  return file !== undefined && isRunName(file.path) ? file : undefined
}
