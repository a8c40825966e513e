// SPDX-License-Identifier: Apache-2.0
import type { CDPSession, Page } from '@playwright/test';
import type { MisuseLog } from './misuse.ts';

/** The caller: Electron's `senderFrame`. */
export interface InvokingFrame {
  readonly isTop: boolean;
  readonly origin: string;
}

export interface PreloadOptions {
  readonly log: MisuseLog;
  /** The bundled preload, CommonJS. */
  readonly source: string;
  invoke(channel: string, given: readonly unknown[], frame: InvokingFrame): Promise<unknown>;
}

interface WrapsCalls {
  _wrapApiCall(
    this: CDPSession,
    run: () => Promise<unknown>,
    options: { readonly internal: boolean },
  ): Promise<unknown>;
}

const world = 'Electron Isolated Context';
const binding = 'electronStandInSend';

/**
 * Runs a sandboxed preload with context isolation, in a separate world where `require` knows only `electron`.
 * Returns a function that delivers `webContents.send`.
 */
export async function installPreload(page: Page, options: PreloadOptions) {
  const session = await page.context().newCDPSession(page);
  const worlds = new Map<number, InvokingFrame & { readonly frameId: string }>();
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== world) return;
    const { frameId = '' } = (context.auxData ?? {}) as { frameId?: string };
    worlds.set(context.id, { frameId, isTop: frameId === frameTree.frame.id, origin: context.origin });
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => worlds.clear());

  // Internal calls add no steps to Playwright's report; ten thousand steps would take minutes.
  const { _wrapApiCall: wrap } = session as unknown as WrapsCalls;
  const deliver = (executionContextId: number, name: string, given: unknown): void => {
    const call = {
      executionContextId,
      functionDeclaration: `(given) => ${name}(given)`,
      arguments: [{ value: given }],
    };
    wrap.call(session, () => session.send('Runtime.callFunctionOn', call), { internal: true }).catch(() => undefined);
  };

  async function take(executionContextId: number, frame: InvokingFrame, payload: string): Promise<void> {
    const { id, channel, given } = JSON.parse(payload) as { id: number; channel: string; given: unknown[] };
    const answered = await options.invoke(channel, given, frame).then(
      (value) => ({ value: options.log.clone(value, `main to page, ${channel}`) ?? null }),
      (error: unknown) => ({ error: `Error invoking remote method '${channel}': ${String(error)}` }),
    );
    deliver(executionContextId, 'electronStandInAnswer', { id, ...answered });
  }

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frame = worlds.get(executionContextId);
    if (name !== binding || !frame) return;
    const { run } = JSON.parse(payload) as { run?: string };
    // Uses CDP, because the page's CSP forbids `eval`.
    if (run !== undefined) session.send('Runtime.evaluate', { expression: run }).catch(() => undefined);
    else void take(executionContextId, frame, payload);
  });
  await session.send('Runtime.enable');
  await session.send('Page.enable');
  await session.send('Runtime.addBinding', { name: binding, executionContextName: world });
  // Electron runs a preload only in the top frame, unless nodeIntegrationInSubFrames is set.
  const isolated = `if (window.top === window) (${isolatedWorld.toString()})(${JSON.stringify(binding)}, (require, module, exports) => {${options.source}\n});`;
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `if (window.top === window) (${pageWorld.toString()})();`,
  });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: world });
  return (channel: string, given: readonly unknown[]): void => {
    const top = [...worlds].find(([, frame]) => frame.isTop);
    if (top) deliver(top[0], 'electronStandInReceive', { channel, given });
  };
}

/**
 * The page's end of contextBridge. Calls are document events, because `dispatchEvent` is synchronous like
 * contextBridge. A function lives as long as its proxy in the other world.
 */
function pageWorld(): void {
  type Wire =
    | { readonly kind: 'value'; readonly value?: unknown }
    | { readonly kind: 'function'; readonly id: number }
    | { readonly kind: 'promise'; readonly id: number };
  const callbacks = new Map<number, (...given: unknown[]) => unknown>();
  const promises = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  const dispatch = document.dispatchEvent.bind(document);
  const Message = CustomEvent;
  const collected = new FinalizationRegistry<number>((released) =>
    dispatch(new Message('electron-stand-in-call', { detail: JSON.stringify({ released }) })),
  );

  const unpack = (wire: Wire): unknown => {
    if (wire.kind === 'value') return wire.value;
    if (wire.kind === 'function') {
      const proxy = (...given: unknown[]) => ask(wire.id, given);
      collected.register(proxy, wire.id);
      return proxy;
    }
    const pending = Promise.withResolvers<unknown>();
    promises.set(wire.id, pending);
    return pending.promise;
  };

  function ask(id: number, given: unknown[]): unknown {
    const words = given.map((each) => {
      if (typeof each !== 'function') return { kind: 'value', value: each };
      last += 1;
      callbacks.set(last, each as (...values: unknown[]) => unknown);
      return { kind: 'function', id: last };
    });
    last += 1;
    // Unique, because a callback may make nested calls.
    const result = `electron-stand-in-result-${last}`;
    let answer: { value?: Wire; error?: string } | undefined;
    const hear = (event: Event): void => {
      answer = JSON.parse((event as CustomEvent<string>).detail) as typeof answer;
    };
    document.addEventListener(result, hear, { once: true });
    dispatch(new Message('electron-stand-in-call', { detail: JSON.stringify({ id, result, given: words }) }));
    if (answer === undefined || answer.error !== undefined)
      throw new Error(answer?.error ?? 'the preload did not answer');
    return unpack(answer.value ?? { kind: 'value' });
  }

  document.addEventListener('electron-stand-in-event', (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as {
      callback?: number;
      released?: number;
      promise?: number;
      given?: unknown[];
      value?: unknown;
      error?: string;
    };
    if (message.released !== undefined) callbacks.delete(message.released);
    if (message.callback !== undefined) callbacks.get(message.callback)?.(...(message.given ?? []));
    if (message.promise === undefined) return;
    const pending = promises.get(message.promise);
    promises.delete(message.promise);
    if (message.error === undefined) pending?.resolve(message.value);
    else pending?.reject(new Error(message.error));
  });
  document.addEventListener('electron-stand-in-expose', (event) => {
    const { name, api } = JSON.parse((event as CustomEvent<string>).detail) as {
      name: string;
      api: Readonly<Record<string, Wire>>;
    };
    const value = Object.freeze(Object.fromEntries(Object.entries(api).map(([key, wire]) => [key, unpack(wire)])));
    Object.defineProperty(window, name, { value, enumerable: true, configurable: false, writable: false });
  });
}

/** Runs the preload with a sandboxed preload's `electron` module. */
function isolatedWorld(
  bindingName: string,
  preload: (require: (name: string) => object, module: object, exports: object) => void,
): void {
  type Callable = (...given: unknown[]) => unknown;
  const globals = globalThis as unknown as Record<string, unknown>;
  const exposed = new Map<number, Callable>();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Callable[]>();
  let last = 0;
  const tell = (name: string, detail: object): void => {
    document.dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(detail) }));
  };
  const collected = new FinalizationRegistry<number>((released) => tell('electron-stand-in-event', { released }));

  const pack = (value: unknown): object => {
    if (typeof value === 'function') {
      last += 1;
      exposed.set(last, value as Callable);
      return { kind: 'function', id: last };
    }
    if (!(value instanceof Promise)) return { kind: 'value', value };
    last += 1;
    const id = last;
    value.then(
      (settled: unknown) => tell('electron-stand-in-event', { promise: id, value: settled }),
      (error: unknown) => tell('electron-stand-in-event', { promise: id, error: String(error) }),
    );
    return { kind: 'promise', id };
  };

  document.addEventListener('electron-stand-in-call', (event) => {
    const { id, result, given, released } = JSON.parse((event as CustomEvent<string>).detail) as {
      id: number;
      result: string;
      given: { kind: string; value?: unknown; id?: number }[];
      released?: number;
    };
    if (released !== undefined) return void exposed.delete(released);
    const words = given.map((each) => {
      if (each.kind === 'value') return each.value;
      const proxy = (...values: unknown[]) => tell('electron-stand-in-event', { callback: each.id, given: values });
      collected.register(proxy, each.id ?? 0);
      return proxy;
    });
    let answer: object;
    try {
      answer = { value: pack(exposed.get(id)?.(...words)) };
    } catch (error) {
      answer = { error: String(error) };
    }
    tell(result, answer);
  });

  globals['electronStandInAnswer'] = ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  };
  globals['electronStandInReceive'] = ({ channel, given }: { channel: string; given: unknown[] }) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...given);
  };
  const electron = {
    ipcRenderer: {
      async invoke(channel: string, ...given: unknown[]) {
        last += 1;
        const waiting = Promise.withResolvers<unknown>();
        pending.set(last, waiting);
        (globals[bindingName] as (payload: string) => void)(
          JSON.stringify({ id: last, channel, given: structuredClone(given) }),
        );
        return await waiting.promise;
      },
      on: (channel: string, listener: Callable) =>
        void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
    contextBridge: {
      executeInMainWorld: ({ func }: { func: () => void }) =>
        (globals[bindingName] as (payload: string) => void)(JSON.stringify({ run: `(${func.toString()})()` })),
      exposeInMainWorld: (name: string, api: Readonly<Record<string, unknown>>) =>
        tell('electron-stand-in-expose', {
          name,
          api: Object.fromEntries(Object.entries(api).map(([key, value]) => [key, pack(value)])),
        }),
    },
  };
  const require = (name: string): object => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
  const exported = {};
  preload(require, { exports: exported }, exported);
}
