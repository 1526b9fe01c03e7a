import { join } from 'node:path'
import { chooseAmong } from '../../core/model/choose'
import type { AslDocument } from '../../core/model/document'
import { isConfigName, isMockName, isTestName, stemOf } from '../../core/model/fileNames'
import { expandFolders, isFolder } from './expand'
import { UnreadableFile } from './unreadable'

/**
 * The file of a folder that has the state machine `name`, or the only one: a `cdk.out`, a module of Terraform. A definition in a file of its own has the
 * name of its file. Undefined where the path is no folder. Throws UnreadableFile.
 */
export async function fileInFolder(
  path: string,
  name: string | undefined,
  read: (path: string) => Promise<AslDocument>,
  show: (path: string) => string,
): Promise<string | undefined> {
  if (!isFolder(path)) return undefined
  const found = await Promise.all(
    expandFolders({ cwd: path }, ['.'])
      .filter((file) => !isMockName(file) && !isConfigName(file) && !isTestName(file))
      .map(async (file) => {
        const { definitions, template } = await read(join(path, file))
        const all = template === undefined ? [{ logicalId: stemOf(file) }] : [...definitions, ...template.files]
        return all.map((each) => ({ ...each, file: join(path, file) }))
      }),
  )
  const machines = found.flat()
  const named = new Set(machines.flatMap((each) => ('path' in each ? [join(each.file, '..', each.path)] : [])))
  const chosen = chooseAmong(
    machines.filter((each) => !named.has(each.file)),
    machines.filter((each) => !named.has(each.file)),
    name,
  )
  if (typeof chosen === 'string') throw new UnreadableFile(`${show(path)} is a folder. ${chosen}`)
  return chosen.file
}
