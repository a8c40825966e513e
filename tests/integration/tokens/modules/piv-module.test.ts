// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes, type KeyPairKeyObjectResult } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectReport, TokenReport, TokenSession } from '../../../../main/tokens/module-port.ts';
import { startModule, type RunningModule } from '../../../support/tokens/modules/start-module.ts';
import { verifyWithOpenssl } from '../../../support/tokens/work/verify-with-openssl.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../../support/tokens/modules/yubikey.ts';

const missing = yubikeyTarget('ykcs11').available() ?? yubikeyTarget('opensc').available();
const message = randomBytes(100);
const puk = '12345678';

async function all(session: TokenSession): Promise<ObjectReport[]> {
  const objects: ObjectReport[] = [];
  await session.objects((batch) => objects.push(...batch));
  return objects;
}

describe.skipIf(missing !== null)(`a PIV card${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let target: YubikeyTarget;
  let ykcs11: RunningModule;
  let opensc: RunningModule;
  beforeAll(async () => {
    target = await yubikeyTarget('ykcs11').start();
    ykcs11 = startModule(target, { watchEveryMs: 50 });
    opensc = startModule(throughModule(target.yubikey, 'opensc'), { watchEveryMs: 50 });
  });
  afterAll(async () => {
    await ykcs11.client.close();
    await opensc.client.close();
    await target.stop();
  });

  it('[T06] generates keys as officer in separate places, and signs with them as user', async () => {
    const token = await ykcs11.token();
    expect(token).toMatchObject({ writesAs: 'so', unblock: ['puk'] });
    const keys = await ykcs11.client.withToken(token, async (session) => {
      await session.login('so', target.soPin);
      return [await session.generate('ec-p256', 'first'), await session.generate('rsa-2048', 'second')];
    });
    expect(keys.map(({ keyId, pinEachTime }) => [keyId, pinEachTime])).toEqual([
      ['01', false],
      ['02', true],
    ]);
    const signatures = await ykcs11.client.withToken(token, async (session) => {
      await session.login('user', target.pin);
      const [first, second] = (await all(session)).filter((object) => object.class === 'private-key');
      return [
        await session.sign(first?.id ?? '', 'ecdsa-sha256', message),
        await session.sign(second?.id ?? '', 'rsa-pkcs1-sha256', message),
      ];
    });
    const schemes = ['ecdsa-sha256', 'rsa-pkcs1-sha256'] as const;
    const said = schemes.map((scheme, at) =>
      verifyWithOpenssl(keys[at]?.publicKey ?? new Uint8Array(0), scheme, message, signatures[at] ?? new Uint8Array(0)),
    );
    expect(said).toEqual(['Signature Verified Successfully', 'Signature Verified Successfully']);
  });

  it('[T04] through OpenSC, a key that needs its PIN each time signs after a login, not in one kept open', async () => {
    const token = await opensc.token();
    const second = (objects: readonly ObjectReport[]): string =>
      objects.find((object) => object.class === 'private-key' && object.pinEachTime)?.id ?? '';
    const signature = await opensc.client.withToken(token, async (session) => {
      await session.login('user', target.pin);
      await session.keepOpen();
      return session.sign(second(await all(session)), 'rsa-pkcs1-sha256', message);
    });
    expect(signature).toHaveLength(256);
    const again = opensc.client.withToken(token, async (session) =>
      session.sign(second(await all(session)), 'rsa-pkcs1-sha256', message),
    );
    await expect(again).rejects.toMatchObject({ code: 'pin-needed' });
    await opensc.client.withToken(token, async (session) => session.logout());
  });

  it('[T07] imports keys only into empty places', async () => {
    const token = await ykcs11.token();
    const derOf = ({ privateKey }: KeyPairKeyObjectResult): Buffer =>
      privateKey.export({ type: 'pkcs8', format: 'der' });
    const ec = derOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    const rsa = derOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const item = { keyId: 'ff', label: 'x', subject: Buffer.from('3000', 'hex') };
    const put = async (pivSlot: number, pkcs8: Buffer): Promise<ObjectReport> =>
      ykcs11.client.withToken(token, async (session) => {
        await session.login('so', target.soPin);
        return session.importKey({ ...item, pkcs8: Uint8Array.from(pkcs8), pivSlot });
      });
    expect(await put(3, ec)).toMatchObject({ keyId: '03', algorithm: 'ec-p256', madeHere: false });
    expect(await put(5, rsa)).toMatchObject({ keyId: '05', algorithm: 'rsa-2048', madeHere: false });
    await expect(put(1, ec)).rejects.toMatchObject({ code: 'already-installed' });
  });

  it('[T04] does not send an invalid management key to the card as a PIN', async () => {
    const token = await ykcs11.token();
    const before = (await target.yubikey.journal()).verify;
    const attempt = ykcs11.client.withToken(token, async (session) => session.login('so', '12345678'));
    await expect(attempt).rejects.toMatchObject({ code: 'pin-length' });
    expect((await target.yubikey.journal()).verify).toBe(before);
  });

  it.for(['ykcs11', 'opensc'] as const)(
    '[T04] through %s: changes the PIN, locks after three wrong ones, and the PUK unlocks it',
    async (name) => {
      const module = name === 'ykcs11' ? ykcs11 : opensc;
      const token = await module.token();
      const on = async (work: (session: TokenSession) => Promise<void>): Promise<void> =>
        module.client.withToken(token, work);
      await on(async (session) => session.setPin('user', target.pin, '654321'));
      const before = await target.yubikey.journal();
      const codes = [];
      for (let time = 0; time < 4; time++)
        codes.push(
          await on(async (session) => session.login('user', '000000')).catch((error: { code: string }) => error.code),
        );
      expect(codes.slice(0, 2)).toEqual(['wrong-pin', 'wrong-pin']);
      expect(codes.at(-1)).toBe('pin-locked');
      expect((await target.yubikey.journal()).verify - before.verify).toBeLessThanOrEqual(4);
      await expect(on(async (session) => session.unblock('87654321', target.pin))).rejects.toMatchObject({
        code: 'wrong-pin',
      });
      await on(async (session) => session.unblock(puk, target.pin));
      const after = await target.yubikey.journal();
      expect(after.unblock - before.unblock).toBe(2);
      const lockedFlags = (await module.client.slots()).map((slot) => slot.token?.flags.userPinLocked);
      expect(lockedFlags).not.toContain(true);
      await on(async (session) => session.login('user', target.pin));
    },
  );

  it('[T02] follows each of 50 unplugs and plugs, also in the middle of work', { timeout: 300_000 }, async () => {
    const seen: { present: boolean | null; wake(): void } = { present: null, wake: () => undefined };
    const stop = ykcs11.client.watch((slots) => {
      seen.present = slots.some(({ token }) => token !== null);
      seen.wake();
    });
    const until = async (wanted: boolean): Promise<number> => {
      const start = performance.now();
      while (seen.present !== wanted) await new Promise<void>((resolve) => (seen.wake = resolve));
      return performance.now() - start;
    };
    await until(true);
    const token: TokenReport = await ykcs11.token();
    const signing = async (): Promise<number> =>
      ykcs11.client.withToken(token, async (session) => {
        await session.login('user', target.pin);
        const key = (await all(session)).find((object) => object.class === 'private-key' && !object.pinEachTime);
        return (await session.sign(key?.id ?? '', 'ecdsa-sha256', message)).length;
      });
    const times: number[] = [];
    for (let round = 0; round < 50; round++) {
      // 0x20 VERIFY, 0x87 GENERAL AUTHENTICATE, 0xCB GET DATA
      const instruction = [0x20, 0x87, 0xcb, null][round % 4] ?? null;
      if (instruction === null) await target.yubikey.unplug();
      else {
        const { fired } = await target.yubikey.unplugOn(instruction, round % 8 < 4 ? 'after' : 'before');
        await expect(signing()).rejects.toThrow();
        await fired;
      }
      times.push(await until(false));
      await target.yubikey.plug();
      times.push(await until(true));
      expect(await signing()).toBe(64);
    }
    stop();
    expect(ykcs11.faults).toEqual([]);
    expect((await ykcs11.client.slots()).filter((slot) => slot.token !== null)).toHaveLength(1);
    console.log(
      `noticed within ${Math.max(...times).toFixed(0)} ms, median ${times.toSorted((a, b) => a - b)[50]?.toFixed(0)} ms`,
    );
  });
});
