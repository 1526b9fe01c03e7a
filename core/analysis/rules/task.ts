import { actionsOf, type Integration, integrationOf, optimisedServices } from '../../aws/integrations'
import { parseResource } from '../../aws/resource'
import { nearest } from '../../base/nearest'
import { isDelimited } from '../../expressions/jsonata/body'
import { memberOf, valueAt } from '../../model/machine'
import { isOpen, isUnknown, isUnknownKey } from '../../model/unknown'
import type { Member, Node, ObjectNode, StringNode } from '../../syntax/node'
import { rules } from '../rule'
import type { ObjectCheck, RuleScope } from '../ruleScope'
import { shownValue } from '../shown'
import { fieldRules } from './fields'

/** Rules about a Task's Resource, the parameters of its API and its times. */
export const taskRules = rules({
  INVALID_RESOURCE: {
    severity: 'error',
    sentence: "A Task's Resource is an ARN.",
    source: 'ASL specification, Task State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNKNOWN_INTEGRATION: {
    severity: 'error',
    sentence: 'A service integration is one that Step Functions has.',
    source: 'AWS Step Functions Developer Guide, Integrating optimized services; AWS SDK integrations',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNSUPPORTED_PATTERN: {
    severity: 'error',
    sentence: 'A service integration has the integration pattern (.sync, .waitForTaskToken) that its Resource names.',
    source: 'AWS Step Functions Developer Guide, Service integration patterns',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  MISSING_API_PARAMETER: {
    severity: 'error',
    sentence: "An integration's Parameters or Arguments hold the required parameters of its API.",
    source: 'AWS Step Functions Developer Guide, the page of the integration',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  UNKNOWN_API_PARAMETER: {
    severity: 'error',
    sentence: "An integration's Parameters or Arguments hold parameters of its API only, in PascalCase.",
    source: 'AWS Step Functions Developer Guide, the page of the integration',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  MISSING_TASK_TOKEN: {
    severity: 'warning',
    sentence: 'A task with .waitForTaskToken hands the task token on, or else it waits until it times out.',
    source: 'good practice; AWS Step Functions Developer Guide, Wait for a Callback with Task Token',
  },
  HEARTBEAT_TOO_LONG: {
    severity: 'error',
    sentence: 'HeartbeatSeconds is smaller than TimeoutSeconds.',
    source: 'ASL specification, Task State',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  EXPRESS_UNSUPPORTED: {
    severity: 'error',
    sentence: 'An Express state machine has no .sync, no .waitForTaskToken and no activities.',
    source: 'AWS Step Functions Developer Guide, Choosing workflow type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
})

const unrecognised = (resource: string): string =>
  `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`

/** A Task's Resource, the parameters of its API, and its times. */
export function checkTask(type: 'STANDARD' | 'EXPRESS' | undefined): ObjectCheck {
  return (node, scope) => {
    checkTimes(node, scope)
    const resource = valueAt(node, 'Resource')
    if (resource?.kind !== 'string') return
    if (resource.substitutions) {
      const last = resource.substitutions.at(-1)!
      if (resource.value.slice(last.offset + last.length).endsWith('.waitForTaskToken')) checkToken(node, resource, scope)
      return
    }
    checkResource(node, resource, type, scope)
  }
}

function checkTimes(node: ObjectNode, { report }: RuleScope): void {
  const timeout = valueAt(node, 'TimeoutSeconds')
  const heartbeat = valueAt(node, 'HeartbeatSeconds')
  if (timeout?.kind !== 'number' || heartbeat?.kind !== 'number' || heartbeat.value < timeout.value) return
  report(
    taskRules.HEARTBEAT_TOO_LONG,
    heartbeat,
    `HeartbeatSeconds (${heartbeat.value}) must be smaller than TimeoutSeconds (${timeout.value})`,
    {
      related: [{ offset: timeout.offset, length: timeout.length, message: 'TimeoutSeconds is here.' }],
      location: node,
    },
  )
}

function checkResource(node: ObjectNode, resource: StringNode, type: 'STANDARD' | 'EXPRESS' | undefined, scope: RuleScope): void {
  const { report } = scope
  const parsed = parseResource(resource.value)
  switch (parsed.kind) {
    case 'invalid':
      report(taskRules.INVALID_RESOURCE, resource, unrecognised(resource.value))
      return
    case 'activity':
      if (type === 'EXPRESS') report(taskRules.EXPRESS_UNSUPPORTED, resource, 'Express state machine does not support Activity ARN')
      return
    case 'lambda':
    case 'other':
      return
  }
  const { kind, service, action, suffix: pattern } = parsed
  if (type === 'EXPRESS' && pattern !== '') {
    // the blank at the end is AWS's
    const words = pattern.startsWith('.sync') ? "'.sync' service integration" : "'.waitForTaskToken' service integration "
    report(taskRules.EXPRESS_UNSUPPORTED, resource, `Express state machine does not support ${words}`)
  }
  checkHolder(node, `${service}:${action}`, scope)
  if (kind === 'sdk') checkSdk(node, resource, { service, action, pattern }, scope)
  else {
    const integration = integrationOf(service, action)
    if (!integration) {
      reportUnknown(resource, service, action, scope)
      return
    }
    if (!(integration.patterns as readonly string[]).includes(pattern)) reportPattern(resource, pattern, integration.patterns, scope)
    checkParameters(node, resource, integration, scope)
  }
  if (pattern === '.waitForTaskToken') checkToken(node, resource, scope)
}

/** An API takes an object of parameters. A text that is an expression may give one. */
function checkHolder(node: ObjectNode, api: string, { language, report }: RuleScope): void {
  const holder = memberOf(node, language === 'JSONata' ? 'Arguments' : 'Parameters')
  const value = holder?.value
  if (holder === undefined || value === undefined || value.kind === 'object' || isUnknown(value)) return
  if (language === 'JSONata' && value.kind === 'string' && isDelimited(value.value)) return
  report(fieldRules.WRONG_TYPE, value, `${holder.key.value} must be an object with the parameters of ${api}, not ${shownValue(value)}`, {
    awsMessage: 'Expected value of type Object',
  })
}

function reportPattern(resource: StringNode, pattern: string, supported: readonly string[], { report }: RuleScope): void {
  const known = supported.filter((each) => each !== '').map((each) => `'${each}'`)
  report(
    taskRules.UNSUPPORTED_PATTERN,
    resource,
    `The integration has no pattern '${pattern}'. It supports request response${known.map((each) => `, ${each}`).join('')}.`,
    {
      awsMessage: unrecognised(resource.value),
      data: { supported },
    },
  )
}

function reportUnknown(resource: StringNode, service: string, action: string, { report }: RuleScope): void {
  const actions = actionsOf(service)
  const name = actions ? nearest(action, actions) : nearest(service, optimisedServices)
  const suggestion =
    name && (actions ? resource.value.replace(`:${action}`, `:${name}`) : resource.value.replace(`:${service}:`, `:${name}:`))
  const sdk = `arn:aws:states:::aws-sdk:${service}:${action}`
  const hint = suggestion ? ` Did you mean '${suggestion}'?` : ` An API of the AWS SDK is called with '${sdk}'.`
  report(taskRules.UNKNOWN_INTEGRATION, resource, unrecognised(resource.value) + hint, {
    awsMessage: unrecognised(resource.value),
    data: { suggestion: suggestion ?? sdk },
    // The guide lists `invoke` alone for Lambda, but definitions with other actions are known to be published: not sure enough for an error.
    ...(service === 'lambda' && { severity: 'warning' as const }),
  })
}

function checkSdk(
  node: ObjectNode,
  resource: StringNode,
  { service, action, pattern }: { service: string; action: string; pattern: string },
  scope: RuleScope,
): void {
  const { report } = scope
  if (!/^[a-z][a-z0-9]*$/.test(service) || !/^[a-z][A-Za-z0-9]*$/.test(action)) {
    const suggestion = `arn:aws:states:::aws-sdk:${service.toLowerCase().replace(/[^a-z0-9]/g, '')}:${action.charAt(0).toLowerCase()}${action.slice(1)}${pattern}`
    report(
      taskRules.UNKNOWN_INTEGRATION,
      resource,
      `${unrecognised(resource.value)} The service is in lower case and the action in camelCase.`,
      {
        awsMessage: unrecognised(resource.value),
        data: { suggestion },
      },
    )
  } else if (pattern !== '' && pattern !== '.waitForTaskToken') reportPattern(resource, pattern, ['', '.waitForTaskToken'], scope)
  for (const member of parametersOf(node)?.members ?? []) {
    if (/^[a-z]/.test(member.key.value) && !member.key.substitutions) reportParameter(member, pascal(member.key.value), scope)
  }
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The object of Parameters or Arguments; undefined where it is no object, so that its members are not known. */
function parametersOf(node: ObjectNode): ObjectNode | undefined {
  const value = valueAt(node, 'Parameters') ?? valueAt(node, 'Arguments')
  return value?.kind === 'object' ? value : undefined
}

function checkParameters(node: ObjectNode, resource: StringNode, integration: Integration, scope: RuleScope): void {
  const { report } = scope
  const given = parametersOf(node)
  const holder = memberOf(node, 'Parameters') ?? memberOf(node, 'Arguments')
  // a whole value from an expression may hold anything
  if (holder && !given) return
  const { required, parameters } = integration
  const names: string[] = []
  for (const member of given?.members ?? []) {
    const name = plainName(member)
    names.push(name)
    if (parameters ? parameters.includes(name) : !/^[a-z]/.test(name)) continue
    if (!isUnknownKey(member.key)) reportParameter(member, parameters ? nearest(name, parameters) : pascal(name), scope)
  }
  const missing = required.filter((name) => !names.includes(name))
  if (missing.length === 0 || (given && isOpen(given))) return
  report(
    taskRules.MISSING_API_PARAMETER,
    holder?.key ?? resource,
    missing.map((name) => `The field '${name}' is required but was missing`).join('. '),
    {
      location: holder ?? node,
      data: { missing },
    },
  )
}

const plainName = (member: Member): string => (member.key.value.endsWith('.$') ? member.key.value.slice(0, -2) : member.key.value)

function reportParameter(member: Member, suggestion: string | undefined, { report }: RuleScope): void {
  const name = plainName(member)
  const hint = suggestion === undefined ? '' : `. Did you mean '${suggestion}'?`
  const message = `The field '${name}' is not supported by Step Functions`
  report(taskRules.UNKNOWN_API_PARAMETER, member.key, message + hint, {
    awsMessage: message,
    location: member.parent,
    data: { suggestion: suggestion === undefined ? undefined : member.key.value.replace(name, suggestion) },
  })
}

/** Whether the task token, or the whole context object, stands anywhere in what the task is given. */
function checkToken(node: ObjectNode, resource: StringNode, { report }: RuleScope): void {
  const holder = memberOf(node, 'Parameters') ?? memberOf(node, 'Arguments')
  const hasToken = holder?.value && mentionsToken(holder.value)
  // without Parameters the input is handed on, and an expression for all of them may hold anything
  if (!hasToken) {
    report(
      taskRules.MISSING_TASK_TOKEN,
      holder?.key ?? resource,
      'Nothing here hands on the task token ($$.Task.Token, $states.context.Task.Token), so nobody can answer this task',
      {
        related: [{ offset: resource.offset, length: resource.length, message: 'The task waits for its token.' }],
      },
    )
  }
}

function mentionsToken(root: Node): boolean {
  const nodes: Node[] = [root]
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (
      node.kind === 'string' &&
      /\$\$(?!\.(?!Task\b))|\$states\.context(?!\.(?!Task\b))|\$states\b(?!\.)|\$(?!states\b|\$)[\p{ID_Start}_]/u.test(node.value)
    )
      return true
    if (node.kind === 'substitution' || (node.kind === 'string' && node.substitutions)) return true
    if (node.kind === 'array') for (const item of node.items) nodes.push(item)
    if (node.kind === 'object') for (const { value } of node.members) if (value) nodes.push(value)
  }
  return false
}
