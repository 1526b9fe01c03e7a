/** What bench/language.mjs measures of this project, bundled as the server is. */
export { analyse } from '../core/analysis/analyse'
export { complete } from '../core/language/completion'
export { format } from '../core/language/format'
export { loadYaml, parseDocument } from '../core/syntax/parse'
