// SPDX-License-Identifier: Apache-2.0
import { describe, expect, onTestFinished, test } from 'vitest';
import { BusWriter } from '../../../../main/hosts/node/notices/bus-message.ts';
import { createDesktopNotices } from '../../../../main/hosts/node/notices/desktop-notices.ts';
import { connectSessionBus, sessionBusSocket } from '../../../../main/hosts/node/notices/session-bus.ts';
import { startFakeBus } from '../../../support/fake-session-bus.ts';
import { waitUntil } from '../../../support/tokens/wait-until.ts';

const notice = { title: '工资卡', body: 'First: <a href="x">&, expires in 7 days', action: 'Open' };

interface Shown {
  readonly app: string;
  readonly title: string;
  readonly body: string;
  readonly actions: string[];
}

async function service(capabilities: readonly string[], beforeAnswer: (id: number) => void = () => undefined) {
  const shown: Shown[] = [];
  const bus = await startFakeBus(({ member, body }) => {
    if (member === 'GetCapabilities') return { signature: 'as', body: new BusWriter().strings(capabilities).bytes() };
    if (member !== 'Notify') return 'refused';
    const app = body.string();
    body.uint32();
    body.string();
    shown.push({ app, title: body.string(), body: body.string(), actions: body.strings() });
    beforeAnswer(40 + shown.length);
    return { signature: 'u', body: new BusWriter().uint32(40 + shown.length).bytes() };
  });
  const notices = createDesktopNotices('linux', bus.env);
  onTestFinished(() => notices.close());
  const clicks: number[] = [];
  const notify = async (number: number) => await notices.notify(notice, () => void clicks.push(number));
  const acted = (id: number, sender = bus.service) =>
    bus.emit('ActionInvoked', sender, new BusWriter().uint32(id).string('open').bytes());
  return { bus, shown, clicks, notify, acted, notices };
}

describe('notifications over the session bus', () => {
  test('[R02] closes the connection to a bus that refuses the client', async () => {
    const bus = await startFakeBus(() => 'silence', { refusesHello: true });
    const socketPath = sessionBusSocket(bus.env) ?? '';
    await expect(connectSessionBus(socketPath, 1000)).rejects.toThrow('refused');
    await waitUntil('the connection is closed', () => bus.closed === 1, 5000);
  });

  test('[R02] [X10] sends the desktop text and an action, with markup escaped', async () => {
    const { notify, shown } = await service(['actions', 'body', 'body-markup']);
    expect(await notify(1)).toBe(true);
    expect(shown).toEqual([
      {
        app: 'CertSteward',
        title: '工资卡',
        body: 'First: &lt;a href="x"&gt;&amp;, expires in 7 days',
        actions: ['default', 'Open', 'open', 'Open'],
      },
    ]);
  });

  test('[R02] sends neither markup nor actions to a desktop without them', async () => {
    const { notify, shown } = await service(['body']);
    await notify(1);
    expect(shown[0]).toMatchObject({ body: notice.body, actions: [] });
  });

  test('[R02] handles a click once, for its own notification and only from the service', async () => {
    const { notify, acted, clicks } = await service(['actions']);
    await notify(1);
    await notify(2);
    acted(41, ':1.666');
    acted(99);
    acted(42);
    acted(42);
    await waitUntil('the click', () => clicks.length > 0, 5000);
    acted(41);
    await waitUntil('the other click', () => clicks.length > 1, 5000);
    expect(clicks).toEqual([2, 1]);
  });

  test('[R02] keeps a click that arrives before the number of its notification', async () => {
    const early: ((id: number) => void)[] = [];
    const { notify, acted, clicks } = await service(['actions'], (id) => early[0]?.(id));
    early.push((id) => acted(id));
    expect(await notify(1)).toBe(true);
    expect(clicks).toEqual([1]);
    acted(41);
    early.pop();
    await notify(2);
    acted(42);
    await waitUntil('the other click', () => clicks.length > 1, 5000);
    expect(clicks).toEqual([1, 2]);
  });

  test('[R02] reports failure when the service refuses or no bus exists', async () => {
    const bus = await startFakeBus(() => 'refused');
    const notices = createDesktopNotices('linux', bus.env);
    onTestFinished(() => notices.close());
    expect(await notices.notify(notice, () => undefined)).toBe(false);
    const nobody = createDesktopNotices('linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' });
    expect(await nobody.notify(notice, () => undefined)).toBe(false);
    expect(await createDesktopNotices('win32', bus.env).notify(notice, () => undefined)).toBe(false);
  });

  test.each([
    ['a length beyond the cap', [0x6c, 4, 1, 1, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['fields that end nowhere', [0x6c, 4, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 7, 1, 0x73, 0, 0xff, 0, 0, 0]],
  ])('[R02] [X07] %s closes only the connection; the next notification opens another', async (_what, bytes) => {
    const { bus, notify, shown } = await service(['actions']);
    await notify(1);
    bus.send(Uint8Array.from(bytes));
    await waitUntil('another connection', async () => (await notify(2)) && bus.connections === 2, 5000);
    expect(shown.length).toBeGreaterThan(1);
  });

  test('[R02] finds the bus in every form of address and in the runtime folder', () => {
    const at = (address: string) => sessionBusSocket({ DBUS_SESSION_BUS_ADDRESS: address });
    expect(at('unix:path=/run/user/1000/bus')).toBe('/run/user/1000/bus');
    expect(at('unix:abstract=/tmp/dbus-x,guid=0a')).toBe('\0/tmp/dbus-x');
    expect(at('tcp:host=localhost,port=1;unix:path=/a%20b')).toBe('/a b');
    expect(at('tcp:host=localhost,port=1')).toBeNull();
    expect(at('unix:path=/a%2;unix:path=/b')).toBe('/b');
    expect(sessionBusSocket({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/bus');
    expect(sessionBusSocket({})).toBeNull();
  });
});
