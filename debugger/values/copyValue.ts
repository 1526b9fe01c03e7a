import { prettyText } from '../../core/base/jsonText'
import { mockAnswerText } from '../../core/language/mockFiles/recordAnswer'
import { type Slot, stepsOf } from '../breakpoints/slots'
import type { Debuggee } from '../debuggee'
import { errors } from '../errors'
import type { CustomRequests } from '../protocol'

type CopyValue = CustomRequests['stepthrough/copyValue']

const forms: { readonly [K in CopyValue['arguments']['as']]: (slot: Slot) => string } = {
  json: ({ value }) => prettyText(value),
  path: pathOf,
  mock: ({ value, root }) => mockAnswerText(root.isError === true ? { error: root.value } : { output: value }),
}

/** `stepthrough/copyValue`: a value of the Variables view as a text for another place. */
export function copyValue({ variablesReference, name, as }: CopyValue['arguments'], { variables }: Debuggee): CopyValue['body'] {
  const form = Object.hasOwn(forms, as) ? forms[as] : undefined
  if (form === undefined) throw errors.argument('stepthrough/copyValue', 'as', `one of ${Object.keys(forms).join(', ')}`)
  return { text: form(variables.find(variablesReference, name)) }
}

/** As a field of the definition has it that sees the value; where none does, as a watch has it. */
function pathOf(slot: Slot): string {
  const { path, language } = slot.root
  const steps = stepsOf(slot)
  const own =
    steps === undefined || language === undefined
      ? undefined
      : steps.reduce<string | undefined>((at, step) => at && language.member(at, step), path)
  const found = own ?? slot.expression
  if (found === undefined) throw errors.noPath(String(slot.key))
  return found
}
