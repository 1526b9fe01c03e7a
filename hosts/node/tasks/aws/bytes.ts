import type { Bytes } from '../../../../core/tasks/aws/request'
import type { Shape } from '../../../../core/tasks/aws/shape'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const bytes: Bytes = {
  of: (text) => Buffer.from(text, 'utf8'),
  text(value) {
    const given = value as Uint8Array
    try {
      return strict.decode(given)
    } catch {
      return Buffer.from(given).toString('base64')
    }
  },
}

/** The answer with the bytes of its streams in their place; no more than `most` of each, so that one without an end does not use up the memory. */
export async function readStreams(answer: unknown, shape: Shape, most: number): Promise<unknown> {
  if (shape.kind !== 'structure') return answer
  const streams = shape.members.filter((member) => member.shape().kind === 'stream')
  if (streams.length === 0) return answer
  const out: Record<string, unknown> = { ...(answer as object) }
  for (const { name } of streams) if (out[name] !== undefined) out[name] = await readStream(out[name] as AsyncIterable<Uint8Array>, most)
  return out
}

async function readStream(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  // leaving the loop ends the connection
  for await (const chunk of stream) {
    chunks.push(chunk)
    if ((length += chunk.byteLength) > most) break
  }
  return Buffer.concat(chunks)
}
