import { createHash, randomUUID } from 'node:crypto'
import { escapeXml, serve } from './server.mjs'

/**
 * A server in the place of Amazon S3, in memory and with paths for buckets: buckets are made, objects are put, read, listed and deleted.
 * @param {{ port?: number, heard?: (object: { bucket: string, key: string, size: number }) => void }} [options]
 */
export function s3Server({ port = 0, heard = () => {} } = {}) {
  /** @type {Map<string, Map<string, { body: Buffer, type: string, modified: Date }>>} */
  const buckets = new Map()
  return serve(port, ({ method, url, headers, body }) => {
    const id = { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': 'local' }
    const xml = (status, text) => ({ status, headers: { ...id, 'Content-Type': 'application/xml' }, body: method === 'HEAD' ? '' : text })
    const fault = (status, code, message) => xml(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
    const [, name = '', ...rest] = url.pathname.split('/')
    const key = decodeURIComponent(rest.join('/'))
    if (method === 'PUT' && key === '') {
      if (!buckets.has(name)) buckets.set(name, new Map())
      return { headers: { ...id, Location: `/${name}` } }
    }
    const bucket = buckets.get(name)
    if (bucket === undefined) return fault(404, 'NoSuchBucket', 'The specified bucket does not exist')
    if (key === '') return xml(200, listing(name, bucket, url.searchParams))
    if (method === 'PUT') {
      const put = { body: plainBody(headers, body), type: headers['content-type'] ?? 'binary/octet-stream', modified: new Date() }
      bucket.set(key, put)
      heard({ bucket: name, key, size: put.body.length })
      return { headers: { ...id, ETag: etag(put.body) } }
    }
    if (method === 'DELETE') {
      bucket.delete(key)
      return { status: 204, headers: id }
    }
    const found = bucket.get(key)
    if (found === undefined) return fault(404, 'NoSuchKey', 'The specified key does not exist.')
    const told = { ...id, ETag: etag(found.body), 'Content-Type': found.type, 'Last-Modified': found.modified.toUTCString() }
    return { headers: { ...told, 'Content-Length': String(found.body.length) }, body: method === 'HEAD' ? '' : found.body }
  })
}

const etag = (body) => `"${createHash('md5').update(body).digest('hex')}"`

/** Clients send a stream in chunks with their lengths, each `HEX;signature CRLF bytes CRLF`. */
function plainBody(headers, body) {
  if (!(headers['content-encoding'] ?? '').includes('aws-chunked')) return body
  const parts = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!(length > 0)) break
    parts.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
  return Buffer.concat(parts)
}

function listing(name, bucket, query) {
  const prefix = query.get('prefix') ?? ''
  const after = query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? ''
  const most = Number(query.get('max-keys') ?? 1000)
  const keys = [...bucket.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
  const shown = keys.slice(0, most)
  const contents = shown.map((key) => {
    const { body, modified } = bucket.get(key)
    return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>${escapeXml(etag(body))}</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  })
  const more = keys.length > shown.length
  const next = more ? `<NextContinuationToken>${escapeXml(shown.at(-1))}</NextContinuationToken>` : ''
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${name}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${shown.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
}
