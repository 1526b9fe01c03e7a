import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { noProfile, readSharedConfig, type SharedProfile } from '../../../../core/tasks/aws/sharedConfig'

/** The profile of the shared config file; of one that is not there it says nothing. */
export function sharedProfile(profile: string | undefined, environment: Readonly<Record<string, string | undefined>>): SharedProfile {
  const file = environment.AWS_CONFIG_FILE ?? join(environment.HOME ?? homedir(), '.aws', 'config')
  try {
    return readSharedConfig(readFileSync(file, 'utf8'), profile ?? 'default')
  } catch {
    return noProfile
  }
}
