import { expect, test } from 'vitest'
import { isLight, type LaidOut, Layouter, type LayoutRequest, layOut } from '../../../webview/graph/layouter'
import { graphOf, machines } from './graphs'

/** A worker that answers when it is told to. */
function setUp() {
  const done: LaidOut[] = []
  const waiting: LayoutRequest[] = []
  const worker = { done: (_: LaidOut['layout']) => {}, failed: () => {} }
  const start = () => ({
    postMessage: (request: LayoutRequest) => void waiting.push(request),
    hear: (done: typeof worker.done, failed: () => void) => void Object.assign(worker, { done, failed }),
  })
  const layouter = new Layouter(start, (laidOut) => done.push(laidOut))
  const answer = () => worker.done(layOut(waiting.shift()!).layout)
  return { layouter, worker, waiting, done, answer }
}

const request = (size: number): LayoutRequest => ({
  graph: graphOf(machines['one after the other']!(size)),
  collapsed: [],
  isAcross: false,
})

test('of what is asked while a layout is made only the last is made, and told of', () => {
  const { layouter, waiting, done, answer } = setUp()
  const asked = [1, 2, 3].map(request)
  for (const each of asked) layouter.request(each)
  expect(waiting).toEqual([asked[0]])
  answer()
  expect(done).toEqual([])
  expect(waiting).toEqual([asked[2]])
  answer()
  expect(done.map(({ graph }) => graph)).toEqual([asked[2]!.graph])
})

test('what is not wanted any more is not told of', () => {
  const { layouter, done, answer } = setUp()
  layouter.request(request(1))
  layouter.forget()
  answer()
  layouter.request(request(2))
  answer()
  expect(done.map(({ layout }) => layout.boxes.length)).toEqual([2])
})

test('without workers, and with one that dies, the layout is made all the same', () => {
  const done: LaidOut[] = []
  const forbidden = new Layouter(
    () => {
      throw new Error('no workers here')
    },
    (laidOut) => done.push(laidOut),
  )
  forbidden.request(request(3))
  const { layouter, worker, done: told } = setUp()
  layouter.request(request(4))
  worker.failed()
  expect([...done, ...told].map(({ layout }) => layout.boxes.length)).toEqual([3, 4])
})

test('small graphs are laid out at once', () => {
  expect([5, 40, 60].map((size) => isLight(request(size)))).toEqual([true, true, false])
})
