// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectReport, TokenSession } from '../../../main/tokens/module-port.ts';
import { readCertificateLayout } from '../../../main/x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../main/x509/der/der-reader.ts';
import { makeIdentity, type TestIdentity } from '../../support/openssl/make-identity.ts';
import { backupsWith } from '../../support/tokens/work/backups-with.ts';
import { intoVault } from '../../support/tokens/matrix.ts';
import { quietRun } from '../../support/tokens/work/open-tokens.ts';
import { startModule, type RunningModule } from '../../support/tokens/modules/start-module.ts';
import { yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const missing = yubikeyTarget('ykcs11').available();
/** Another card application is selected from GET DATA until the officer's login (GENERAL AUTHENTICATE). */
const whileRead = { from: 0xcb, until: 0x87 };

describe.skipIf(missing !== null)(`places of certificates${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
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
  const certificates = async (): Promise<ObjectReport[]> =>
    asOfficer(async (session) => {
      const objects: ObjectReport[] = [];
      await session.objects((batch) => objects.push(...batch));
      return objects.filter((object) => object.class === 'certificate');
    });
  async function write(keyId: string, { certificate }: TestIdentity): Promise<ObjectReport> {
    const layout = readCertificateLayout(certificate.der);
    const part = (name: 'issuer' | 'subject' | 'serial'): Uint8Array => encodingOf(certificate.der, layout[name]);
    const names = { issuer: part('issuer'), subject: part('subject'), serialNumber: part('serial') };
    return asOfficer(async (session) =>
      session.createCertificate({ der: certificate.der, keyId, label: 'a certificate', ...names }),
    );
  }
  async function importKeyTo(pivSlot: number): Promise<ObjectReport> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pkcs8 = Uint8Array.from(privateKey.export({ type: 'pkcs8', format: 'der' }));
    const item = { keyId: 'ff', label: 'x', subject: Buffer.from('3000', 'hex'), pkcs8, pivSlot };
    return asOfficer(async (session) => session.importKey(item));
  }

  it('[T07] does not overwrite a certificate that an interrupted read did not show', async () => {
    const second = await makeIdentity('CN=second');
    const first = await write('01', await makeIdentity('CN=first'));
    await target.yubikey.deselect(whileRead);
    expect(await certificates()).toEqual([]);
    // Nothing slow from here on: an idle card is freed after some seconds, which would end the deselection.
    await target.yubikey.deselect(whileRead);
    await expect(write('01', second)).rejects.toMatchObject({ code: 'already-installed' });
    expect((await certificates()).map(({ id }) => id)).toEqual([first.id]);
  });

  it('[T06] [T07] puts no key into the place of a certificate that an interrupted read did not show', async () => {
    await target.yubikey.deselect(whileRead);
    await expect(importKeyTo(1)).rejects.toMatchObject({ code: 'already-installed' });
    await target.yubikey.deselect(whileRead);
    // libykcs11 writes a certificate with each generated key, which would replace the first one.
    expect((await asOfficer(async (session) => session.generate('ec-p256', 'k'))).keyId).toBe('02');
  });

  it('[T07] reads a card a second time if its older firmware does not report keys', async () => {
    await target.yubikey.hide(0xf7);
    await target.yubikey.deselect(whileRead);
    await expect(importKeyTo(1)).rejects.toMatchObject({ code: 'already-installed' });
    expect(await importKeyTo(5)).toMatchObject({ keyId: '05' });
    await target.yubikey.hide(null);
  });

  it('[T08] imports an identity of the vault into the next empty place, and keeps the certificate', async () => {
    const before = await certificates();
    const at = await backupsWith(target);
    const { sha256 } = await intoVault(at, await makeIdentity('CN=a place of its own'));
    const { id: tokenId } = await at.token(target.label);
    const pins = { tokenId, pin: target.pin, soPin: target.soPin, confirmedLastTry: false };
    await target.yubikey.deselect(whileRead);
    await at.tokens.importIdentity({ ...pins, sha256, withChain: false, label: null }, quietRun);
    const after = await certificates();
    expect(after.map(({ keyId }) => keyId).toSorted()).toEqual(['01', '02', '03']);
    expect(after.map(({ id }) => id)).toContain(before[0]?.id);
  });

  it('[T09] deletes a certificate that an interrupted first read did not show', async () => {
    const [first] = (await certificates()).filter(({ keyId }) => keyId === '01');
    await target.yubikey.deselect(whileRead);
    await asOfficer(async (session) => session.destroy(first?.id ?? ''));
    expect((await certificates()).map(({ keyId }) => keyId)).toEqual(['02', '03']);
  });
});
