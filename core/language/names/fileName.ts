/** The last part of a URI as a person reads it, without percent-encoding; as it stands where its escapes are broken. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
