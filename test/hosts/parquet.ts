/**
 * A Parquet file with one row group of required, uncompressed, plainly encoded columns: just enough to read one back. Source: the
 * Parquet format's parquet.thrift, in Thrift's compact protocol.
 */
export function parquetFile(columns: Readonly<Record<string, readonly string[] | readonly bigint[]>>): Buffer {
  const names = Object.keys(columns)
  const rows = columns[names[0]!]!.length
  const parts: Buffer[] = [Buffer.from('PAR1')]
  const chunks = names.map((name) => {
    const values = columns[name]!
    const data = Buffer.concat(values.map(plain))
    const header = struct([
      [1, i32(0)], // DATA_PAGE
      [2, i32(data.length)],
      [3, i32(data.length)],
      [
        5,
        {
          type: 12,
          bytes: struct([
            [1, i32(rows)],
            [2, i32(0)],
            [3, i32(3)],
            [4, i32(3)],
          ]),
        },
      ], // PLAIN, levels RLE
    ])
    const offset = parts.reduce((sum, part) => sum + part.length, 0)
    parts.push(header, data)
    const meta = struct([
      [1, i32(typeOf(values))],
      [2, list(5, [varint(0n)])],
      [3, list(8, [text(name)])],
      [4, i32(0)], // UNCOMPRESSED
      [5, i64(rows)],
      [6, i64(header.length + data.length)],
      [7, i64(header.length + data.length)],
      [9, i64(offset)],
    ])
    return {
      bytes: struct([
        [2, i64(offset)],
        [3, { type: 12, bytes: meta }],
      ]),
      size: header.length + data.length,
    }
  })
  const schema = [
    struct([
      [4, { type: 8, bytes: text('schema') }],
      [5, i32(names.length)],
    ]),
    ...names.map((name) =>
      struct([
        [1, i32(typeOf(columns[name]!))],
        [3, i32(0)], // REQUIRED
        [4, { type: 8, bytes: text(name) }],
        ...(typeOf(columns[name]!) === 6 ? [[6, i32(0)] as Field] : []), // UTF8
      ]),
    ),
  ]
  const rowGroup = struct([
    [
      1,
      list(
        12,
        chunks.map(({ bytes }) => bytes),
      ),
    ],
    [2, i64(chunks.reduce((sum, { size }) => sum + size, 0))],
    [3, i64(rows)],
  ])
  const footer = struct([
    [1, i32(1)],
    [2, list(12, schema)],
    [3, i64(rows)],
    [4, list(12, [rowGroup])],
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([...parts, footer, length, Buffer.from('PAR1')])
}

const typeOf = (values: readonly (string | bigint)[]) => (typeof values[0] === 'bigint' ? 2 : 6)

function plain(value: string | bigint): Buffer {
  const bytes = Buffer.alloc(typeof value === 'bigint' ? 8 : 4)
  if (typeof value === 'bigint') {
    bytes.writeBigInt64LE(value)
    return bytes
  }
  bytes.writeUInt32LE(Buffer.byteLength(value))
  return Buffer.concat([bytes, Buffer.from(value)])
}

type Value = { readonly type: number; readonly bytes: Buffer }
type Field = readonly [id: number, value: Value]

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 127n) | 128)
  }
}
const zigzag = (value: number) => varint(BigInt(value) * 2n)
const i32 = (value: number): Value => ({ type: 5, bytes: zigzag(value) })
const i64 = (value: number): Value => ({ type: 6, bytes: zigzag(value) })
const text = (value: string) => Buffer.concat([varint(BigInt(Buffer.byteLength(value))), Buffer.from(value)])
const list = (type: number, items: readonly Buffer[]): Value => ({
  type: 9,
  bytes: Buffer.concat([Buffer.from([(items.length << 4) | type]), ...items]),
})

/** Fields in ascending order of their ids. */
function struct(fields: readonly Field[]): Buffer {
  let last = 0
  const parts = fields.map(([id, { type, bytes }]) => {
    const header = Buffer.from([((id - last) << 4) | type])
    last = id
    return Buffer.concat([header, bytes])
  })
  return Buffer.concat([...parts, Buffer.from([0])])
}
