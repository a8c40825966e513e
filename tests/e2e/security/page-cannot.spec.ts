// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { networkSockets } from '../support/apps/process-tree.ts';
import { inPageTask } from '../support/apps/page-task.ts';
import type { PageWindow } from '../support/apps/page-window.ts';

/** The window still shows our page, and the app responds. */
async function expectAppAlive(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/');
  const answer = await page.evaluate(() => (window as PageWindow).certsteward.invoke({ call: 'app.info', input: {} }));
  expect(answer).toMatchObject({ ok: true });
}

test('[X02] the page cannot run text as code', async ({ app: { page } }) => {
  /* oxlint-disable no-eval, no-new-func, no-implied-eval -- the point of this spec */
  expect(await inPageTask(page, () => eval('1'))).toEqual({ error: 'EvalError' });
  expect(await inPageTask(page, () => new Function('return 1')())).toEqual({ error: 'EvalError' });
  const inline = await inPageTask(page, () => {
    const script = document.createElement('script');
    script.append('window.ranInline = true');
    document.body.append(script);
    return 'ranInline' in window;
  });
  expect(inline).toEqual({ value: false });
  const text = await inPageTask(page, () => {
    document.createElement('script').textContent = 'window.ranInline = true';
  });
  expect(text).toEqual({ error: 'TypeError' });
  const handler = await inPageTask(page, () => document.body.setAttribute('onclick', 'window.ranInline = true'));
  expect(handler).toEqual({ error: 'TypeError' });
  const later = await inPageTask(page, () => setTimeout('window.ranInline = true', 0));
  expect('error' in later).toBe(true);
  expect(await inPageTask(page, () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))).toEqual({
    error: 'CompileError',
  });
  /* oxlint-enable no-eval, no-new-func, no-implied-eval */
});

test('[X02] the page cannot write markup', async ({ app: { page } }) => {
  const inner = await inPageTask(page, () => {
    document.body.innerHTML = '<b>x</b>';
  });
  expect(inner).toEqual({ error: 'TypeError' });
  const write = await inPageTask(page, () => document.write('<b>x</b>'));
  expect(write).toEqual({ error: 'TypeError' });
  const policy = await inPageTask(page, () => {
    const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } };
    trustedTypes.createPolicy('mine', {});
  });
  expect(policy).toEqual({ error: 'TypeError' });
  await expectAppAlive(page);
});

test('[X02] [X06] the page cannot reach a network', async ({ app: { page } }) => {
  const answered: string[] = [];
  page.on('response', (response) => void answered.push(response.url()));
  expect(await inPageTask(page, () => fetch('https://bank.example/'))).toEqual({ error: 'TypeError' });
  expect(await inPageTask(page, () => fetch(location.href))).toEqual({ error: 'TypeError' });
  const socket = await inPageTask(
    page,
    () =>
      new Promise((resolve) => {
        const opened = new WebSocket('wss://bank.example/');
        opened.addEventListener('error', () => resolve('error'));
        opened.addEventListener('open', () => resolve('open'));
      }),
  );
  expect(socket).not.toEqual({ value: 'open' });
  const image = await inPageTask(
    page,
    () =>
      new Promise((resolve) => {
        const element = new Image();
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        element.addEventListener('load', () => resolve('loaded'));
        element.src = 'https://bank.example/pixel.png';
      }),
  );
  expect(image).toEqual({ value: 'img-src' });
  const workers = await inPageTask(page, async () => {
    await navigator.serviceWorker.register('/worker.js').catch(() => undefined);
    return (await navigator.serviceWorker.getRegistrations()).length;
  });
  expect(workers).toEqual({ value: 0 });
  expect(answered).toEqual([]);
});

test('[X06] a peer connection reaches no network', async ({ app: { page, processId, host } }) => {
  test.skip(
    host === 'conformance',
    'a frame that the page makes has WebRTC in Electron; the stand-in has no handling policy',
  );
  const candidates = await inPageTask(page, async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame = frame.contentWindow as (Window & typeof globalThis) | null;
    // The Chromium host removes RTCPeerConnection, also from frames; Electron's WebRTC IP handling policy disarms it.
    const Connection = window.RTCPeerConnection ?? inFrame?.RTCPeerConnection;
    if (!Connection) return [];
    const connection = new Connection({ iceServers: [{ urls: 'stun:bank.example:3478' }] });
    connection.createDataChannel('x');
    const found: string[] = [];
    const gathered = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate === null) resolve();
        else if (candidate.candidate !== '') found.push(candidate.candidate);
      });
    });
    await connection.setLocalDescription(await connection.createOffer());
    await gathered;
    return found;
  });
  expect(networkSockets(processId)).toEqual([]);
  expect(candidates).toEqual({ value: [] });
});

test('[X01] the page cannot navigate away or open another page', async ({ app: { page, host } }) => {
  expect(await inPageTask(page, () => window.open('https://bank.example/') === null)).toEqual({ value: true });
  for (const target of ['https://bank.example/', '/assets/elsewhere.html', '/index.html']) {
    // The Chromium host answers the request with 204; Electron refuses before sending it.
    const asked = host === 'chromium' ? page.waitForEvent('requestfailed') : Promise.resolve();
    await page.evaluate((url) => {
      setTimeout(() => location.assign(url), 0);
    }, target);
    await asked;
    await expectAppAlive(page);
  }
  const form = await inPageTask(
    page,
    () =>
      new Promise((resolve) => {
        const element = document.createElement('form');
        element.action = 'https://bank.example/';
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        document.body.append(element);
        element.submit();
      }),
  );
  expect(form).toEqual({ value: 'form-action' });
  await expectAppAlive(page);
});

test('[X01] a click does not open a window either', async ({ app: { page } }) => {
  await inPageTask(page, () => {
    const button = document.createElement('button');
    button.textContent = 'popup';
    button.style.position = 'fixed';
    button.style.zIndex = '9999';
    button.addEventListener('click', () => window.open('https://bank.example/'));
    document.body.prepend(button);
  });
  await page.getByRole('button', { name: 'popup', includeHidden: true }).dispatchEvent('click');
  await expect.poll(() => page.context().pages().length).toBe(1);
  await expectAppAlive(page);
});

test('[X01] the page gets no permission', async ({ app: { page } }) => {
  const states = await inPageTask(page, async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual({ value: ['denied', 'denied', 'denied', 'denied', 'denied'] });
});

test('[X01] nothing but the bridge is added to the page, and it cannot be changed', async ({ app: { page } }) => {
  const added = await inPageTask(page, () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    // Frames are numbered properties; zod keeps its registry under `__zod_` names.
    const known = (name: string) => plain.has(name) || /^\d+$/.test(name) || name.startsWith('__zod_');
    return Object.getOwnPropertyNames(window).filter((name) => !known(name));
  });
  expect(added).toEqual({ value: ['certsteward'] });
  const changed = await inPageTask(page, () => {
    'use strict';
    Object.assign((window as PageWindow).certsteward, { invoke: () => 'mine' });
  });
  expect(changed).toEqual({ error: 'TypeError' });
  const replaced = await inPageTask(page, () => {
    'use strict';
    Object.assign(window, { certsteward: {} });
  });
  expect(replaced).toEqual({ error: 'TypeError' });
  expect(
    await inPageTask(page, () => (window as PageWindow).certsteward.invoke({ call: 'no.such.call', input: {} })),
  ).toEqual({
    value: { ok: false, error: { code: 'unknown-call', details: {} } },
  });
});

test('[X03] a frame inside the page has no bridge', async ({ app: { page } }) => {
  const inside = await inPageTask(page, () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const found = frame.contentWindow !== null && 'certsteward' in frame.contentWindow;
    frame.remove();
    return found;
  });
  expect(inside).toEqual({ value: false });
});
