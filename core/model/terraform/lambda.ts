import type { HclBlock } from '../../syntax/hcl/types'
import type { TemplateFunction } from '../templateFunctions'
import { fileScope, type ModuleEvaluator, thunk } from './evaluate'
import type { TerraformModule } from './module'
import { nameOfResource } from './reference'
import { makes, rowOf } from './resources'
import { plainText, referenceName } from './value'

/** What a function has that says nothing. Source: Terraform's AWS provider, aws_lambda_function. */
const defaults = { timeout: 3, memorySize: 128 }

/** The Lambda functions of a module, by their addresses: `aws_lambda_function.order`. `evaluator`: one with the values of a local run. */
export function terraformFunctions(module: TerraformModule, evaluator: ModuleEvaluator): ReadonlyMap<string, TemplateFunction> {
  const found = new Map<string, TemplateFunction>()
  for (const [id, { value: block }] of module.resources)
    if (makes(block, 'AWS::Lambda::Function')) found.set(id, functionOf(id, block, module, evaluator))
  return found
}

function functionOf(id: string, block: HclBlock, module: TerraformModule, evaluator: ModuleEvaluator): TemplateFunction {
  const text = (name: string, of: Pick<HclBlock, 'attributes'> = block): string | undefined => {
    const found = of.attributes.get(name)
    return found && evaluator.text(thunk(found, fileScope))
  }
  const number = (name: string, otherwise: number): number => {
    const value = Number(text(name))
    return value > 0 ? value : otherwise
  }
  const row = rowOf(block)
  const codeUri = block.type === 'module' ? sourceOf(text, 'source_path', block) : archiveOf(block, module, text)
  const { names, texts } = environmentOf(block, evaluator)
  return {
    range: module.names.get(id) ?? { offset: 0, length: 0 },
    name: row !== undefined && 'type' in row ? nameOfResource(block, row, text) : id,
    codeUri,
    isLocal: codeUri !== undefined,
    code: undefined,
    handler: text('handler'),
    runtime: text('runtime'),
    environment: texts,
    variables: names,
    timeout: number('timeout', defaults.timeout),
    memorySize: number('memory_size', defaults.memorySize),
    layers: [],
  }
}

type Text = (name: string, of?: Pick<HclBlock, 'attributes'>) => string | undefined

/** The folder that `archive_file` packs: `filename = data.archive_file.order.output_path`. */
function archiveOf(block: HclBlock, module: TerraformModule, text: Text): string | undefined {
  const filename = block.attributes.get('filename')
  const id = filename && referenceName(filename)?.replace(/\.output_path$/, '')
  const archive = id === undefined || !/^(data\.)?archive_file\./.test(id) ? undefined : module.resources.get(id)?.value
  return archive && sourceOf(text, archive.attributes.has('source_dir') ? 'source_dir' : 'source_file', archive)
}

/** A folder as it is written; that of a file. */
function sourceOf(text: Text, name: string, of: HclBlock): string | undefined {
  const path = text(name, of)?.replace(/^(\.\/)+/, '')
  return path !== undefined && /\.\w+$/.test(path) ? path.replace(/\/?[^/]*$/, '') || '.' : path
}

/** `environment { variables = { ... } }`, or `environment_variables` of the registry's module. */
function environmentOf(
  block: HclBlock,
  evaluator: ModuleEvaluator,
): { readonly names: string[]; readonly texts: ReadonlyMap<string, string> } {
  const written =
    block.blocks.find(({ type }) => type === 'environment')?.attributes.get('variables') ?? block.attributes.get('environment_variables')
  const value = written && evaluator.evaluate(thunk(written, fileScope))
  const entries = value?.kind === 'object' ? value.entries : []
  return {
    names: entries.flatMap(({ key }) => plainText(key) ?? []),
    texts: new Map(
      entries.flatMap(({ key, value: each }) => {
        const text = evaluator.text(each)
        return text === undefined ? [] : [[plainText(key) ?? '', text] as const]
      }),
    ),
  }
}
