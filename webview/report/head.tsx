import { Icon } from '../shared/icons'
import type { ReportData, Verdict } from './data'

/** What the page is of. */
export function Head({ title, facts, verdict, notes }: ReportData) {
  return (
    <div class="report-head">
      <h1>{title}</h1>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {verdict && <Told verdict={verdict} />}
      {notes.map((note) => (
        <p key={note} class="report-note">
          {note}
        </p>
      ))}
    </div>
  )
}

function Told({ verdict: { agrees, text, expected, actual } }: { verdict: Verdict }) {
  return (
    <section class={agrees ? 'verdict agrees' : 'verdict differs'} aria-label="Replay">
      <h2>
        <Icon name={agrees ? 'succeeded' : 'failed'} />
        {agrees ? 'The replay agrees' : 'The replay differs'}
      </h2>
      {text && <p>{text}</p>}
      {!agrees && (
        <details>
          <summary>What was recorded, and what came here</summary>
          <div class="sides">
            <Side title="Recorded" text={expected} />
            <Side title="Here" text={actual} />
          </div>
        </details>
      )}
    </section>
  )
}

function Side({ title, text }: { title: string; text: string | undefined }) {
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <pre>{text ?? 'nothing'}</pre>
    </figure>
  )
}
