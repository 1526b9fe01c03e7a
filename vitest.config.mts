import { defineConfig } from 'vitest/config'
// @ts-expect-error a plain script, without types
import { synchronousJsonataForVite } from './scripts/jsonata.mjs'

export default defineConfig({
  plugins: [synchronousJsonataForVite],
  test: { include: ['test/**/*.test.ts', 'test/**/*.test.tsx'], exclude: ['test/e2e/**'], testTimeout: 20_000 },
})
