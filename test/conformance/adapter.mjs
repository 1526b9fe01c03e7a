// Connects the checker of recorded AWS behaviour (design.md, "What other programs may rely on") with core. The work is done in cases.ts.
import { importBundled } from '../support/bundle.mjs'

export const { runExecution, runMocked, testState, validate } = await importBundled('test/conformance/cases.ts')
