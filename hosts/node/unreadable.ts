/** A file that cannot be read: one sentence that names it as its user would. */
export class UnreadableFile extends Error {}

/** Why a file is not read that is outside of the folders that a caller has named. */
export const notAllowed = (file: string): string => `${file} is not read: it is outside of the folders whose files may be read`
