import type { QueryLanguage } from '../../../model/machine'
import { type HolderKind, isState } from '../../cursor/fieldAt'
import type { CompletionItem } from '../../types'
import { completeFields } from './fields'
import type { Writer } from './item'
import { completeStateBody } from './states'

interface ObjectSnippet {
  readonly label: string
  readonly body: string
  readonly language?: QueryLanguage
}

const operator = '"${2|StringEquals,NumericEquals,BooleanEquals,IsPresent|}": $3'

/** What the items of the language's arrays begin as. */
const snippets: Readonly<Partial<Record<HolderKind, readonly ObjectSnippet[]>>> = {
  Retrier: [
    {
      label: 'Retrier',
      body: '{\n\t"ErrorEquals": [ "${1:States.TaskFailed}" ],\n\t"IntervalSeconds": ${2:1},\n\t"MaxAttempts": ${3:3},\n\t"BackoffRate": ${4:2}\n}',
    },
  ],
  Catcher: [{ label: 'Catcher', body: '{\n\t"ErrorEquals": [ "${1:States.ALL}" ],\n\t"Next": "$2"\n}' }],
  ChoiceRule: [
    { label: 'Choice Rule', language: 'JSONPath', body: `{\n\t"Variable": "\\$.$1",\n\t${operator},\n\t"Next": "$4"\n}` },
    { label: 'Choice Rule', language: 'JSONata', body: '{\n\t"Condition": "{% $1 %}",\n\t"Next": "$2"\n}' },
  ],
  NestedRule: [{ label: 'Choice Rule', body: `{\n\t"Variable": "\\$.$1",\n\t${operator}\n}` }],
  Branch: [
    {
      label: 'Branch',
      body: '{\n\t"StartAt": "${1:First}",\n\t"States": {\n\t\t"${1:First}": {\n\t\t\t"Type": "${2:Pass}",\n\t\t\t"End": true\n\t\t}\n\t}\n}',
    },
  ],
}

/** An object that is still to be written: as a whole, or in block YAML by its first key. */
export function completeObject(writer: Writer, of: HolderKind): CompletionItem[] {
  const { style, token, queryLanguage } = writer.cursor
  const whole = isState(of) ? completeStateBody(writer) : token.quote === '' ? wholeObjects(writer, of) : []
  return style === 'block' && token.quote === '' ? [...whole, ...completeFields(writer, of, queryLanguage)] : whole
}

const wholeObjects = (writer: Writer, of: HolderKind): CompletionItem[] =>
  (snippets[of] ?? [])
    .filter(({ language }) => language === undefined || language === writer.cursor.queryLanguage)
    .map(({ label, body }) => writer.value({ label: `{ ${label} }`, kind: 'snippet', filter: label, sort: '0' }, body))
