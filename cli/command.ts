import { parseArgs } from 'node:util'
import { nearest } from '../core/base/nearest'
import type { Terminal } from './terminal'

/** 0: good; 1: the user's definition, run or test failed; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2

/** The user called the program wrongly: a line on stderr for each thing that is wrong, exit code 2. */
export class UsageError extends Error {
  readonly lines: readonly string[]

  constructor(...lines: readonly [string, ...(readonly string[])]) {
    super(lines[0])
    this.lines = lines
  }
}

export interface Option {
  readonly name: string
  /** What stands for the value in the help; absent: a switch. */
  readonly value?: string
  readonly help: string
  /** The only values that are right. */
  readonly choices?: readonly string[]
  readonly multiple?: boolean
  /** What the option means without a value: it takes the next argument only where that is one of its choices. */
  readonly alone?: string
}

/** A row of the table of commands. The rest of a command is loaded when it is called. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** What follows the name in the help, e.g. `FILE...` */
  readonly operands: string
  readonly options: readonly Option[]
  /** Paragraphs at the end of the help. */
  readonly notes?: readonly string[]
  readonly load: () => Promise<{ readonly run: (call: Call, terminal: Terminal) => Promise<ExitCode> }>
}

/** The arguments of a call, checked against the command's options. */
export interface Call {
  readonly operands: readonly string[]
  has(name: string): boolean
  /** The value of an option; of several the last. */
  text(name: string): string | undefined
  all(name: string): readonly string[]
  /** The options that have a value, in their order. */
  readonly given: readonly { readonly name: string; readonly value: string }[]
}

/** Reads the arguments that follow a command's name. Throws UsageError. */
export function parseCall(command: Command, args: readonly string[]): Call {
  const options = [...command.options, helpOption]
  const { values, positionals, tokens } = parse(command, args, options)
  for (const { name, choices } of options)
    for (const value of texts(values[name]))
      if (choices && !choices.includes(value)) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not "${value}"`)
  return {
    operands: positionals,
    has: (name) => values[name] !== undefined,
    text: (name) => texts(values[name]).at(-1),
    all: (name) => texts(values[name]),
    given: tokens.flatMap(({ kind, name, value }) => (kind === 'option' && value !== undefined ? [{ name, value }] : [])),
  }
}

export const helpOption: Option = { name: 'help', help: 'Show this help.' }

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

const texts = (value: Values[string]) => (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string')

function parse(command: Command, args: readonly string[], options: readonly Option[]) {
  const config = Object.fromEntries(
    options.map(({ name, value }) => [name, value ? { type: 'string' as const, multiple: true } : { type: 'boolean' as const }]),
  )
  try {
    return parseArgs({ args: joinDashes(args, options), options: config, allowPositionals: true, strict: true, tokens: true }) as {
      values: Values
      positionals: string[]
      tokens: { kind: string; name: string; value?: string }[]
    }
  } catch (error) {
    const unknown = args.find((arg) => arg.startsWith('--') && !options.some(({ name }) => arg.split('=')[0] === `--${name}`))
    const near =
      unknown &&
      nearest(
        unknown,
        options.map(({ name }) => `--${name}`),
      )
    throw new UsageError(`${sentence(error)}${didYouMean(near)}ee stepthrough ${command.name} --help`)
  }
}

/** The end of a message about a name that is not known, up to the S of "See ...". */
export const didYouMean = (near: string | undefined): string => (near ? `. Did you mean ${near}? S` : '; s')

/**
 * parseArgs refuses `--history -` and `--input -1` as ambiguous, and knows no option that may stand alone. Here an option that has a value always takes the next
 * argument, unless it is an option too; one that may stand alone takes only what it knows.
 */
function joinDashes(args: readonly string[], options: readonly Option[]): string[] {
  const valued = new Map(options.filter((option) => option.value).map((option) => [`--${option.name}`, option]))
  const joined: string[] = []
  for (let i = 0; i < args.length; i++) {
    const [arg, next] = [args[i]!, args[i + 1]]
    if (arg === '--') return [...joined, ...args.slice(i)]
    const option = valued.get(arg)
    if (option && next !== undefined && takes(option, next)) {
      joined.push(`${arg}=${next}`)
      i++
    } else joined.push(option?.alone === undefined ? arg : `${arg}=${option.alone}`)
  }
  return joined
}

const takes = ({ alone, choices }: Option, next: string) =>
  alone === undefined ? !next.startsWith('--') : choices?.includes(next) === true

/** The first sentence of what parseArgs says, without its advice for programmers. */
const sentence = (error: unknown) =>
  (error as Error).message
    .split(/\. |\n/)[0]!
    .replace(/ <value>/, '')
    .replace(/\.$/, '')
