import type { JsonObject } from '../../core/base/json'
import { nearest } from '../../core/base/nearest'
import { UsageError } from '../../library'
import { object } from '../jsonSchema'
import { visibleJson } from '../terminal'
import { version } from '../version'
import { AjvJsonSchemaValidator, CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError, Server } from './sdk'
import type { Tool, ToolContext } from './tool'
import { tools } from './tools'

/** The longest that a run and tests may take, in milliseconds: whoever has asked will not wait longer. */
const longest = 120_000

const instructions =
  'Checks, runs and tests AWS Step Functions state machines on this computer. Write or edit a definition, then validate it, run it with mocks for its tasks, look at its history, and run its tests. Paths are relative to the working folder.'

/** The server, not connected yet. */
export function mcpServer(context: ToolContext): InstanceType<typeof Server> {
  const server = new Server({ name: 'stepthrough', title: 'Stepthrough', version }, { capabilities: { tools: {} }, instructions })
  const rows = tools.map((tool) => described(tool, context))
  const validator = new AjvJsonSchemaValidator()
  const checks = new Map(rows.map(({ name, inputSchema }) => [name, validator.getValidator<JsonObject>(inputSchema)]))
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: rows }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }, { signal }) => {
    const tool = tools.find((each) => each.name === name)
    if (tool === undefined)
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool "${name}"${hint(
          name,
          tools.map((each) => each.name),
        )}`,
      )
    const wrong = wrongArguments(tool, given) ?? checks.get(name)!(given).errorMessage
    if (wrong !== undefined) return failed(wrong.replaceAll(/\bdata(?=[/ ])\/?/g, ''))
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), longest)
    signal.addEventListener('abort', () => stop.abort(), { once: true })
    try {
      return answer(await tool.call(given as JsonObject, context, stop.signal))
    } catch (error) {
      if (error instanceof UsageError) return failed(error.messages.join('\n'))
      throw error
    } finally {
      clearTimeout(timer)
    }
  })
  return server
}

function described({ name, title, description, input, output, runs }: Tool, { runsCode, limits }: ToolContext) {
  const acts = runs && runsCode
  return {
    name,
    title,
    description: runs ? `${description} ${whoAnswers(runsCode)}` : description,
    inputSchema: { ...object(`Arguments of ${name}.`, input), type: 'object' as const, additionalProperties: false },
    outputSchema: { ...output, type: 'object' as const },
    annotations: {
      title,
      readOnlyHint: !acts,
      destructiveHint: acts,
      idempotentHint: !acts,
      openWorldHint: acts && limits.allowRemote,
    },
  }
}

const whoAnswers = (runsCode: boolean): string =>
  runsCode
    ? "Tasks without a mock are answered as the user's stepthrough.json says: code of the project runs."
    : 'Nothing but mocks answers tasks here: no code runs, nothing is called and nothing is written.'

/** A member that the tool does not have, with the nearest that it has. */
function wrongArguments({ name, input }: Tool, given: object): string | undefined {
  const known = Object.keys(input).map((each) => each.replace('?', ''))
  const unknown = Object.keys(given).find((each) => !known.includes(each))
  return unknown === undefined ? undefined : `${name} has no argument "${unknown}"${hint(unknown, known)}`
}

function hint(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  return near === undefined ? `; there is ${known.join(', ')}.` : `. Did you mean "${near}"?`
}

/** The result as a value, and for clients that know no values as text. */
const answer = (result: object) => ({
  content: [{ type: 'text' as const, text: visibleJson(JSON.stringify(result)) }],
  structuredContent: result as { [name: string]: unknown },
})

const failed = (text: string) => ({ content: [{ type: 'text' as const, text }], isError: true })
