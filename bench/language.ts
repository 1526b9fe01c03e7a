/** What bench/language.mjs measures of this project, bundled as the server is. */
import { createAnalyser } from '../core/analysis/analyse'

/** As in a server: what it has seen of one version helps with the next. */
export const { analyse } = createAnalyser()
export { codeActions } from '../core/language/features/codeActions'
export { codeLenses } from '../core/language/features/codeLens'
export { complete } from '../core/language/features/completion'
export { format } from '../core/language/features/format'
export { hover } from '../core/language/features/hover'
export { inlayHints } from '../core/language/features/inlayHints'
export { semanticTokens } from '../core/language/features/semanticTokens'
export { signatureHelp } from '../core/language/features/signatureHelp'
export { loadYaml, parseDocument } from '../core/model/parse'
