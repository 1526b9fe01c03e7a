// All that is used of the Model Context Protocol's SDK: a chunk of its own, which no other command loads (scripts/build.mjs).
export { Server } from '@modelcontextprotocol/sdk/server/index.js'
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
export { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js'
export { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv'
