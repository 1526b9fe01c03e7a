import type { Definition } from '../core/interpreter/run'

type Machine = { readonly StartAt: string; readonly States: { readonly [name: string]: Definition } }

/** The same definition with names of states that are different throughout, as AWS demands. */
export function uniqueNames(definition: Definition, prefix = ''): Definition {
  const { StartAt, States, ...rest } = definition as unknown as Machine
  const named = (name: unknown) => `${prefix}${name}`
  const states = Object.entries(States).map(([name, state]) => {
    const own: Record<string, unknown> = { ...state }
    for (const key of ['Next', 'Default']) if (key in own) own[key] = named(own[key])
    for (const key of ['Choices', 'Catch'])
      if (key in own) own[key] = (own[key] as Definition[]).map((each) => ({ ...each, Next: named(each.Next) }))
    if (own.Branches !== undefined)
      own.Branches = (own.Branches as Definition[]).map((branch, i) => uniqueNames(branch, `${named(name)}${i}`))
    if (own.ItemProcessor !== undefined) own.ItemProcessor = uniqueNames(own.ItemProcessor as Definition, `${named(name)}m`)
    return [named(name), own] as const
  })
  return { ...rest, StartAt: named(StartAt), States: Object.fromEntries(states) }
}
