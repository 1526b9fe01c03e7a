import { itemReaderActions, resultWriterActions } from '../../aws/integrations'
import { unknownWord, wantedOf } from '../../aws/readerConfig'
import { parseResource } from '../../aws/resource'
import type { Json } from '../../base/json'
import { isDelimited } from '../../expressions/jsonata/body'
import { dataFlow } from '../../model/dataflow'
import type { Machine } from '../../model/machine'
import { isDistributed, memberOf, valueAt } from '../../model/machine'
import { isUnknown } from '../../model/unknown'
import type { ObjectNode, StringNode } from '../../syntax/node'
import { type Report, rules } from '../rule'
import type { ObjectCheck, RuleScope } from '../ruleScope'
import { fieldRules, reportMissing } from './fields'
import { taskRules } from './task'

/** Rules about Map states and what is distributed of them. What their objects lack is MISSING_FIELD. */
export const mapRules = rules({
  DISTRIBUTED_ONLY: {
    severity: 'error',
    sentence: 'ItemReader, ItemBatcher and ResultWriter belong to a Map whose ProcessorConfig says Mode DISTRIBUTED.',
    source: 'AWS Step Functions Developer Guide, Using Map state in Distributed mode',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INVALID_LABEL_NAME: {
    severity: 'error',
    sentence: 'A Label has 1 to 40 characters, without blanks, wildcards, brackets and other special characters.',
    source: 'AWS Step Functions Developer Guide, Label',
    aws: 'INVALID_LABEL_NAME',
  },
  READER_CONFIG: {
    severity: 'warning',
    sentence: 'The fields of a ReaderConfig go together: what is read, how it is named, and its format.',
    source: 'AWS Step Functions Developer Guide, ItemReader (Map)',
  },
  DUPLICATE_LABEL_NAME: {
    severity: 'error',
    sentence: 'No two Map states of a definition have one Label.',
    source: 'AWS: DUPLICATE_LABEL_NAME; AWS Step Functions Developer Guide, Label',
    aws: 'DUPLICATE_LABEL_NAME',
  },
})

/** A Map state: its processor, what needs the mode DISTRIBUTED, and its Label. */
export const checkMap: ObjectCheck = (node, scope) => {
  const processor = memberOf(node, 'ItemProcessor') ?? memberOf(node, 'Iterator')
  if (!processor) reportMissing(['ItemProcessor'], 'Map', scope.state.member, node, scope.report)
  checkMode(node, scope)
  checkLabel(node, scope)
}

function checkMode(node: ObjectNode, { state, report }: RuleScope): void {
  const [processor] = state.machines
  // an unknown mode is an error of its own
  if (
    processor === undefined ? isUnknown(valueAt(node, 'ItemProcessor') ?? valueAt(node, 'Iterator')) : processor.processorMode !== 'INLINE'
  )
    return
  for (const { field, distributed } of dataFlow.JSONata.Map) {
    const member = distributed && memberOf(node, field!)
    if (member)
      report(mapRules.DISTRIBUTED_ONLY, member.key, `Field '${field}' is only supported in the mode DISTRIBUTED`, { location: node })
  }
}

// A Label becomes a part of ARNs. Source: Developer Guide, "Label".
const specialCharacter = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u

function checkLabel(node: ObjectNode, { report }: RuleScope): void {
  const label = valueAt(node, 'Label')
  if (label?.kind !== 'string' || label.substitutions) return
  const { length } = label.value
  if (length === 0) report(mapRules.INVALID_LABEL_NAME, label, 'Label must not be empty')
  else if (length > 40) report(mapRules.INVALID_LABEL_NAME, label, `Label has at most 40 characters; this one has ${length}`)
  else if (specialCharacter.test(label.value))
    report(mapRules.INVALID_LABEL_NAME, label, `Label must not contain '${specialCharacter.exec(label.value)![0]}'`)
}

/** The Labels of all Map states of a definition. */
export function checkLabels(machines: readonly Machine[], report: Report): void {
  const first = new Map<string, StringNode>()
  for (const { states } of machines) {
    for (const state of states.values()) {
      const label = state.type === 'Map' ? valueAt(state.node, 'Label') : undefined
      if (label?.kind !== 'string' || label.substitutions) continue
      const other = first.get(label.value)
      if (!other) first.set(label.value, label)
      else {
        report(mapRules.DUPLICATE_LABEL_NAME, label, `Another Map state has the Label '${label.value}'`, {
          related: [{ offset: other.offset, length: other.length, message: 'The first is here.' }],
        })
      }
    }
  }
}

/** A distributed processor has an ExecutionType. Source: Developer Guide, "Using Map state in Distributed mode". */
export const checkProcessorConfig: ObjectCheck = (node, { state, report }) => {
  const processor = state.machines.find((machine) => valueAt(machine.node, 'ProcessorConfig') === node)
  if (processor !== undefined && isDistributed(processor) && !memberOf(node, 'ExecutionType')) {
    reportMissing(['ExecutionType'], 'ProcessorConfig', ownMember(node), node, report)
  }
}

/**
 * A ReaderConfig: the fields that need one another, and those that a run would fail with, as far as its values are plain. Source: Developer
 * Guide, "ItemReader (Map)".
 */
export const checkReaderConfig: ObjectCheck = (node, { report }) => {
  const location = valueAt(node, 'CSVHeaderLocation')
  if (location?.kind === 'string' && location.value === 'GIVEN' && !memberOf(node, 'CSVHeaders')) {
    reportMissing(['CSVHeaders'], 'ReaderConfig', ownMember(node), node, report)
  } else checkTogether(node, report)
}

const together = ['InputType', 'Transformation', 'ManifestType', 'CSVHeaderLocation'] as const

/** Says what a run would fail with, where the text alone tells. */
function checkTogether(node: ObjectNode, report: Report): void {
  const reader = ownMember(node).parent
  const resource = valueAt(reader, 'Resource')
  const values = together.map((name) => valueAt(node, name))
  if (resource?.kind !== 'string' || !itemReaderActions.some((action) => resource.value.endsWith(`:::${action}`))) return
  if (values.some((value) => value !== undefined && (value.kind !== 'string' || value.substitutions || isDelimited(value.value)))) return
  const readerConfig: Record<string, Json> = {}
  values.forEach((value, i) => {
    if (value?.kind === 'string') readerConfig[together[i]!] = value.value
  })
  if (memberOf(node, 'CSVHeaders')) readerConfig.CSVHeaders = []
  // that a value is none of those that there are is an error of its own
  const wanted = unknownWord(readerConfig) === undefined ? wantedOf({ resource: resource.value, readerConfig }) : undefined
  if (typeof wanted === 'string') report(mapRules.READER_CONFIG, ownMember(node).key, wanted)
}

const limits = ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath']

/** An ItemBatcher has one of its limits. Source: Developer Guide, "ItemBatcher (Map)". */
export const checkItemBatcher: ObjectCheck = (node, { report }) => {
  if (!limits.some((name) => memberOf(node, name))) {
    report(fieldRules.MISSING_FIELD, ownMember(node).key, 'An ItemBatcher needs MaxItemsPerBatch or MaxInputBytesPerBatch', {
      data: { missing: ['MaxItemsPerBatch'] },
    })
  }
}

/** An ItemReader's Resource is one of those that read items. */
export const checkItemReader: ObjectCheck = (node, scope) => checkAction(node, itemReaderActions, scope.report)

/** Where the results go is said by what the action gets. Source: AWS Step Functions Developer Guide, ResultWriter (Map). */
function checkActionParameters(node: ObjectNode, kind: 'ResultWriter', { language, report }: RuleScope): void {
  const name = language === 'JSONata' ? 'Arguments' : 'Parameters'
  // the other language's field is an error of its own
  if (!memberOf(node, 'Resource') || memberOf(node, 'Arguments') || memberOf(node, 'Parameters')) return
  reportMissing([name], kind, ownMember(node), node, report)
}

/** A ResultWriter writes somewhere or says how, and has the parameters of its Resource. Source: Developer Guide, "ResultWriter (Map)". */
export const checkResultWriter: ObjectCheck = (node, scope) => {
  const { report } = scope
  if (!memberOf(node, 'Resource') && !memberOf(node, 'WriterConfig'))
    reportMissing(['Resource'], 'ResultWriter', ownMember(node), node, report)
  checkActionParameters(node, 'ResultWriter', scope)
  checkAction(node, resultWriterActions, report)
}

function checkAction(node: ObjectNode, actions: readonly string[], report: Report): void {
  const resource = valueAt(node, 'Resource')
  if (resource?.kind !== 'string' || resource.substitutions) return
  const parsed = parseResource(resource.value)
  if (parsed.kind === 'optimised' && actions.includes(`${parsed.service}:${parsed.action}`)) return
  const known = actions.map((each) => `arn:aws:states:::${each}`).join(' or ')
  const message = `The resource provided ${resource.value} is not recognized here: use ${known}`
  // what is an integration at all may be newer than our list
  report(taskRules.INVALID_RESOURCE, resource, message, parsed.kind === 'invalid' ? {} : { severity: 'warning' })
}

/** The member that an object of a fixed place is the value of. */
const ownMember = (node: ObjectNode) => node.parent as Extract<ObjectNode['parent'], { kind: 'member' }>

const durations = { JSONPath: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'], JSONata: ['Seconds', 'Timestamp'] } as const

/** A Wait state needs one of its durations; that it has no more than one is said by the fields themselves. */
export const checkWait: ObjectCheck = (node, { state, language, report }) => {
  if (['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].some((name) => memberOf(node, name))) return
  report(fieldRules.MISSING_FIELD, state.key, `A Wait state needs one of [${durations[language].join(', ')}]`, {
    location: node,
    data: { missing: ['Seconds'] },
  })
}
