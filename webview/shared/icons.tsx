import type { Kind } from '../events/timeline'

/** Paths of 16 by 16 pixels, drawn in the text's colour. */
const paths = {
  started: 'M5 3.5v9l7.5-4.5z',
  entered: 'M2 8h8M7 5l3 3-3 3M13.5 3v10',
  exited: 'M2.5 3v10M6 8h8M11 5l3 3-3 3',
  scheduled: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 5v3.2l2 1.6',
  succeeded: 'M3 8.5l3.3 3.3L13 4.8',
  failed: 'M4 4l8 8M12 4l-8 8',
  other: 'M8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6',
  chevron: 'M6 4l4 4-4 4',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  open: 'M9 2.5h4.5V7M13.5 2.5L8 8M11 9.5v4H2.5V5h4',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  clear: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  stepBack: 'M13 12.5a5.5 5.5 0 0 0-9-5.5M3.5 3.5v4h4M8 13.2a.8.8 0 1 0 .01 0',
  stepOver: 'M3 12.5a5.5 5.5 0 0 1 9-5.5M12.5 3.5v4h-4M8 13.2a.8.8 0 1 0 .01 0',
  stepInto: 'M8 2.5v7M5 6.7l3 3 3-3M8 13.2a.8.8 0 1 0 .01 0',
  reverse: 'M11 3.5v9L3.5 8z',
  along:
    'M6.5 9.5a2.5 2.5 0 0 0 3.6 0l2.2-2.2a2.5 2.5 0 0 0-3.6-3.6L7.8 4.6M9.5 6.5a2.5 2.5 0 0 0-3.6 0L3.7 8.7a2.5 2.5 0 0 0 3.6 3.6l.9-.9',
  added: 'M8 3.5v9M3.5 8h9',
  removed: 'M3.5 8h9',
  changed: 'M3 6h10M3 10h10M10.5 3l-5 10',
  within: 'M8 7a1 1 0 1 1 0 2a1 1 0 0 1 0-2',
  equal: 'M3 6h10M3 10h10',
  pin: 'M8 14V9.5M4.5 9.5h7L10 7V3.5H6V7z',
  compare: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z',
  path: 'M4 3.5a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6M4 7.1V10a2 2 0 0 0 2 2h3M10.8 10.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6',
  assign: 'M3 4.5h10v7H3zM5.5 8h5M8.5 6l2 2-2 2',
  goto: 'M9.5 3.5h3v9h-3M2.5 8h7M7 5.5L9.5 8L7 10.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.7v.3',
  help: 'M5.5 6a2.5 2.5 0 1 1 3.8 2.1C8.4 8.7 8 9.2 8 10M8 12.3v.2',
  gauge: 'M2.5 12a6 6 0 1 1 11 0M8 10.5l2.5-4',
  before: 'M8 12.5v-9M4.5 7L8 3.5 11.5 7',
  after: 'M8 3.5v9M4.5 9L8 12.5 11.5 9',
  failureBefore: 'M8 14V9M5 11.5L8 8.5 11 11.5M6 2l4 4M10 2L6 6',
  failureAfter: 'M8 2v5M5 4.5L8 7.5 11 4.5M6 10l4 4M10 10l-4 4',
  chevronDown: 'M4 6l4 4 4-4',
  match: 'M5.5 4.5h-3v7h3M10.5 4.5h3v7h-3M6 8h4',
  back: 'M13.5 8h-10M7 4.5L3.5 8 7 11.5',
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3l3.4 3.4',
  plus: 'M3 8h10M8 3v10',
  minus: 'M3 8h10',
  across: 'M2.5 5.5h3v5h-3zM10.5 5.5h3v5h-3zM5.5 8h5',
  down: 'M5.5 2.5h5v3h-5zM5.5 10.5h5v3h-5zM8 5.5v5',
  whole: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  collapse: 'M4.5 2.5L8 5.5l3.5-3M4.5 13.5l3.5-3 3.5 3M2.5 8h11',
  expand: 'M4.5 5L8 2l3.5 3M4.5 11L8 14l3.5-3M2.5 8h11',
  graph: 'M5.5 2.5h5v3h-5zM2.5 10.5h4v3h-4zM9.5 10.5h4v3h-4zM8 5.5V8M4.5 10.5V8h7v2.5',
  reply: 'M6.5 3.5l-4 4 4 4M2.5 7.5h6a5 5 0 0 1 5 5',
  caught: 'M12.5 12.5V8a3 3 0 0 0-3-3H3M6 2L3 5l3 3',
  timedOut: 'M4 2.5h8M4 13.5h8M5 2.5v2.7L8 8l3-2.8V2.5M5 13.5v-2.7L8 8l3 2.8v2.7',
  aborted: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M4.2 4.2l7.6 7.6',
  table: 'M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3l3.2 3.2M5 7h4M7 5v4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3l3.2 3.2M5 7h4',
  fit: 'M2.5 3v10M13.5 3v10M5 8h6M6.5 6L4.5 8l2 2M9.5 6l2 2-2 2',
  compress: 'M1.5 8h4M4 6l2 2-2 2M14.5 8h-4M12 6l-2 2 2 2M8 3v10',
  focus: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M6 8h4',
  fold: 'M2.5 3.5h11M2.5 12.5h11M5 8h6',
  clock: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 4.8V8l2.2 1.3',
  previous: 'M10 4L6 8l4 4',
} satisfies Record<Kind | string, string>

export type IconName = keyof typeof paths

/** The path of an icon, for drawings. */
export const iconPath = (name: IconName): string => paths[name]

export function Icon({ name, spin }: { name: IconName; spin?: boolean }) {
  return (
    <svg class={spin ? 'icon spin' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
