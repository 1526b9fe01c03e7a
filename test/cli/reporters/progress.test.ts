import { expect, test } from 'vitest'
import { screenOf } from '../../../cli/test/progress'

const screen = (columns?: number) => {
  let now = 0
  const written: string[] = []
  const terminal = {
    cwd: '/',
    colours: false,
    out: (text: string) => void written.push(`out:${text}`),
    err: (text: string) => void written.push(text),
    ...(columns !== undefined && { columns }),
  }
  return { ...screenOf(terminal, () => now), written, later: () => (now += 1000) }
}

test('a line is shown, and taken away before anything else is written', () => {
  const { show, out, clear, written, later } = screen(10)
  show('1 of 2')
  show('too soon')
  out('')
  out('a\n')
  later()
  show('longer than the terminal')
  later()
  show('3')
  clear()
  clear()
  expect(written).toEqual(['1 of 2', 'out:', '\r\u001b[K', 'out:a\n', 'longer t…', '\r\u001b[K', '3', '\r\u001b[K'])
})

test('where there is no terminal there is none', () => {
  const { show, err, written } = screen()
  show('1 of 2')
  err('a\n')
  expect(written).toEqual(['a\n'])
})
