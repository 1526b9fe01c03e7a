export { documentation, textOf } from '../core/analysis/documentation'
export { allRules } from '../core/analysis/rules/index'
