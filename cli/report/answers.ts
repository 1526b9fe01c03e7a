import { once } from '../../core/base/once'
import { hindsightOf } from '../../core/interpreter'
import { Inspector } from '../../core/run/inspect/inspector'
import type { ValueRef } from '../../core/run/inspect/types'
import type { Answer, ReportData } from '../../webview/report/data'
import type { Reported } from './report'

/** Characters of details that a page holds, about: those of some thousands of states. And of long values that these show a part of. */
const mostDetails = 16 * 1024 * 1024
const mostValues = 8 * 1024 * 1024

/** What the panel would ask of the execution and of each stay in a state, answered, and of values that such an answer shows a part of, all. `left`: stays without an answer. */
export function answersOf({ run, execution }: Reported): Pick<ReportData, 'answers' | 'values'> & { readonly left: number } {
  const { options, document, definition } = run
  const { history } = execution
  const inspector = new Inspector({ execution, options, document, definition, hindsight: once(() => hindsightOf(execution)) })
  const answers: Answer[] = []
  const values: [ValueRef, string][] = []
  let [room, more, left] = [mostDetails, mostValues, 0]
  const add = (answer: Answer) => {
    room -= JSON.stringify(answer.body).length
    answers.push(answer)
    for (const ref of partly(answer.body)) {
      const text = inspector.text({ ref, steps: [] })
      if (text === undefined || text.length > more) continue
      more -= text.length
      values.push([ref, text])
    }
  }
  add({ name: 'execution', args: undefined, body: inspector.execution() })
  for (let i = 0; i < history.length; i++) {
    const { kind } = history.info(i)
    if (kind.span !== 'state' || kind.role !== 'opens') continue
    if (room <= 0) {
      left++
      continue
    }
    const event = i + 1
    const visit = inspector.visit(event)
    add({ name: 'visit', args: { event }, body: visit })
    const tries = visit?.attempts.filter(({ is }) => is === 'succeeded' || is === 'failed') ?? []
    if (tries.length > 1)
      for (const { attempt } of tries) add({ name: 'visit', args: { event, attempt }, body: inspector.visit(event, attempt) })
  }
  return { answers, values, left }
}

/** The values of which there is a part. */
function partly(body: unknown): ValueRef[] {
  const found: ValueRef[] = []
  const work: unknown[] = [body]
  while (work.length > 0) {
    const at = work.pop()
    if (typeof at !== 'object' || at === null || 'whole' in at) continue
    if ('ref' in at && 'shown' in at) {
      if (!('whole' in (at.shown as object))) found.push(at.ref as ValueRef)
    } else work.push(...Object.values(at))
  }
  return found
}
