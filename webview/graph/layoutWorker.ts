import { type LayoutRequest, layOut } from './layouter'

/** The worker that lays out large graphs. It is built into the panel's script as a text: see workerSource.ts. */
const scope = self as unknown as {
  onmessage: (event: { readonly data: LayoutRequest }) => void
  postMessage(layout: unknown): void
}
scope.onmessage = ({ data }) => scope.postMessage(layOut(data).layout)
