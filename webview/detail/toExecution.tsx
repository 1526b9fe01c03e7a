import type { Store } from '../store'

/** Leads from what is chosen back to the execution as a whole. */
export function ToExecution({ store }: { store: Store }) {
  return (
    <>
      <button
        type="button"
        class="link quiet"
        title="Look at the execution as a whole"
        onClick={() => store.set({ selected: undefined, state: undefined })}
      >
        Execution
      </button>
      <span class="quiet" aria-hidden="true">
        ›
      </span>
    </>
  )
}
