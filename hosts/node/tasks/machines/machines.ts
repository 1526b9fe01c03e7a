import { basename, dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AslDocument } from '../../../../core/model/document'
import { kindOf } from '../../../../core/model/fileKind'
import { loadYaml, type ParseOptions, parseDocument } from '../../../../core/model/parse'
import type { BindingRequest, NestedMachines } from '../../../../core/run/bound'
import { loadMachines } from '../../../../core/tasks/machines/machines'
import { besideOptions } from '../../beside'
import { readText, reason } from '../../files'
import type { TaskContext } from '../context'
import { optionsNear } from '../templates'

/** The state machines that the tasks of a session may start. `open`: as the debugger reads definitions. Never rejects. */
export const openMachines = (
  { config, folder, region, account }: Pick<TaskContext, 'config' | 'folder' | 'region' | 'account'>,
  open: BindingRequest['open'] = openDocument,
): Promise<NestedMachines> =>
  loadMachines({
    config,
    region,
    account,
    resolve: (path, from) => resolve(from === undefined ? folder : dirname(from), path),
    open,
    optionsNear,
    reason,
    uriOf: (path) => pathToFileURL(path).href,
  })

/** A definition or a template, to be run. Rejects as `readText` throws. */
async function openDocument(path: string, options?: ParseOptions): Promise<AslDocument> {
  const text = readText(path)
  const kind = { ...kindOf(basename(path), text), ...(options && ({ content: 'definition' } as const)) }
  if (kind.format === 'yaml') await loadYaml()
  return parseDocument(text, kind, { ...besideOptions(path), ...options, running: true })
}
