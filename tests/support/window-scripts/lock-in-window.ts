// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumPerson } from '../../e2e/support/people/chromium-person.ts';
import type { startChromiumApp } from '../../../main/chromium.ts';

/**
 * Opens the app in the Chromium host, creates a vault with a passphrase, imports a PKCS#12 file, uses its key, locks,
 * prints `locked`, and stays until stdin ends. Arguments: data folder, PKCS#12 file, its password file, passphrase
 * file, export target.
 */
const [dataFolder = '', file = '', passwordFile = '', passphraseFile = '', target = ''] = process.argv.slice(2);
// A typed path must be below the home folder.
process.env['HOME'] = path.dirname(target);
const entry = path.resolve(import.meta.dirname, '../../../dist/main/chromium.mjs');
const { startChromiumApp: start } = (await import(pathToFileURL(entry).href)) as {
  startChromiumApp: typeof startChromiumApp;
};
const app = await start({ dataFolder, headless: true, files: [] });
if (app === null) throw new Error('another app runs on this data folder');
const person = chromiumPerson(app.host, await app.page.context().newCDPSession(app.page));

interface Answer {
  readonly ok: boolean;
  readonly value?: Record<string, unknown>;
}

async function call(name: string, input: object): Promise<Record<string, unknown>> {
  const answer = (await app?.page.evaluate(
    (request) =>
      (window as unknown as { certsteward: { invoke(request: object): Promise<unknown> } }).certsteward.invoke(request),
    { call: name, input },
  )) as Answer;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.value ?? {};
}

const passphrase = readFileSync(passphraseFile, 'utf8');
const password = readFileSync(passwordFile, 'utf8');
await call('vault.setPassphrase', { passphrase });
const dropped = await call('imports.drop', { fileName: 'a.p12', base64: readFileSync(file).toString('base64') });
await call('imports.inspect', { draftId: dropped['draftId'], password });
const { added } = (await call('imports.commit', { draftId: dropped['draftId'] })) as { added: string[] };
await call('vault.lock', {});
await call('vault.unlock', { kind: 'passphrase', secret: passphrase });
await person.choosePlace(target);
const place = await call('exports.chooseDestination', { sha256: added[0], format: 'p12' });
const options = { sha256: added[0], format: 'p12', profile: 'modern', includeChain: false, password, allowWeak: true };
await call('exports.write', { ...options, destinationId: place['destinationId'] });
await call('vault.lock', {});
console.log('locked');
process.stdin.resume();
process.stdin.once('end', () => {
  void app.close().then(() => process.exit(0));
});
