// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectReport, SignatureScheme, TokenSession } from '../../../../main/tokens/module-port.ts';
import { encodingOf } from '../../../../main/x509/der/der-reader.ts';
import { sshRsaLabel } from '../../../../main/vault/age/age-ssh-rsa.ts';
import { readCertificateLayout } from '../../../../main/x509/certificate/certificate-layout.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { pkcs11Tool, loggedIn } from '../../../support/tokens/work/pkcs11-tool.ts';
import { refusalOf } from '../../../support/tokens/work/refusal-of.ts';
import { softHsm, type SoftHsmTarget } from '../../../support/tokens/modules/softhsm.ts';
import { startModule, type RunningModule } from '../../../support/tokens/modules/start-module.ts';
import { verifyWithOpenssl } from '../../../support/tokens/work/verify-with-openssl.ts';

const missing = softHsm.available();
const message = randomBytes(300);

const schemeOf: Readonly<Record<string, SignatureScheme>> = {
  'rsa-2048': 'rsa-pkcs1-sha256',
  'ec-p256': 'ecdsa-sha256',
  'ec-p384': 'ecdsa-sha384',
  ed25519: 'ed25519',
};

async function all(session: TokenSession): Promise<ObjectReport[]> {
  const objects: ObjectReport[] = [];
  await session.objects((batch) => objects.push(...batch));
  return objects;
}

describe.skipIf(missing !== null)(
  `SoftHSM in a process of its own${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let target: SoftHsmTarget;
    let module: RunningModule;
    beforeAll(async () => {
      target = await softHsm.start();
      module = startModule(target);
    });
    afterAll(async () => {
      await module.client.close();
      await target.stop();
    });
    const asUser = async <T>(work: (session: TokenSession) => Promise<T>): Promise<T> =>
      module.client.withToken(await module.token(), async (session) => {
        await session.login('user', target.pin);
        return work(session);
      });

    it('[T01] reports its maker, its version and its tokens', async () => {
      expect(await module.client.info()).toMatchObject({ maker: 'SoftHSM', version: '2.6' });
      const token = await module.token();
      expect(token).toMatchObject({ label: target.label, maker: 'SoftHSM project', model: 'SoftHSM v2' });
      expect(token.flags).toMatchObject({ tokenInitialized: true, userPinInitialized: true, loginRequired: true });
      expect(token.generates).toEqual(['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384', 'ed25519']);
    });

    it.for(Object.keys(schemeOf))('[T06] makes a key %s whose signature openssl verifies', async (algorithm) => {
      const scheme = schemeOf[algorithm] ?? 'ed25519';
      const { key, signature } = await asUser(async (session) => {
        const key = await session.generate(algorithm as 'rsa-2048', `键 ${algorithm}`);
        return { key, signature: await session.sign(key.id, scheme, message) };
      });
      expect(key).toMatchObject({
        label: `键 ${algorithm}`,
        algorithm,
        madeHere: true,
        exportable: false,
        canSign: true,
      });
      expect(key.keyId).toHaveLength(40);
      expect(verifyWithOpenssl(key.publicKey ?? new Uint8Array(0), scheme, message, signature)).toBe(
        'Signature Verified Successfully',
      );
    });

    it.for([
      ['below the modulus', Buffer.concat([Buffer.alloc(1), Buffer.alloc(255, 0x5a)])],
      ['above it', Buffer.alloc(256, 0xff)],
    ] as const)('[T12] reports data that is not encrypted to the key: a number %s', async ([, ciphertext]) => {
      const opened = asUser(async (session) => {
        const { id } = await session.generate('rsa-2048', 'opens nothing of this');
        return session.decrypt(id, Buffer.from(sshRsaLabel), ciphertext);
      });
      expect(await opened.catch(refusalOf)).toBe('verification-failed');
    });

    it('[T07] imports a certificate that pkcs11-tool lists and its key, and deletes only the certificate', async () => {
      const { certificate, key } = await makeIdentity('CN=导入');
      const layout = readCertificateLayout(certificate.der);
      const part = (name: 'issuer' | 'subject' | 'serial'): Uint8Array => encodingOf(certificate.der, layout[name]);
      const names = { keyId: 'a1b2', label: '导入', subject: part('subject') };
      const made = await asUser(async (session) => {
        const imported = await session.importKey({ ...names, pkcs8: Uint8Array.from(key.pkcs8), pivSlot: null });
        const written = await session.createCertificate({
          ...names,
          der: certificate.der,
          issuer: part('issuer'),
          serialNumber: part('serial'),
        });
        return { imported, written, signature: await session.sign(imported.id, 'ecdsa-sha256', message) };
      });
      expect(made.imported).toMatchObject({ algorithm: 'ec-p256', madeHere: false, exportable: false });
      expect(Buffer.from(made.written.certificate ?? [])).toEqual(Buffer.from(certificate.der));
      const spki = encodingOf(certificate.der, layout.spki);
      expect(verifyWithOpenssl(spki, 'ecdsa-sha256', message, made.signature)).toBe('Signature Verified Successfully');
      expect(pkcs11Tool(target, ...loggedIn(target), '-O', '--id', 'a1b2').text).toMatch(/Certificate Object[^]*导入/);

      await asUser(async (session) => session.destroy(made.written.id));
      const left = (await asUser(all)).filter(({ keyId }) => keyId === 'a1b2');
      expect(left.map((object) => object.class).toSorted()).toEqual(['private-key', 'public-key']);
      await expect(asUser(async (session) => session.destroy(made.written.id))).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('[T03] reads values longer than the prepared buffer, beside one that is not reported', async () => {
      const { certificate, key } = await makeIdentity('CN=long');
      const layout = readCertificateLayout(certificate.der);
      const part = (name: 'issuer' | 'subject' | 'serial'): Uint8Array => encodingOf(certificate.der, layout[name]);
      const names = { keyId: 'c3d4', label: '长'.repeat(1000), subject: part('subject') };
      const rest = { issuer: part('issuer'), serialNumber: part('serial') };
      const found = await asUser(async (session) => {
        await session.importKey({ ...names, pkcs8: Uint8Array.from(key.pkcs8), pivSlot: null });
        await session.createCertificate({ ...names, ...rest, der: certificate.der });
        return (await all(session)).filter(({ keyId }) => keyId === names.keyId);
      });
      expect(found.map((object) => [object.class, object.label])).toEqual([
        ['certificate', names.label],
        ['private-key', names.label],
        ['public-key', names.label],
      ]);
      expect(Buffer.from(found[0]?.certificate ?? [])).toEqual(Buffer.from(certificate.der));
      // CKA_VALUE of a private key is neither requested nor reported.
      expect(found[1]).toMatchObject({ sizeBytes: null, exportable: false, canSign: true });
    });

    it.for([
      ['rsa-2048', generateKeyPairSync('rsa', { modulusLength: 2048 })],
      ['ed25519', generateKeyPairSync('ed25519')],
    ] as const)('[T07] imports a key %s', async ([algorithm, pair]) => {
      const pkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
      const names = { keyId: randomBytes(8).toString('hex'), label: 'imported', subject: Buffer.from('3000', 'hex') };
      const imported = await asUser(async (session) => session.importKey({ ...names, pkcs8, pivSlot: null }));
      expect(imported).toMatchObject({ algorithm, keyId: names.keyId, exportable: false });
      const again = asUser(async (session) => session.importKey({ ...names, pkcs8, pivSlot: null }));
      await expect(again).rejects.toMatchObject({ code: 'already-installed' });
    });

    it('[T04] a wrong PIN is reported once, and keys stay hidden', async () => {
      const token = await module.token();
      const wrong = module.client.withToken(token, async (session) => session.login('user', '00000000'));
      await expect(wrong).rejects.toMatchObject({ code: 'wrong-pin', details: { rv: 'CKR_PIN_INCORRECT' } });
      const seen = await module.client.withToken(token, all);
      expect(seen.some((object) => object.class === 'private-key')).toBe(false);
      await expect(
        module.client.withToken(token, async (session) => session.generate('ec-p256', 'without PIN')),
      ).rejects.toMatchObject({ code: 'pin-needed' });
    });

    it('[T04] a login kept open outlives its session until it is ended', async () => {
      const token = await module.token();
      await asUser(async (session) => session.keepOpen());
      const isOpen = async (): Promise<boolean> =>
        (await module.client.withToken(token, all)).some((object) => object.class === 'private-key');
      expect(await isOpen()).toBe(true);
      await expect(
        module.client.withToken(token, async (session) => session.login('user', '00000000')),
      ).rejects.toMatchObject({ code: 'wrong-pin' });
      await asUser(async (session) => session.keepOpen());
      await module.client.withToken(token, async (session) => session.logout());
      expect(await isOpen()).toBe(false);
    });

    it('[T04] changes the PIN, and resets it as security officer', async () => {
      const token = await module.token();
      await module.client.withToken(token, async (session) => session.setPin('user', target.pin, '新的密码1'));
      await module.client.withToken(token, async (session) => session.login('user', '新的密码1'));
      await module.client.withToken(token, async (session) => {
        await session.login('so', target.soPin);
        await session.initPin(target.pin);
      });
      await asUser(all);
      await module.client.withToken(token, async (session) => session.setPin('so', target.soPin, '11223344'));
      await module.client.withToken(token, async (session) => session.setPin('so', '11223344', target.soPin));
      await expect(
        module.client.withToken(token, async (session) => session.setPin('user', '99999999', '12345678')),
      ).rejects.toMatchObject({ code: 'wrong-pin' });
    });

    it('[T06] initialises an empty slot, and the token in it again', async () => {
      const empty = (await module.client.slots()).find(({ token }) => token?.flags.tokenInitialized === false);
      const label = '一个很长的标签超过三十二个字节';
      const made = await module.client.initialise(
        { slot: empty?.slot ?? '' },
        { label, soPin: '87654321', pin: '12345678' },
      );
      expect(made.label).toBe('一个很长的标签超过三');
      expect(made.flags).toMatchObject({ tokenInitialized: true, userPinInitialized: true });
      await module.client.withToken(made, async (session) => session.login('user', '12345678'));
      const again = await module.client.initialise(
        { token: made },
        { label: 'again', soPin: '87654321', pin: undefined },
      );
      expect(again).toMatchObject({ label: 'again', flags: { userPinInitialized: false } });
      await expect(
        module.client.initialise({ token: made }, { label: 'x', soPin: '87654321', pin: null }),
      ).rejects.toMatchObject({ code: 'token-not-found' });
    });

    it.runIf(process.platform === 'linux')(
      '[T01] its process writes no core, and has few variables and none of our open files',
      async () => {
        await module.client.info();
        const [child] = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').slice(-1);
        expect(readFileSync(`/proc/${child}/limits`, 'utf8')).toMatch(/Max core file size +0 +0 /);
        const variables = readFileSync(`/proc/${child}/environ`, 'utf8')
          .split('\0')
          .map((line) => line.split('=')[0]);
        expect(variables).toContain('SOFTHSM2_CONF');
        expect(variables.filter((name) => /VITEST|npm|NODE_(?!CHANNEL)/.test(name ?? ''))).toEqual([]);
        const files = readdirSync(`/proc/${child}/fd`).map((fd) => readlinkSync(`/proc/${child}/fd/${fd}`));
        expect(files.filter((file) => !/^(\/dev\/null|pipe:|socket:|anon_inode:)/.test(file))).toEqual([]);
      },
    );
  },
);
