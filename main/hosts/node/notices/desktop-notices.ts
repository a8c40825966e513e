// SPDX-License-Identifier: Apache-2.0
import type { Notice } from '../../host.ts';
import { BusWriter } from './bus-message.ts';
import type { BusMessage, MethodCall } from './bus-message.ts';
import { addMatch, connectSessionBus, sessionBusSocket } from './session-bus.ts';
import type { SessionBus } from './session-bus.ts';

export interface DesktopNotices {
  notify(notice: Notice, onAction: () => void): Promise<boolean>;
  close(): void;
}

interface Service {
  readonly bus: SessionBus;
  readonly capabilities: ReadonlySet<string>;
}

const notifications = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

/** With -1, a notification may disappear unseen. */
const untilDismissed = 0;

/** Implements Desktop Notifications Specification 1.2, because other users could read notify-send's arguments. */
export function createDesktopNotices(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): DesktopNotices {
  const socketPath = platform === 'linux' ? sessionBusSocket(env) : null;
  const actions = new Map<string, () => void>();
  /** Clicks may arrive before the id is known. */
  const early = new Set<string>();
  let underWay = 0;
  let service: Service | null = null;

  function take({ interface: name, member, sender, body }: BusMessage): void {
    if (name !== notifications.interface || sender === null) return;
    const key = `${sender} ${body.uint32()}`;
    const onAction = actions.get(key);
    if (member === 'ActionInvoked' && onAction === undefined && underWay > 0) early.add(key);
    if (member === 'ActionInvoked') onAction?.();
    if (member === 'ActionInvoked' || member === 'NotificationClosed') actions.delete(key);
  }

  async function connected(): Promise<Service | null> {
    if (service?.bus.isOpen) return service;
    const uid = process.getuid?.();
    if (socketPath === null || uid === undefined) return null;
    actions.clear();
    const bus = await connectSessionBus(socketPath, uid);
    bus.onSignal(take);
    const rule = `type='signal',sender='${notifications.destination}',interface='${notifications.interface}'`;
    await bus.call(addMatch(rule, (text) => new BusWriter().string(text).bytes()));
    const answer = await bus.call({
      ...notifications,
      member: 'GetCapabilities',
      signature: '',
      body: new Uint8Array(),
    });
    service = { bus, capabilities: new Set(answer.body.strings()) };
    return service;
  }

  return {
    async notify(notice, onAction) {
      underWay += 1;
      try {
        const ready = await connected();
        if (ready === null) return false;
        const { sender, body } = await ready.bus.call(notifyCall(notice, ready.capabilities));
        const key = `${sender ?? ''} ${body.uint32()}`;
        if (early.delete(key)) onAction();
        else actions.set(key, onAction);
        return true;
      } catch {
        return false;
      } finally {
        underWay -= 1;
        if (underWay === 0) early.clear();
      }
    },
    close: () => service?.bus.close(),
  };
}

function notifyCall({ title, body, action }: Notice, capabilities: ReadonlySet<string>): MethodCall {
  // 'default' is a click on the notification.
  const actions = capabilities.has('actions') ? ['default', action, 'open', action] : [];
  const message = new BusWriter()
    .string('CertSteward')
    .uint32(0)
    .string('')
    .string(title)
    .string(capabilities.has('body-markup') ? escapeMarkup(body) : body)
    .strings(actions)
    // An empty a{sv} is still aligned to 8.
    .uint32(0)
    .align(8)
    .uint32(untilDismissed);
  return { ...notifications, member: 'Notify', signature: 'susssasa{sv}i', body: message.bytes() };
}

/** Untrusted text must not create links. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
