// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startChromiumApp } from '../../../main/chromium.ts';
import { appPages } from '../../e2e/pages/app-pages.ts';
import { waitUntil } from '../tokens/wait-until.ts';

/**
 * Opens the app minimised, waits for notices in dunst and invokes the first one's action. Prints the notices, the
 * window states and the opened heading as one JSON line. Needs a display and a session bus. Arguments: data folder,
 * number of notices, label of the certificate to open, and `renews` if its renewal opens.
 */
const [dataFolder = '', expected = '1', label = '', renews = ''] = process.argv.slice(2);
const patienceMs = 30_000;

// Minimising needs a window manager.
const manager = spawn('openbox', { stdio: 'ignore' });
const dunst = spawn('dunst', ['-print'], { stdio: ['ignore', 'pipe', 'inherit'] });
let printed = '';
dunst.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
const dunstctl = (...argv: string[]): string => execFileSync('dunstctl', argv, { encoding: 'utf8', stdio: 'pipe' });
const displayed = (): number => {
  try {
    return Number(dunstctl('count', 'displayed'));
  } catch {
    return 0;
  }
};
/** Ask the bus, because querying the service would start a second dunst, which prints nothing. */
const runs = (): boolean => {
  const [bus, service] = ['org.freedesktop.DBus', 'org.freedesktop.Notifications'];
  const question = ['--session', '--print-reply', `--dest=${bus}`, '/org/freedesktop/DBus', `${bus}.NameHasOwner`];
  return execFileSync('dbus-send', [...question, `string:${service}`], { encoding: 'utf8' }).includes('boolean true');
};
await waitUntil('dunst', runs, patienceMs);

const entry = path.resolve(import.meta.dirname, '../../../dist/main/chromium.mjs');
const { startChromiumApp: start } = (await import(pathToFileURL(entry).href)) as {
  startChromiumApp: typeof startChromiumApp;
};
const app = await start({ dataFolder, headless: false, files: [] });
if (app === null) throw new Error('another app runs on this data folder');
const session = await app.page.context().newCDPSession(app.page);
const { windowId } = await session.send('Browser.getWindowForTarget');
await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
const stateOf = async () => (await session.send('Browser.getWindowForTarget')).bounds.windowState;
await waitUntil('the minimised window', async () => (await stateOf()) === 'minimized', patienceMs);
const before = await stateOf();

await waitUntil('the notices', () => displayed() >= Number(expected), patienceMs);
const shown = displayed();
dunstctl('action', '0');
const { detail, words } = appPages(app.page, 'en');
const opened =
  renews === ''
    ? detail.pane.getByRole('heading', { level: 2, name: label, exact: true })
    : app.page.getByRole('heading', { name: words.guide.renewTitle.replace('{{name}}', label) });
await opened.waitFor({ timeout: patienceMs });
const title = await opened.innerText();
const dialogs = await app.page.getByRole('dialog').count();
await waitUntil('the window', async () => (await stateOf()) === 'normal', patienceMs);
const after = await stateOf();
// On a busy machine, dunst's output can lag behind the event.
await waitUntil('what dunst prints', () => printed.includes("summary: '"), patienceMs);
await app.close();
dunst.kill();
manager.kill();
console.log(JSON.stringify({ printed, shown, windowBefore: before, windowAfter: after, title, dialogs }));
// Exit explicitly, because Playwright's pipe keeps the event loop alive.
process.exit(0);
