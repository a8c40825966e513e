// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectReport, TokenSession } from '../../../main/tokens/module-port.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { backupsWith } from '../../support/tokens/work/backups-with.ts';
import { intoVault } from '../../support/tokens/matrix.ts';
import { quietRun } from '../../support/tokens/work/open-tokens.ts';
import { startModule, type RunningModule } from '../../support/tokens/modules/start-module.ts';
import { yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const missing = yubikeyTarget('ykcs11').available();
/** PIV is deselected from GET METADATA until the officer's login (GENERAL AUTHENTICATE). */
const whileRead = { from: 0xf7, until: 0x87 };
/** The same, until the user's login (VERIFY). */
const whileReadForUser = { from: 0xf7, until: 0x20 };

describe.skipIf(missing !== null)(`places that hold a key${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let target: YubikeyTarget;
  let ykcs11: RunningModule;
  beforeAll(async () => {
    target = await yubikeyTarget('ykcs11').start();
    ykcs11 = startModule(target);
  });
  afterAll(async () => {
    await ykcs11.client.close();
    await target.stop();
  });

  const asOfficer = async <T>(work: (session: TokenSession) => Promise<T>): Promise<T> =>
    ykcs11.client.withToken(await ykcs11.token(), async (session) => {
      await session.login('so', target.soPin);
      return work(session);
    });
  const keys = async (): Promise<ObjectReport[]> =>
    asOfficer(async (session) => {
      const objects: ObjectReport[] = [];
      await session.objects((batch) => objects.push(...batch));
      return objects.filter((object) => object.class === 'private-key');
    });

  it('[T06] [T07] overwrites no key after a read that another program interrupted', async () => {
    for (const label of ['a', 'b']) await asOfficer(async (session) => session.generate('ec-p256', label));
    const before = await keys();
    expect(before.map(({ keyId }) => keyId)).toEqual(['01', '02']);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pkcs8 = Uint8Array.from(privateKey.export({ type: 'pkcs8', format: 'der' }));
    const item = { keyId: 'ff', label: 'x', subject: Buffer.from('3000', 'hex'), pkcs8, pivSlot: 1 };
    await target.yubikey.deselect(whileRead);
    await expect(asOfficer(async (session) => session.importKey(item))).rejects.toMatchObject({
      code: 'already-installed',
    });
    await target.yubikey.deselect(whileRead);
    expect((await asOfficer(async (session) => session.generate('ec-p256', 'c'))).keyId).toBe('03');
    expect((await keys()).map(({ keyId, publicKey }) => [keyId, publicKey]).slice(0, 2)).toEqual(
      before.map(({ keyId, publicKey }) => [keyId, publicKey]),
    );
  });

  it('[T03] repeats a listing that another program interrupted', async () => {
    const keyIds = async (): Promise<string[]> =>
      ykcs11.client.withToken(await ykcs11.token(), async (session) => {
        await session.login('user', target.pin);
        const objects: ObjectReport[] = [];
        await session.objects((batch) => objects.push(...batch));
        return objects.filter((object) => object.class === 'private-key').map(({ keyId }) => keyId);
      });
    const before = await keyIds();
    expect(before).not.toEqual([]);
    await target.yubikey.deselect(whileReadForUser);
    expect(await keyIds()).toEqual(before);
  });

  it('[T07] imports an identity of the vault into the next empty place after an interrupted read', async () => {
    const before = await keys();
    const at = await backupsWith(target);
    const identity = await makeIdentity('CN=a place of its own');
    const { sha256 } = await intoVault(at, identity);
    const { id: tokenId } = await at.token(target.label);
    const pins = { tokenId, pin: target.pin, soPin: target.soPin, confirmedLastTry: false };
    await target.yubikey.deselect(whileRead);
    await at.tokens.importIdentity({ ...pins, sha256, withChain: false, label: null }, quietRun);
    const after = await keys();
    expect(after.map(({ keyId }) => keyId)).toEqual([...before.map(({ keyId }) => keyId), '05']);
    expect(after.slice(0, before.length).map(({ publicKey }) => publicKey)).toEqual(
      before.map(({ publicKey }) => publicKey),
    );
  });
});
