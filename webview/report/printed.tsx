import { formatDuration } from '../../core/base/duration'
import { payloadValue } from '../../core/history/types'
import type { ExecutionDetail } from '../../core/run/inspect/types'
import { Drawing } from '../graph/drawing'
import { isLight, layOut } from '../graph/layouter'
import type { Store } from '../store'
import { rowsOf, type TableRow } from '../table/rows'
import { asideOf, nameOf, statusNames, statusOf } from '../table/words'

/** Rows that are printed. */
const mostRows = 1000

/** What a printer gets in the place of the panel, of which only what is in sight is there: the graph, the states, what went in and came out. */
export function Printed({ store, execution }: { store: Store; execution: ExecutionDetail | undefined }) {
  const { visits, kept } = store
  const rows = rowsOf(visits.roots, kept.table)
  const start = visits.roots[0]?.start ?? 0
  return (
    <section class="printed">
      <h2>Graph</h2>
      <PrintedGraph store={store} />
      <h2>States</h2>
      <table>
        <thead>
          <tr>
            {['State', 'Type', 'Status', 'Start', 'Duration'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <Row key={row.id} row={row} start={start} />
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && <p>{(rows.length - mostRows).toLocaleString('en')} more rows are not printed.</p>}
      {execution?.input && <Value title="Input" value={execution.input.shown} />}
      {execution?.output && <Value title="Output" value={execution.output.shown} />}
      {execution?.error !== undefined && (
        <Value title="Error" value={{ whole: { error: execution.error, cause: payloadValue(execution.cause ?? '') } }} />
      )}
    </section>
  )
}

function PrintedGraph({ store: { graph, visits } }: { store: Store }) {
  const shown = graph.machine(undefined)
  if (shown === undefined) return null
  const request = { graph: shown.graph, collapsed: [], isAcross: false }
  if (!isLight(request)) return <p>The graph is too large to be printed: the page saves it as an image.</p>
  const { layout } = layOut(request)
  const everything = { x: -1e9, y: -1e9, width: 2e9, height: 2e9 }
  return (
    <div class="graph">
      <svg class="canvas" viewBox={`-10 -10 ${layout.width + 20} ${layout.height + 20}`} style={{ maxWidth: `${layout.width + 20}px` }}>
        <title>Graph</title>
        <Drawing
          layout={layout}
          nodes={graph.index(shown.graph).nodes}
          level={() => 1}
          run={graph.run(visits, undefined)}
          marks={new Map()}
          breakpoints={new Map()}
          selected={undefined}
          cursor={undefined}
          hits={new Set()}
          sight={everything}
          scale={1}
          ids="printed"
          toggle={() => {}}
        />
      </svg>
    </div>
  )
}

function Row({ row, start }: { row: TableRow; start: number }) {
  const { about } = row
  if (about.kind === 'picker') return null
  const at = about.kind === 'visit' ? about.visit : about.kind === 'thread' ? about.thread : about.attempt
  const [status] = statusNames[statusOf(about)]
  return (
    <tr>
      <td style={{ paddingLeft: `${row.level - 1}em` }}>
        {nameOf(row)} <i>{asideOf(row)}</i>
      </td>
      <td>{about.kind === 'visit' && about.visit.type}</td>
      <td>{status}</td>
      <td>+{formatDuration(at.start - start)}</td>
      <td>{at.end !== undefined && formatDuration(at.end - at.start)}</td>
    </tr>
  )
}

function Value({ title, value }: { title: string; value: NonNullable<ExecutionDetail['input']>['shown'] }) {
  return (
    <>
      <h2>{title}</h2>
      <pre>
        {'whole' in value
          ? JSON.stringify(value.whole, undefined, 2)
          : `${value.bytes.toLocaleString('en')} bytes, which are too many to be printed`}
      </pre>
    </>
  )
}
