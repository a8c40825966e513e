// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { Deadlines } from '../../../../main/tokens/client/deadlines.ts';
import type { ModuleClient, ObjectReport, TokenReport } from '../../../../main/tokens/module-port.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import {
  makeSoftwareSkf,
  skfContainer,
  skfRsaContainer,
  skfUnavailable,
  type SkfFault,
  type SoftwareSkfOptions,
} from '../../../support/skf/software-skf.ts';
import { startModule, type RunningModule } from '../../../support/tokens/modules/start-module.ts';
import { targetFolder } from '../../../support/tokens/modules/target-folder.ts';
import { verifyWithOpenssl } from '../../../support/tokens/work/verify-with-openssl.ts';

const missing = skfUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;
const short: Partial<Deadlines> = { load: 8000, list: 1500, sign: 1500, login: 1500, close: 500 };

describe.skipIf(missing !== null)(`a USB Key that speaks SKF${title}`, () => {
  const { folder, remove } = targetFolder('skf-module');
  const running: RunningModule[] = [];
  afterAll(async () => {
    await Promise.all(running.map(async ({ client }) => client.close()));
    remove();
  });

  let keys = 0;
  function start(options: Omit<SoftwareSkfOptions, 'folder'> = {}) {
    keys += 1;
    const key = makeSoftwareSkf({ folder, serial: `M${keys}`, ...options });
    const module = startModule(key, { standard: 'skf', deadlines: short, watchEveryMs: 20 });
    running.push(module);
    return { key, module };
  }

  async function objects(client: ModuleClient, token: TokenReport): Promise<ObjectReport[]> {
    const found: ObjectReport[] = [];
    await client.withToken(token, async (session) => session.objects((batch) => void found.push(...batch)));
    return found;
  }

  async function sign(client: ModuleClient, token: TokenReport, message: Uint8Array, label = skfContainer) {
    const signer = (await objects(client, token)).find((each) => each.canSign && each.label === label);
    return await client.withToken(token, async (session) => {
      await session.login('user', '123456');
      return await session.sign(signer?.id ?? '', label === skfContainer ? 'sm2-sm3' : 'rsa-pkcs1-sha256', message);
    });
  }

  it.each([4, 8] as const)(
    '[G07] with a ULONG of %i octets lists, logs in and makes a signature that openssl verifies',
    async (ulong) => {
      const { key, module } = start({ ulong });
      const token = await module.token();
      expect(token).toMatchObject({
        label: key.label,
        maker: 'Software SKF',
        model: 'BANK',
        serial: key.serial,
        standard: 'skf',
        tries: { user: 6, so: 6 },
        totalBytes: 65536,
        freeBytes: 40000,
      });
      const found = await objects(module.client, token);
      expect(found.map((each) => [each.class, each.label, each.algorithm, each.canSign])).toEqual([
        ['certificate', skfContainer, null, false],
        ['certificate', skfContainer, null, false],
        ['private-key', skfContainer, 'sm2', true],
        ['private-key', skfContainer, 'sm2', false],
      ]);
      const spki = found.find(({ canSign }) => canSign)?.publicKey ?? new Uint8Array();
      expect(Buffer.from(spki)).toEqual(openssl(['pkey', '-pubin', '-outform', 'DER'], Buffer.from(key.publicKey)));
      const message = randomBytes(300);
      const signature = await sign(module.client, token, message);
      expect(verifyWithOpenssl(spki, 'sm2-sm3', message, signature)).toBe('Signature Verified Successfully');
      expect(key.attempts()).toBe(1);
    },
  );

  it.each([4, 8] as const)(
    '[G07] with a ULONG of %i octets makes an RSA signature that openssl verifies',
    async (ulong) => {
      const { module } = start({ ulong, rsa: true });
      const token = await module.token();
      const keys = (await objects(module.client, token)).filter((each) => each.class === 'private-key');
      expect(keys.map((each) => [each.label, each.algorithm, each.canSign])).toEqual([
        [skfRsaContainer, 'rsa-2048', true],
        [skfRsaContainer, 'rsa-2048', false],
        [skfContainer, 'sm2', true],
        [skfContainer, 'sm2', false],
      ]);
      const message = randomBytes(300);
      const signature = await sign(module.client, token, message, skfRsaContainer);
      const spki = keys[0]?.publicKey ?? new Uint8Array();
      expect(verifyWithOpenssl(spki, 'rsa-pkcs1-sha256', message, signature)).toBe('Signature Verified Successfully');
    },
  );

  it('[G07] shows two applications of one device as two tokens', async () => {
    const { module } = start({ applications: ['BANK', '税务'] });
    const slots = await module.client.slots();
    expect(slots.map(({ token }) => [token?.label, token?.model])).toEqual([
      ['软件 USB Key (BANK)', 'BANK'],
      ['软件 USB Key (税务)', '税务'],
    ]);
  });

  it('[G07] ends a login with its session, and keeps it open only when asked', async () => {
    const { module } = start();
    const token = await module.token();
    const [signer] = (await objects(module.client, token)).filter(({ canSign }) => canSign);
    const signOnly = async () =>
      module.client.withToken(token, async (session) => session.sign(signer?.id ?? '', 'sm2-sm3', randomBytes(9)));
    await module.client.withToken(token, async (session) => session.login('user', '123456'));
    await expect(signOnly()).rejects.toMatchObject({ code: 'pin-needed' });
    await module.client.withToken(token, async (session) => {
      await session.login('user', '123456');
      await session.keepOpen();
    });
    expect((await signOnly()).length).toBe(64);
    expect((await module.client.slots()).map(({ keptOpen }) => keptOpen)).toEqual([true]);
    await module.client.withToken(token, async (session) => session.logout());
    await expect(signOnly()).rejects.toMatchObject({ code: 'pin-needed' });
  });

  it('[G07] reports a library without SKF functions as broken', async () => {
    const { key } = start();
    const none = startModule({ ...key, modulePath: '/lib/x86_64-linux-gnu/libm.so.6' }, { standard: 'skf' });
    running.push(none);
    await expect(none.client.slots()).rejects.toMatchObject({
      code: 'module-broken',
      details: { reason: 'no SKF library: SKF_EnumDev' },
    });
    expect(none.faults).toEqual([]);
  });

  const kinds: readonly SkfFault[] = ['segv', 'exit', 'hang'];
  it.for(
    (['SKF_EnumDev', 'SKF_GetPINInfo', 'SKF_VerifyPIN', 'SKF_ECCSignData'] as const).flatMap((at) =>
      kinds.map((kind) => [at, kind] as const),
    ),
  )('[G07] reports a library whose %s ends in %s, and the next call works', async ([at, kind]) => {
    const { key, module } = start();
    const token = await module.token();
    key.trip(at, 'before', kind);
    const failing =
      at === 'SKF_EnumDev' || at === 'SKF_GetPINInfo'
        ? module.client.slots()
        : sign(module.client, token, randomBytes(9));
    await expect(failing).rejects.toMatchObject({ code: 'module-stopped' });
    expect(key.armed()).toBe(false);
    expect(module.faults).toMatchObject([{ kind: kind === 'hang' ? 'silent' : 'crashed' }]);
    expect((await sign(module.client, await module.token(), randomBytes(9))).length).toBe(64);
    expect(module.client.faults).toBe(1);
  });

  it('[G07] is paused after the third crash within a minute, until a retry', async () => {
    const { key, module } = start();
    await module.token();
    for (let time = 0; time < 3; time += 1) {
      key.trip('SKF_EnumDev', 'before', 'segv');
      await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-stopped' });
    }
    await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-paused' });
    module.client.retry();
    expect((await module.token()).serial).toBe(key.serial);
  });

  it.each([
    ['sizes', 'module-broken'],
    ['handles', 'module-broken'],
    ['overrun', 'module-stopped'],
  ] as const)('[G07] reports a lie about %s as %s', async (about, code) => {
    const { key, module } = start();
    await module.client.info();
    key.lie(about);
    await expect(module.client.slots()).rejects.toMatchObject({ code });
    key.lie();
    expect((await module.token()).serial).toBe(key.serial);
  });

  it.each(['no-sizes', 'endless', 'text'] as const)('[G07] survives the lie %s from the library', async (about) => {
    const { key, module } = start();
    await module.client.info();
    key.lie(about);
    const slots = await module.client.slots();
    expect(slots.length).toBe(about === 'text' ? 1 : 0);
    key.lie();
    const again = startModule(key, { standard: 'skf' });
    running.push(again);
    expect((await again.token()).serial).toBe(key.serial);
  });

  it('[G07] treats an impossible count of tries as unknown', async () => {
    const { key, module } = start();
    key.lie('absurd-tries');
    expect(await module.token()).toMatchObject({
      tries: { user: null, so: null },
      flags: { userPinLocked: false, userPinFinalTry: false, userPinCountLow: false },
    });
  });

  it(
    '[G07] a device unplugged 50 times disappears and returns each time, also while it signs',
    { timeout: 120_000 },
    async () => {
      const { key, module } = start();
      const token = await module.token();
      const codes = new Set<string>();
      for (let time = 0; time < 50; time += 1) {
        if (time % 2 === 0) key.trip('SKF_ECCSignData', 'before', 'unplug');
        else key.unplug();
        await sign(module.client, token, randomBytes(9)).then(
          () => codes.add('ok'),
          ({ code }: { code: string }) => codes.add(code),
        );
        expect((await module.client.slots()).map((slot) => slot.token)).toEqual([]);
        key.plug();
        expect((await module.token()).serial).toBe(key.serial);
      }
      expect([...codes]).toEqual(['token-removed']);
      expect(module.faults).toEqual([]);
      // No wrong PIN was sent.
      expect(key.triesLeft()).toBe(6);
      expect((await sign(module.client, token, randomBytes(9))).length).toBe(64);
    },
  );
});
