import { expect, test } from 'vitest'
import { xmlText } from '../../../webview/graph/text'

test.each([
  ['a\tb\nc\rd <é😀>', 'a\tb\nc\rd <é😀>'],
  ['a\u0000b\u001bc', 'a\uFFFDb\uFFFDc'],
  ['\uD800 \uDC00 \uFFFE \uFFFF', '\uFFFD \uFFFD \uFFFD \uFFFD'],
])('in an image %j is %j', (name, written) => expect(xmlText(name)).toBe(written))
