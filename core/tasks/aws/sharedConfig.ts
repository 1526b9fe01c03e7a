import type { Service } from './service'

/** What a profile of the shared config file says. */
export interface SharedProfile {
  readonly region: string | undefined
  readonly endpointOf: (service: Service) => string | undefined
}

/** Of a computer without the file. */
export const noProfile: SharedProfile = { region: undefined, endpointOf: () => undefined }

/**
 * Reads a profile of the shared config file (`~/.aws/config`): its region, and its endpoints, those of its `services` section first. Source: AWS
 * SDKs and Tools Reference Guide, "Shared config and credentials files" and "Service-specific endpoints".
 */
export function readSharedConfig(text: string, profile: string): SharedProfile {
  const sections = sectionsOf(text)
  const own = sections.get(`profile ${profile}`) ?? (profile === 'default' ? sections.get('default') : undefined)
  if (own === undefined) return noProfile
  const services = sections.get(`services ${own.get('services') ?? ''}`)
  return {
    region: own.get('region'),
    endpointOf: ({ id }) => services?.get(`${id.toLowerCase().replace(/[^a-z0-9]+/g, '_')}.endpoint_url`) ?? own.get('endpoint_url'),
  }
}

/** The settings of each section; those that are set in under another have both names: `sqs.endpoint_url`. */
function sectionsOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let parent = ''
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)
    if (head !== null) {
      const name = head[1]!.replace(/\s+/, ' ')
      section = sections.get(name) ?? new Map()
      sections.set(name, section)
      continue
    }
    const setting = /^(\s*)([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line)
    if (setting === null) continue
    const [, indent, name, value] = setting
    if (indent !== '') section.set(`${parent}.${name}`, value!)
    else {
      parent = name!
      section.set(name!, value!)
    }
  }
  return sections
}
