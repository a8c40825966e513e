// SPDX-License-Identifier: Apache-2.0
import type { CDPSession } from 'playwright-core';
import { callNames, definitionOf } from '../../../shared/ipc/contract.ts';
import { isolatedBindingName, isolatedWorldName } from '../../../shared/ipc/channel.ts';
import type { Envelope } from '../../../shared/ipc/envelope.ts';
import type { ToHost, ToPage } from '../../../preload/chromium-messages.ts';
import type { MessageHandler, Sender } from '../host.ts';

/** In UTF-16 code units, before parsing. */
export const maxMessageLength = Math.max(...callNames.map((name) => definitionOf(name).maxBytes)) + 4096;

/** Reported by CDP, so the page can't forge it. */
interface World {
  readonly id: number;
  readonly sender: Sender;
}

export interface Transport {
  /** Does nothing without a page. */
  emit(event: string, payload: unknown): void;
  worldId(): number | null;
}

export interface TransportOptions {
  readonly session: CDPSession;
  readonly mainFrameId: string;
  readonly origin: string;
  /** Contents of dist/preload/chromium.js. */
  readonly pageScript: string;
  /** Contents of dist/preload/chromium-isolated.js. */
  readonly isolatedScript: string;
  readonly handler: MessageHandler;
  onWindowChanged(): void;
}

export async function openTransport(options: TransportOptions): Promise<Transport> {
  const { session, handler } = options;
  const worlds = new Map<number, World>();

  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== isolatedWorldName) return;
    worlds.set(context.id, { id: context.id, sender: senderOf(context, options.mainFrameId) });
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => worlds.clear());
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const world = worlds.get(executionContextId);
    if (name === isolatedBindingName && world) void take(payload, world);
  });

  async function take(payload: string, world: World): Promise<void> {
    if (payload.length > maxMessageLength) {
      const id = idOfOversized(payload);
      if (id !== null) deliver(world, { id, answer: tooLarge });
      return;
    }
    const message = readMessage(payload);
    if (message?.kind === 'window-changed') options.onWindowChanged();
    if (message?.kind !== 'request') return;
    deliver(world, { id: message.id, answer: await handler(message.message, world.sender) });
  }

  function deliver(world: World, message: ToPage): void {
    session
      .send('Runtime.callFunctionOn', {
        executionContextId: world.id,
        functionDeclaration: '(message) => certstewardReceive(message)',
        arguments: [{ value: message }],
      })
      .catch(() => undefined);
  }

  function appWorld(): World | undefined {
    return [...worlds.values()].find(({ sender }) => sender.topFrame && sender.origin === options.origin);
  }

  await session.send('Runtime.enable');
  await session.send('Page.enable');
  await session.send('Runtime.addBinding', { name: isolatedBindingName, executionContextName: isolatedWorldName });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: isolatedWorldName,
    source: options.isolatedScript,
  });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: options.pageScript });

  return {
    emit(event, payload) {
      const world = appWorld();
      if (world) deliver(world, { event, payload });
    },
    worldId: () => appWorld()?.id ?? null,
  };
}

const tooLarge: Envelope<never> = {
  ok: false,
  error: { code: 'message-too-large', details: { limit: maxMessageLength } },
};

/** The session belongs to this window, so `knownWindow` is true. */
export function senderOf(context: { origin: string; auxData?: unknown }, mainFrameId: string): Sender {
  const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId;
  return { knownWindow: true, topFrame: frameId === mainFrameId, origin: context.origin };
}

function readMessage(payload: string): ToHost | null {
  try {
    return JSON.parse(payload) as ToHost;
  } catch {
    return null;
  }
}

/** Relies on `kind` and `id` being first. */
function idOfOversized(payload: string): number | null {
  const match = /^\{"kind":"request","id":(\d{1,15}),/.exec(payload.slice(0, 64));
  return match?.[1] === undefined ? null : Number(match[1]);
}
