/** A file that cannot be read: one sentence that names it as its user would. */
export class UnreadableFile extends Error {}
