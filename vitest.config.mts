import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
// @ts-expect-error a plain script, without types
import { synchronousJsonataForVite } from './scripts/jsonata.mjs'

const support = (file: string) => fileURLToPath(new URL(`test/support/${file}`, import.meta.url))

export default defineConfig({
  plugins: [synchronousJsonataForVite],
  // The editor and its client of the language server are there in VS Code only.
  resolve: {
    alias: [
      { find: /^vscode$/, replacement: support('vscode/index.ts') },
      { find: /^vscode-languageclient\/node$/, replacement: support('vscode/languageClient.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx', 'examples/testing/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 20_000,
    // the AWS SDK would tell each test that its versions of next year need a later Node
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
})
