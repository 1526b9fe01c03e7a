// How a long list scrolls: functions that run in a page.

/** Scrolls what is longest for so many frames, a part of it each. Gives the milliseconds between them, the shortest first. */
export async function scrolled(count) {
  const long = [...document.querySelectorAll('*')].sort((a, b) => b.scrollHeight - b.clientHeight - (a.scrollHeight - a.clientHeight))[0]
  const by = Math.max(66, long.scrollHeight / count / 4)
  const times = []
  long.scrollTop = 0
  let last = await new Promise((resolve) => requestAnimationFrame(resolve))
  for (let i = 0; i < count; i++) {
    long.scrollTop += by
    const now = await new Promise((resolve) => requestAnimationFrame(resolve))
    times.push(now - last)
    last = now
  }
  if (long.scrollTop < by * (count - 1) * 0.9) throw new Error(`only ${long.scrollTop} px were scrolled`)
  return times.sort((a, b) => a - b)
}

/** What a person reads of it. A machine that is busy with something else loses frames, so that figures are printed; `throws` where most are lost. */
export function told(times) {
  const late = times.filter((time) => time > 25).length
  const rate = 1000 / (times.reduce((sum, time) => sum + time) / times.length)
  const middle = times[times.length >> 1]
  if (middle > 34) throw new Error(`the middle frame takes ${middle.toFixed(1)} ms`)
  return `${rate.toFixed(0)} frames a second, ${late} of ${times.length} later than 25 ms, the longest ${Math.round(times.at(-1))} ms`
}
