// Connects the definitions' checker (design.md, "What other programs may rely on") with core. The work is done in validate.ts.
import { importBundled } from '../support/bundle.mjs'

export const { validate } = await importBundled('test/definitions/validate.ts', ['core', 'test/definitions'])
