import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { AslDocument, DocumentKind } from '../core/model/document'
import { isForeign, kindOf } from '../core/model/fileKind'
import { formatOf, isDefinitionName } from '../core/model/fileNames'
import { loadYaml, type ParseOptions, parseDocument } from '../core/model/parse'
import { type Encoding, Positions } from './positions'

/** What is known about a definition from the templates that refer to it, and about a template from the files that belong to it. */
type OptionsOf = (uri: string, content: 'definition' | 'template') => ParseOptions

/** Mock files and configurations: no other file says anything about them. */
const unreferred: ParseOptions = {}

/** A text that the client has open. One document's state is here and nowhere else. */
export class OpenDocument {
  private parsed: AslDocument | undefined
  private kind: DocumentKind | undefined
  private outside: ParseOptions | undefined

  constructor(
    private text: TextDocument,
    private readonly encoding: Encoding,
    private readonly optionsOf: OptionsOf,
  ) {}

  get uri(): string {
    return this.text.uri
  }

  /** A file of Terraform: what is written there has another form than JSON. */
  get isTerraform(): boolean {
    return this.kindNow().format === 'hcl'
  }

  get version(): number {
    return this.text.version
  }

  /** Whether what is said about this document depends on others, and the reverse: templates and mock files name definitions. */
  get namesOthers(): boolean {
    return this.kindNow().content !== 'definition'
  }

  get positions(): Positions {
    return new Positions(this.text, this.encoding)
  }

  /** The tree and machines of the text as it is now; parsed when it is first asked for. */
  get document(): AslDocument {
    const { content } = this.kindNow()
    const options = content === 'definition' || content === 'template' ? this.optionsOf(this.uri, content) : unreferred
    if (this.parsed === undefined || this.outside !== options) {
      this.parsed = parseDocument(this.text.getText(), this.kindNow(), options)
      this.outside = options
    }
    return this.parsed
  }

  /** A JSON or YAML file that has nothing to do with Step Functions, in an editor that sends us all of them. */
  get isForeign(): boolean {
    if (formatOf(this.text.languageId) !== undefined || isDefinitionName(this.uri)) return false
    return isForeign(this.document)
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      const mapped = 'range' in change && this.encoding !== 'utf-16' ? { text: change.text, range: this.inUtf16(change.range) } : change
      this.text = TextDocument.update(this.text, [mapped], version)
    }
    this.parsed = undefined
    this.kind = undefined
  }

  /** Resolves when the text can be parsed: YAML's reader is loaded for the first YAML text. */
  async ready(): Promise<void> {
    if (this.kindNow().format === 'yaml') await loadYaml()
  }

  private inUtf16(range: Parameters<Positions['span']>[0]) {
    const { offset, length } = this.positions.span(range)
    return { start: this.text.positionAt(offset), end: this.text.positionAt(offset + length) }
  }

  private kindNow(): DocumentKind {
    const format = formatOf(this.text.languageId)
    this.kind ??= format === undefined ? kindOf(this.uri, this.text.getText()) : { format, content: 'definition' }
    return this.kind
  }
}

/** The open documents. They are found under any spelling of their URI; answers have the client's. */
export class Documents {
  private readonly open = new Map<string, OpenDocument>()
  encoding: Encoding = 'utf-16'

  constructor(
    private readonly optionsOf: OptionsOf,
    private readonly canonicalUri: (uri: string) => string,
  ) {}

  add({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    const document = new OpenDocument(TextDocument.create(uri, languageId, version, text), this.encoding, this.optionsOf)
    this.open.set(this.canonicalUri(uri), document)
    return document
  }

  get(uri: string): OpenDocument | undefined {
    return this.open.get(uri) ?? this.open.get(this.canonicalUri(uri))
  }

  remove(uri: string): void {
    this.open.delete(this.canonicalUri(uri))
  }

  all(): Iterable<OpenDocument> {
    return this.open.values()
  }
}
