import { awsService } from '../../aws/apis'
import { optimisedServices } from '../../aws/integrations'
import { nearest } from '../../base/nearest'
import type { Problem } from '../../base/problem'
import { type Report, reportTo } from '../../config/check'
import { type Match, matchActivity, matchConnection, matchFunction, matchStateMachine } from '../../config/match'
import { configIn, problemsIn } from '../../config/read'
import type { Config } from '../../config/types'
import { memberOf, valueAt } from '../../model/machine'
import type { Member, Node, StringNode } from '../../syntax/node'
import type { LocatedDocument, Workspace } from '../types'
import { callsBeneath, documentsBeneath } from './beneath'
import type { Called } from './calls'
import { handlerFile, handlerPaths } from './handlerFile'

/** All that is wrong with a stepthrough.json, in the order of its text: what the text says, and then what the files around it do. */
export function configProblems({ uri, document }: LocatedDocument, workspace: Workspace): Problem[] {
  const problems = [...problemsIn(document)]
  const report = reportTo(problems)
  const { root } = document
  for (const { value } of membersOf(valueAt(root, 'functions'))) {
    checkHandler(uri, value, workspace, report)
    checkCommand(uri, value, workspace, report)
  }
  for (const { value } of membersOf(valueAt(root, 'stateMachines'))) checkFile(uri, value, 'state machine', workspace, report)
  checkFile(uri, valueAt(root, 'mockConfig'), 'mock file', workspace, report)
  for (const { key } of membersOf(valueAt(valueAt(root, 'aws'), 'services'))) checkService(key, report)
  const config = configIn(document, '/')
  if (config !== undefined) {
    checkGlobs(uri, config, root, workspace, report)
    checkCompleted(uri, config, root, workspace, report)
  }
  return problems.sort((a, b) => a.offset - b.offset)
}

const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])

function checkHandler(uri: string, entry: Node | undefined, workspace: Workspace, report: Report): void {
  const node = valueAt(entry, 'handler')
  const runtime = valueAt(entry, 'runtime')
  if (node?.kind !== 'string' || !node.value.includes('.')) return
  const file = handlerFile(uri, node.value, runtime?.kind === 'string' ? runtime.value : undefined, workspace)
  // a path that leads out of the workspace is not looked at
  if (file === undefined && handlerPaths(node.value).some((path) => workspace.resolve(uri, path) === undefined)) return
  if (file === undefined) {
    report('CONFIG_FILE', node, `There is no file of the handler "${node.value}" here.`)
    return
  }
  const { name, module, exports, offset } = file
  if (offset !== undefined || exports.open) return
  const names = exports.found.map((each) => each.name)
  const near = nearest(name, names) ?? (names.length === 1 ? names[0] : undefined)
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  report('CONFIG_FUNCTION', node, `The handler's file has no function "${name}".${hint}`, { suggestion: near && `${module}.${near}` })
}

/** A program that is named by its path; one without a slash is looked for in PATH. */
function checkCommand(uri: string, entry: Node | undefined, workspace: Workspace, report: Report): void {
  const command = valueAt(entry, 'command')
  const program = command?.kind === 'array' ? command.items[0] : undefined
  if (program?.kind === 'string' && /^\.\.?\//.test(program.value)) checkFile(uri, program, 'command', workspace, report)
}

function checkFile(uri: string, node: Node | undefined, what: string, workspace: Workspace, report: Report): void {
  if (node?.kind !== 'string' || node.value === '') return
  const target = workspace.resolve(uri, node.value)
  if (target !== undefined && !workspace.exists(target)) report('CONFIG_FILE', node, `There is no file ${node.value} of a ${what} here.`)
}

function checkService(key: StringNode, report: Report): void {
  if (!/^[a-z0-9-]+$/.test(key.value) || optimisedServices.includes(key.value) || awsService(key.value) !== undefined) return
  const near = nearest(key.value, optimisedServices)
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  report('CONFIG_SERVICE', key, `No Resource names a service "${key.value}".${hint}`, { suggestion: near })
}

type Matcher = readonly [member: string, match: (config: Config, text: string) => Match<unknown>]
/** Who answers what a task names, by its kind, and in which member. */
export const matchers: Readonly<Partial<Record<Called['kind'], Matcher>>> = {
  function: ['functions', matchFunction],
  stateMachine: ['stateMachines', matchStateMachine],
  connection: ['connections', matchConnection],
  activity: ['activities', matchActivity],
}

/** Two globs of one length matter where a name is looked up: of the names of the definitions that are known. */
function checkGlobs(uri: string, config: Config, root: Node | undefined, workspace: Workspace, report: Report): void {
  const told = new Set<string>()
  for (const { called } of callsBeneath(uri, workspace)) {
    const [member, match] = matchers[called.kind] ?? []
    const answer = match?.(config, called.text)
    if (member === undefined || answer === undefined || 'entry' in answer || told.has(answer.keys.join('\n'))) continue
    told.add(answer.keys.join('\n'))
    for (const key of answer.keys) {
      const place = memberOf(valueAt(root, member), key)?.key
      if (place !== undefined) report('CONFIG_GLOBS', place, answer.error)
    }
  }
}

/** An entry that says nobody completes a function of a template. */
function checkCompleted(uri: string, config: Config, root: Node | undefined, workspace: Workspace, report: Report): void {
  const silent = [...config.functions].filter(([, { handler, command, endpoint }]) => (handler ?? command ?? endpoint) === undefined)
  if (silent.length === 0) return
  const known = documentsBeneath(uri, workspace).flatMap(({ document }) =>
    [...(document.template?.functions ?? [])].flatMap(([id, { name }]) => [id, name]),
  )
  for (const [key, entry] of silent) {
    if (known.some((name) => matchFunction({ functions: new Map([[key, entry]]) }, name) !== undefined)) continue
    const place = memberOf(valueAt(root, 'functions'), key)?.key
    if (place !== undefined)
      report(
        'CONFIG_ONE_ANSWER',
        place,
        `"${key}" has neither handler, command nor endpoint, and no template here has a function of this name.`,
      )
  }
}
