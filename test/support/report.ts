import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { ReportData } from '../../webview/report/data'

/** All of a page but what is between the brackets. */
const page =
  /^<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="UTF-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n<meta name="viewport" content="width=device-width, initial-scale=1.0">\n<meta name="generator" content="Stepthrough [\d.]+">\n<title>([^<>]*)<\/title>\n<style>([^<]*)<\/style>\n<\/head>\n<body><div id="root"><noscript>[^<]*<\/noscript><\/div>\n<script type="application\/gzip" id="data">([A-Za-z0-9+/=]*)<\/script>\n<script>((?:(?!<\/script)[\s\S])*)<\/script><\/body>\n<\/html>\n$/

/** Reads a report as strictly as can be: nothing may be in it but its parts, and no script but the one that its policy names. */
export function readReport(html: string): ReportData & { readonly head: string } {
  const [, policy, head, style, data, script] = page.exec(html) ?? []
  if (data === undefined) throw new Error('It is no report, or has something else in it.')
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const allowed = `default-src 'none'; script-src ${hash(script!)}; style-src ${hash(style!)}; img-src blob:; worker-src blob:; base-uri 'none'; form-action 'none'`
  if (policy !== allowed) throw new Error(`Its policy is ${policy}`)
  if (/https?:\/\/(?!www\.w3\.org\/)|@import|url\(/.test(style!)) throw new Error('Its style loads something.')
  return { ...JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')), head: head! }
}
