import type { Form, FormMember } from './form'

/** The forms that a value at a path can have: several where one of them is to be chosen, none where the table says nothing. */
export function formsAt(form: Form, path: readonly (string | number)[]): readonly Form[] {
  if (form.kind === 'either') return form.forms.flatMap((each) => formsAt(each, path))
  const [step, ...rest] = path
  if (step === undefined) return [form]
  switch (form.kind) {
    case 'object': {
      const member = form.members.find(({ name }) => name === step)
      return member === undefined ? [] : formsAt(member.form, rest)
    }
    case 'entries':
    case 'list':
      return formsAt(form.of, rest)
    default:
      return []
  }
}

/** The members that the object at a path can have. */
export const membersAt = (form: Form, path: readonly (string | number)[]): readonly FormMember[] =>
  formsAt(form, path).flatMap((each) => (each.kind === 'object' ? each.members : []))
