import jsonata from 'jsonata'

/** What the parser makes of an expression. The package's own types are those of an older version. */
export interface Ast {
  readonly type: string
  readonly value?: unknown
  /** Index just behind the token in the expression's text. */
  readonly position?: number
  readonly [member: string]: unknown
}

/** In the form of the package's errors: it makes the message of the code. */
export interface JsonataError {
  readonly code?: string
  readonly message?: string
  /** Index just behind the token that it is about. */
  readonly position?: number
  readonly token?: string
  readonly value?: unknown
  /** Of an argument, from 1. */
  readonly index?: number
}

/**
 * An expression that was parsed. `evaluate` is synchronous and throws JsonataErrors, BudgetErrors and RangeErrors; undefined is no value.
 */
export interface Compiled {
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): unknown
  ast(): Ast
  errors(): readonly JsonataError[] | undefined
}

/** `this` of a function of the package. */
export interface Focus {
  readonly environment: unknown
  readonly input: unknown
}

type Implementation = (this: Focus, ...args: never[]) => unknown

/** What scripts/jsonataChanges.mjs exports of the package. */
export interface Internals {
  readonly host: Record<string, unknown>
  /** The functions that the evaluator itself calls, and those that we leave as they are. */
  readonly fn: Record<string, (...args: never[]) => unknown>
  readonly datetime: Record<string, (...args: never[]) => unknown>
  /** A function of the package; recognised by identity. */
  readonly isFunction: (value: unknown) => boolean
  readonly isSequence: (value: readonly unknown[]) => boolean
  /** A list that stands for its item where it has one. */
  readonly createSequence: (...item: readonly unknown[]) => unknown[]
  readonly getFunctionArity: (value: unknown) => number
  readonly apply: (func: unknown, args: readonly unknown[], input: unknown, environment: unknown) => unknown
  /** Replaces a function for all expressions. Without a signature that of the package stays. */
  readonly define: (name: string, implementation: Implementation | undefined, signature?: string) => void
}

type Parse = ((text: string, options?: { readonly recover?: boolean }) => Compiled) & { readonly internals?: Internals }

/** The package. It is touched when it is called for, not before: the bundles read it on its first use. */
export const parser = (): Parse => jsonata as unknown as Parse

/** The inside of the package, as it is. Throws where a bundle was built without the plugin, which is a bug. */
export function packageInternals(): Internals {
  const { internals } = parser()
  if (!internals) throw new Error('Bug: this bundle has an unchanged jsonata. It has to be built with the plugin in scripts/jsonata.mjs.')
  return internals
}

/** Whether a value is a function, of the package or of the expression. It has the package read, if nothing has before. */
export const isFunction = (value: unknown): boolean => packageInternals().isFunction(value)
