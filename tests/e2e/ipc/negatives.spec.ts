// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { callNames, definitionOf } from '../../../shared/ipc/contract.ts';
import type { Envelope } from '../../../shared/ipc/envelope.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { expect, test } from '../support/fixtures.ts';
import { importByCalls, value } from '../support/apps/in-page.ts';
import type { PageWindow } from '../support/apps/page-window.ts';
import { wholeList } from '../support/data/whole-list.ts';
import { shareApp } from '../support/apps/shared-app.ts';

/** Tests every call of the contract through the real bridge, on a real vault. */
const shared = shareApp('en');
const malformed: readonly (readonly [string, unknown])[] = [
  ['text', 'text'],
  ['null', null],
  ['a list', []],
  ['a number', 7],
  ['an unknown property', { unexpected: true }],
  ['a deep nest', { unexpected: { a: { b: [{ c: {} }] } } }],
];

test.beforeAll(async () => {
  const { p12, password } = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三' });
  await value(shared.app.page, 'vault.setPassphrase', { passphrase: 'a passphrase of four words' });
  await importByCalls(shared.app.page, p12, password);
});

/** State that a refused call must not change. */
async function whatIs(): Promise<unknown> {
  const { page } = shared.app;
  return {
    status: await value(page, 'vault.status', {}),
    list: await value(page, 'certificates.page', wholeList),
    settings: await value(page, 'settings.get', {}),
    settingsFile: readFileSync(path.join(shared.dataFolder, 'settings.json'), 'utf8'),
  };
}

const refused = (code: string) => ({ ok: false, error: { code, details: expect.any(Object) as object } });

for (const call of callNames) {
  test(`[X03] ${call} refuses malformed and oversized input and changes nothing`, async () => {
    const { page } = shared.app;
    const before = await whatIs();
    for (const [what, input] of malformed) {
      const answer = await page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), {
        call,
        input,
      });
      expect(answer, what).toEqual(refused('invalid-input'));
    }
    const oversized = await page.evaluate(
      ({ name, size }) =>
        (window as PageWindow).certsteward.invoke({ call: name, input: { filler: 'x'.repeat(size) } }),
      { name: call, size: definitionOf(call).maxBytes },
    );
    expect(oversized).toEqual(refused('message-too-large'));
    expect(await whatIs()).toEqual(before);
  });
}

test('[X03] a frame that reaches the binding is refused on every call', async ({ hostKind }) => {
  test.skip(hostKind !== 'chromium', 'Electron: tests/unit/hosts/electron/sender.test.ts');
  const { page } = shared.app;
  const before = await whatIs();
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const frameId = frameTree.childFrames?.[0]?.frame.id;
  if (frameId === undefined) throw new Error('the frame did not load');
  const world = { frameId, worldName: 'certsteward-preload' };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', world);
  const expression = `(async () => {
    const answers = {};
    for (const [id, call] of ${JSON.stringify(callNames)}.entries())
      answers[call] = await new Promise((resolve) => {
        globalThis.certstewardReceive = ({ answer }) => resolve(answer);
        certstewardSend(JSON.stringify({ kind: 'request', id, message: { call, input: {} } }));
      });
    return answers;
  })()`;
  const options = { contextId: executionContextId, awaitPromise: true, returnByValue: true };
  const { result } = await session.send('Runtime.evaluate', { expression, ...options });
  const expected = callNames.map((call) => [call, { ok: false, error: { code: 'untrusted-sender', details: {} } }]);
  expect(result.value).toEqual(Object.fromEntries(expected));
  await page.evaluate(() => document.querySelector('iframe')?.remove());
  expect(await whatIs()).toEqual(before);
});

test('[X03] a message that is not a request is refused', async () => {
  const { page } = shared.app;
  const before = await whatIs();
  const messages: unknown[] = [
    'text',
    null,
    { call: 'app.info' },
    { call: 'no.such.call', input: {} },
    { call: 'toString', input: {} },
    { call: '__proto__', input: {} },
    { call: 'x'.repeat(65), input: {} },
    { call: 'app.info', input: {}, operationId: 'not a uuid' },
  ];
  for (const message of messages) {
    const answer: Envelope | { thrown: string } = await page.evaluate(
      (request) =>
        (window as PageWindow).certsteward
          .invoke(request as never)
          .catch((error: unknown) => ({ thrown: (error as Error).name })),
      message,
    );
    if ('thrown' in answer) continue;
    expect(['invalid-input', 'unknown-call'], JSON.stringify(message)).toContain(answer.ok ? 'ok' : answer.error.code);
  }
  expect(await whatIs()).toEqual(before);
});
