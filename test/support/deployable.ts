import type { Definition } from '../core/interpreter/run'

interface Handler {
  readonly ErrorEquals: readonly string[]
  readonly Next?: string
}

/** What AWS would take of a random machine (`anyMachine.ts`): names are unique, all states are reached, and some state ends it. */
export function deployable(definition: Definition, names: string[] = [], prefix = ''): Definition {
  const given = definition.States as Record<string, Definition>
  const renamed = (name: unknown) => `${prefix}${name}`
  const States: Record<string, Definition> = {}
  const reach = (name: string) => {
    if (States[renamed(name)] !== undefined) return
    names.push(renamed(name))
    const state = completed(given[name]!, (machine, i) => deployable(machine, names, `${renamed(name)}${i}`))
    States[renamed(name)] = state
    for (const holder of [state, ...handlersOf(state)] as { Next?: string; Default?: string }[]) {
      for (const key of ['Next', 'Default'] as const) {
        const to = holder[key]
        if (to === undefined) continue
        reach(to)
        holder[key] = renamed(to)
      }
    }
  }
  reach(definition.StartAt as string)
  const all = Object.values(States)
  if (!all.some(({ Type, End }) => End === true || Type === 'Succeed' || Type === 'Fail')) {
    const last = all.findLast(({ Type }) => Type !== 'Choice')
    if (last === undefined) all[0]!.Default = names[names.push(renamed('End')) - 1]
    else Object.assign(last, { Next: undefined, End: true })
    if (last === undefined) States[renamed('End')] = { Type: 'Succeed' }
  }
  return { StartAt: renamed(definition.StartAt), States }
}

const handlersOf = ({ Catch = [], Choices = [] }: Definition) => [...(Catch as Handler[]), ...(Choices as Handler[])]

/** A copy of a state whose own fields are complete. */
function completed(state: Definition, inner: (machine: Definition, i: number) => Definition): Definition {
  const copy = structuredClone(state)
  for (const key of ['Retry', 'Catch']) if (Array.isArray(copy[key])) copy[key] = onlyLastForAll(copy[key])
  if (String(copy.Resource).includes('sqs')) copy.Parameters = { QueueUrl: 'url', MessageBody: 'body' }
  if (String(copy.Resource).includes('sns')) copy.Parameters = { Message: 'text' }
  if (Array.isArray(copy.Branches)) copy.Branches = copy.Branches.map(inner)
  if (copy.ItemProcessor !== undefined) {
    const { ProcessorConfig, ...machine } = copy.ItemProcessor as Definition
    const { Mode } = ProcessorConfig as { Mode: string }
    const config = Mode === 'DISTRIBUTED' ? { Mode, ExecutionType: 'STANDARD' } : { Mode }
    copy.ItemProcessor = { ProcessorConfig: config, ...inner(machine, 0) }
  }
  return copy
}

const onlyLastForAll = (handlers: Handler[]) =>
  handlers.filter(({ ErrorEquals }, i) => !ErrorEquals.includes('States.ALL') || i === handlers.length - 1)
