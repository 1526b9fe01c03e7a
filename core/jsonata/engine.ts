import jsonata from 'jsonata'

/** What the parser makes of an expression. The package's own types are those of an older version. */
export interface Ast {
  readonly type: string
  readonly value?: unknown
  /** Index just behind the token in the expression's text. */
  readonly position?: number
  readonly [member: string]: unknown
}

export interface JsonataError {
  readonly code?: string
  readonly message?: string
  readonly position?: number
  readonly token?: string
}

export interface Compiled {
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): unknown
  assign(name: string | symbol, value: unknown): void
  registerFunction(name: string, implementation: (this: Focus, ...args: never[]) => unknown, signature?: string): void
  ast(): Ast
  errors(): readonly JsonataError[] | undefined
}

/** `this` of a registered function. */
export interface Focus {
  readonly environment: { lookup(name: string): unknown }
  readonly input: unknown
}

type Parse = (text: string, options?: { readonly recover?: boolean }) => Compiled

let checked = false

/**
 * Parses an expression. Throws a JsonataError for a syntax error unless `recover`, when `errors()` has them.
 * The evaluation is synchronous because the bundler and the test runner take `async` out of the package (scripts/jsonata.mjs).
 */
export function parseExpression(text: string, options?: { readonly recover?: boolean }): Compiled {
  // The package is touched here, not above: the bundles read it on its first use.
  const parse = jsonata as unknown as Parse
  if (!checked && parse('1').evaluate(undefined, {}) !== 1) {
    throw new Error('Bug: this bundle has the asynchronous jsonata. It has to be built with the plugin in scripts/jsonata.mjs.')
  }
  checked = true
  return parse(text, options)
}
