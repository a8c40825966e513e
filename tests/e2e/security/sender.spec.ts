// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '../support/fixtures.ts';
import type { PageWindow } from '../support/apps/page-window.ts';

test('[X03] a frame that reaches the binding is still refused as an untrusted sender', async ({
  app: { page },
  hostKind,
}) => {
  test.skip(hostKind !== 'chromium', 'Electron: tests/unit/hosts/electron/sender.test.ts');
  await page.evaluate(() => {
    document.body.append(document.createElement('iframe'));
  });
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const frameId = frameTree.childFrames?.[0]?.frame.id;
  if (frameId === undefined) throw new Error('the frame did not load');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId,
    worldName: 'certsteward-preload',
  });
  const expression = `new Promise((resolve) => {
    globalThis.certstewardReceive = ({ answer }) => resolve(answer);
    certstewardSend(JSON.stringify({ kind: 'request', id: 1, message: { call: 'app.info', input: {} } }));
  })`;
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  });
  expect(result.value).toEqual({ ok: false, error: { code: 'untrusted-sender', details: {} } });
});

test('[X03] the page’s own world has no binding', async ({ app: { page } }) => {
  expect(await page.evaluate(() => ['certstewardSend', 'certstewardReceive'].filter((name) => name in window))).toEqual(
    [],
  );
});

test('[X03] a message larger than any call allows is refused, and the next one answered', async ({ app: { page } }) => {
  const [large, next] = await page.evaluate(async () => {
    const base64 = 'A'.repeat(24 * 1024 * 1024);
    return [
      await (window as PageWindow).certsteward.invoke({ call: 'imports.drop', input: { fileName: 'x', base64 } }),
      await (window as PageWindow).certsteward.invoke({ call: 'app.info', input: {} }),
    ];
  });
  expect(large).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
  expect(next).toMatchObject({ ok: true });
});

test('[F07] a file of 8 MiB passes in one message', async ({ app: { page } }) => {
  const answer = await page.evaluate(async () => {
    const base64 = 'A'.repeat(4 * Math.ceil((8 * 1024 * 1024) / 3));
    return (window as PageWindow).certsteward.invoke({ call: 'imports.drop', input: { fileName: 'x', base64 } });
  });
  expect(answer).toMatchObject({ ok: true });
});

test('[X03] a page script can neither observe nor intercept the messages between the two worlds', async ({
  app: { page },
}) => {
  const heard = await page.evaluate(async () => {
    const heard: string[] = [];
    const said = EventTarget.prototype.dispatchEvent;
    const record = function (this: EventTarget, event: Event): boolean {
      heard.push(`dispatched ${event.type}`);
      return Reflect.apply(said, this, [event]);
    };
    EventTarget.prototype.dispatchEvent = record;
    document.dispatchEvent = record;
    const Message = CustomEvent;
    window.CustomEvent = class extends Message<unknown> {
      constructor(type: string, init?: CustomEventInit) {
        super(type, init);
        heard.push(`made ${type}`);
      }
    } as typeof CustomEvent;
    const invoke = async () => (window as PageWindow).certsteward.invoke({ call: 'app.info', input: {} });
    const first = await invoke();
    // Imitates the preload's handover, with names the script chose.
    const names = { toIsolated: 'mine', toPage: 'back' };
    document.addEventListener('back', () => heard.push('answer'));
    for (const [type, detail] of [
      ['certsteward-worlds', names],
      ['mine', { id: 1, message: { call: 'app.info', input: {} } }],
    ] as const) {
      Reflect.apply(said, document, [new Message(type, { detail })]);
    }
    const second = await invoke();
    return { heard, ok: [first.ok, second.ok] };
  });
  expect(heard).toEqual({ heard: [], ok: [true, true] });
});
