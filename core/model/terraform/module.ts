import type { Range } from '../../base/range'
import { parseHcl } from '../../syntax/hcl/body'
import type { HclBlock, HclBody, HclExpression } from '../../syntax/hcl/types'

/** What is declared in a folder of Terraform's files, and whether it is in the document itself. */
export interface Declared<T> {
  readonly value: T
  readonly own: boolean
}

/** A module of Terraform: the files of a folder. */
export interface TerraformModule {
  /** Their values in a `.tfvars`, or defaults; undefined for one that has neither. */
  readonly variables: ReadonlyMap<string, Declared<HclExpression | undefined>>
  readonly locals: ReadonlyMap<string, Declared<HclExpression>>
  /** By type and name: `aws_lambda_function.order`, `data.aws_region.current`, `module.order`. In the order of the files. */
  readonly resources: ReadonlyMap<string, Declared<HclBlock>>
  /** Characters of the document. */
  readonly size: number
  /** Where these and `var.name`, `local.name` are declared in the document. */
  readonly names: ReadonlyMap<string, Range>
}

/** Reads a document and the texts of the files beside it: `.tf` files, then `.tfvars` files, whose attributes are the variables. */
export function readModule(text: string, beside: ReadonlyMap<string, string> = new Map()): TerraformModule {
  const variables = new Map<string, Declared<HclExpression | undefined>>()
  const locals = new Map<string, Declared<HclExpression>>()
  const resources = new Map<string, Declared<HclBlock>>()
  const names = new Map<string, Range>()
  const add = ({ blocks }: HclBody, own: boolean) => {
    const name = (id: string, range: Range) => {
      if (own) names.set(id, range)
      return id
    }
    for (const block of blocks) {
      const [first, second] = block.labels
      if (block.type === 'variable' && first !== undefined) {
        name(`var.${first.text}`, first)
        variables.set(first.text, { value: block.attributes.get('default'), own })
      } else if (block.type === 'locals')
        for (const [id, value] of block.attributes) {
          name(`local.${id}`, value)
          locals.set(id, { value, own })
        }
      else if (block.type === 'module' && first !== undefined) resources.set(name(`module.${first.text}`, first), { value: block, own })
      else if (first !== undefined && second !== undefined && (block.type === 'resource' || block.type === 'data')) {
        const id = `${block.type === 'data' ? 'data.' : ''}${first.text}.${second.text}`
        resources.set(name(id, second), { value: block, own })
      }
    }
  }
  add(parseHcl(text), true)
  for (const [file, other] of beside) if (!isVariablesName(file)) add(parseHcl(other), false)
  for (const [file, other] of beside)
    if (isVariablesName(file))
      for (const [id, value] of parseHcl(other).attributes) if (variables.has(id)) variables.set(id, { value, own: false })
  return { variables, locals, resources, names, size: text.length }
}

const isVariablesName = (name: string): boolean => name.endsWith('.tfvars')
