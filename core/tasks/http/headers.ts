import type { Pair } from './pairs'

/** Headers that a definition cannot set, in lower case. Source: Developer Guide, "Call HTTPS APIs", Headers. */
const forbidden: ReadonlySet<string> = new Set(
  `a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding content-md5 date expect
  forwarded from host http2-settings if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin pragma
  proxy-authorization referer server te trailer transfer-encoding upgrade via warning`.split(/\s+/),
)

const forbiddenPrefixes = ['x-forwarded-', 'x-amz-', 'x-amzn-']

/** The first header that a definition cannot set. */
export const forbiddenAmong = (headers: readonly Pair[]): string | undefined =>
  headers.map(([name]) => name).find((name) => isForbidden(name.toLowerCase()))

const isForbidden = (name: string) => forbidden.has(name) || forbiddenPrefixes.some((prefix) => name.startsWith(prefix))

/** The first header that no request could have: its name is no token, or its value has a line break or a character beyond Latin-1. */
export const malformedAmong = (headers: readonly Pair[]): string | undefined =>
  headers.find(([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))?.[0]

/** Those that Step Functions sets itself, whatever anybody says, and those by which a message is framed. */
const own: ReadonlySet<string> = new Set(['user-agent', 'range', 'host', 'content-length', 'transfer-encoding', 'connection'])

/** The headers as TestState shows them: those that are given, and then those of Step Functions. */
export const withOwn = (headers: readonly Pair[], region: string): readonly Pair[] => [
  ...headers.filter(([name]) => !own.has(name.toLowerCase())),
  ['User-Agent', `Amazon|StepFunctions|HttpInvoke|${region}`],
  ['Range', 'bytes=0-262144'],
]

/** The type of a body where nobody gives one. It is sent, and not shown. */
export const defaultContentType = (headers: readonly Pair[]): readonly Pair[] =>
  headers.some(([name]) => name.toLowerCase() === 'content-type') ? [] : [['Content-Type', 'application/json; charset=UTF-8']]

/** As TestState writes them. */
export const headersText = (headers: readonly Pair[]): string => `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`
