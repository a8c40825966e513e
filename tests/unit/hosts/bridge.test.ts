// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createBridge } from '../../../preload/bridge.ts';
import { createCrashPolicy } from '../../../main/hosts/crash-policy.ts';
import { createOpenedFiles } from '../../../main/hosts/opened-files.ts';

function build() {
  const sent: unknown[] = [];
  let emit: (event: string, payload: unknown) => void = () => {};
  const transport = {
    request: async (message: unknown) => {
      sent.push(message);
      return { ok: true, value: 1 };
    },
    onEvent: (listener: typeof emit) => {
      emit = listener;
    },
  };
  const bridge = createBridge(transport, { calls: ['app.info'], events: ['vault.changed'] });
  return { bridge, sent, emit: (event: string, payload: unknown) => emit(event, payload) };
}

test('[X03] sends only calls of the contract, rebuilt from their three fields', async () => {
  const { bridge, sent } = build();
  const smuggled = { call: 'app.info', input: {}, extra: 'x', operationId: undefined };
  expect(await bridge.invoke(smuggled)).toEqual({ ok: true, value: 1 });
  expect(sent).toEqual([{ call: 'app.info', input: {} }]);
  for (const call of ['no.call', '__proto__', 'toString']) {
    expect(await bridge.invoke({ call, input: {} })).toEqual({
      ok: false,
      error: { code: 'unknown-call', details: {} },
    });
  }
  expect(sent).toHaveLength(1);
});

test('[X03] delivers only events of the contract, until the subscription ends', () => {
  const { bridge, emit } = build();
  const heard: unknown[] = [];
  const stop = bridge.on('vault.changed', (payload) => void heard.push(payload));
  emit('vault.changed', { revision: 1 });
  emit('other', {});
  stop();
  emit('vault.changed', { revision: 2 });
  expect(heard).toEqual([{ revision: 1 }]);
  expect(() => bridge.on('other', () => {})).toThrow('no such event');
});

test('[U09] keeps an early event for the first listener', () => {
  const { bridge, emit } = build();
  const heard: unknown[] = [];
  emit('vault.changed', { revision: 1 });
  bridge.on('vault.changed', (payload) => void heard.push(payload));
  bridge.on('vault.changed', (payload) => void heard.push(payload));
  expect(heard).toEqual([{ revision: 1 }]);
});

test('[X01] the bridge cannot be changed by the page', () => {
  expect(Object.isFrozen(build().bridge)).toBe(true);
});

test('[U09] keeps opened files until the window and a listener are ready', () => {
  const opened = createOpenedFiles();
  const taken: string[] = [];
  opened.handOver(['/a']);
  opened.onFilesOpened((paths) => void taken.push(...paths));
  expect(taken).toEqual([]);
  opened.windowIsReady();
  opened.handOver(['/b']);
  expect(taken).toEqual(['/a', '/b']);
});

test('[X07] stops reloading a renderer that keeps crashing', () => {
  let now = 0;
  const afterCrash = createCrashPolicy(() => now);
  expect([afterCrash(), afterCrash(), afterCrash(), afterCrash()]).toEqual(['reload', 'reload', 'reload', 'close']);
  now = 120_000;
  expect(afterCrash()).toBe('reload');
});
