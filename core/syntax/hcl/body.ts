import { readExpression } from './expression'
import { HclReader } from './reader'
import { readFileTemplate, readQuoted } from './template'
import type { HclBlock, HclBody, HclExpression, HclLabel, HclPart } from './types'

/** Blocks in each other; Terraform has four. Those within are skipped. */
const maxBlocks = 20

/** Reads a file of HCL. Never fails, and is linear in the text: what cannot be read is left out, up to the end of its line. */
export function parseHcl(text: string): HclBody {
  return body(new HclReader(text), 0)
}

/** Reads the text of a file as Terraform's `templatefile` does. Never fails. */
export function parseHclTemplate(text: string): readonly HclPart[] {
  const reader = new HclReader(text)
  return readFileTemplate(reader, () => readExpression(reader))
}

/** To behind the closing brace, or at depth 0 to the end of the text. */
function body(reader: HclReader, depth: number): HclBody {
  const attributes = new Map<string, HclExpression>()
  const blocks: HclBlock[] = []
  for (reader.blank(true); !reader.done; reader.blank(true)) {
    if (reader.take('}')) {
      if (depth > 0) break
      continue
    }
    const start = reader.at
    const word = reader.word()
    reader.blank()
    if (word === undefined) reader.at = Math.max(reader.at, start + 1)
    else if (reader.peek() === '=' && reader.peek(1) !== '=') {
      reader.at++
      attributes.set(word, readExpression(reader))
    } else {
      const labels = readLabels(reader)
      if (!reader.take('{')) reader.toLineEnd()
      else if (depth < maxBlocks) {
        const inner = body(reader, depth + 1)
        blocks.push({ type: word, labels, ...inner, ...reader.from(start) })
      } else reader.pastClosing('}')
    }
  }
  return { attributes, blocks }
}

function readLabels(reader: HclReader): readonly HclLabel[] {
  const labels: HclLabel[] = []
  for (;;) {
    reader.blank()
    const start = reader.at
    const word = reader.word()
    if (word !== undefined) labels.push({ text: word, ...reader.from(start) })
    else if (reader.peek() === '"') {
      const [part] = readQuoted(reader, () => readExpression(reader)).parts
      if (part?.kind === 'text') labels.push({ text: part.value, offset: start + 1, length: reader.at - start - 2 })
    } else return labels
  }
}
