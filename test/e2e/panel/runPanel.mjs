import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Runs one story of stories/ in plain Chromium: its default export gets the browser, `check(name, f)` and `shot(page, name)`. Unlike a story in VS Code a
 * step that fails does not end it: each stands for itself. Screenshots go to shots/panel.
 */
export async function runPanel({ browser, shots, script }) {
  const folder = path.join(shots, 'panel')
  mkdirSync(folder, { recursive: true })
  const result = { passed: 0, failed: 0 }
  const check = async (title, f) => {
    const t = Date.now()
    try {
      const said = await f()
      result.passed++
      console.log(`  ok    ${title}${said ? `: ${said}` : ''} (${Date.now() - t} ms)`)
    } catch (error) {
      result.failed++
      console.log(`  FAIL  ${title}: ${error.message}`)
    }
  }
  const shot = (page, name) => page.screenshot({ path: path.join(folder, `${name}.png`) })
  const story = await import(pathToFileURL(script))
  try {
    await story.default({ browser, check, shot })
  } catch (error) {
    return { ...result, failed: result.failed + 1, error }
  }
  return result
}
