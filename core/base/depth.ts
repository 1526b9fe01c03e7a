/**
 * How deep a definition may be nested, in objects and arrays: what is deeper is an error at once, and nothing recurses along it. AWS's own reader
 * refuses more than 1,000 levels. Without a bound of ours the answer would depend on the stack of the host.
 */
export const maxDepth = 500
