// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { refusalOf } from '../../../support/tokens/work/refusal-of.ts';
import type { ObjectReport, SignatureScheme, TokenSession } from '../../../../main/tokens/module-port.ts';
import { encodingOf } from '../../../../main/x509/der/der-reader.ts';
import { readCertificateLayout } from '../../../../main/x509/certificate/certificate-layout.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { opencryptoki } from '../../../support/tokens/modules/opencryptoki.ts';
import { p11KitRemote } from '../../../support/tokens/modules/p11-kit-remote.ts';
import { softHsm } from '../../../support/tokens/modules/softhsm.ts';
import { softokn } from '../../../support/tokens/modules/softokn.ts';
import { startModule } from '../../../support/tokens/modules/start-module.ts';
import type { TokenTargetKind } from '../../../support/tokens/modules/token-target.ts';
import { tpm2 } from '../../../support/tokens/modules/tpm2.ts';
import { verifyWithOpenssl } from '../../../support/tokens/work/verify-with-openssl.ts';

/** `ok` or the token's refusal, by operation. */
type Row = Readonly<Record<string, string>>;

const message = randomBytes(64);
const kinds: Readonly<Record<string, readonly [TokenAlgorithm, SignatureScheme]>> = {
  rsa: ['rsa-2048', 'rsa-pkcs1-sha256'],
  ec: ['ec-p256', 'ecdsa-sha256'],
  ec384: ['ec-p384', 'ecdsa-sha384'],
  ed25519: ['ed25519', 'ed25519'],
};

const verified = 'Signature Verified Successfully';
const everything: Row = {
  rsa: 'ok',
  ec: 'ok',
  ec384: 'ok',
  ed25519: 'ok',
  delete: 'ok',
  certificate: 'ok',
  'import RSA': 'ok',
  'import EC': 'ok',
  list: 'ok',
  'wrong PIN': 'wrong-pin CKR_PIN_INCORRECT',
  'change PIN': 'ok',
  unblock: 'ok',
  'PIN as before': 'ok',
};
const noEdwards = 'unsupported-algorithm CKR_MECHANISM_INVALID';
const noImport = 'token-refused CKR_ATTRIBUTE_VALUE_INVALID';
const expected: Readonly<Record<string, Row>> = {
  SoftHSM2: everything,
  'NSS softokn': { ...everything, unblock: 'token-refused CKR_USER_TYPE_INVALID' },
  opencryptoki: { ...everything, ed25519: noEdwards },
  'tpm2-pkcs11': { ...everything, ed25519: noEdwards, 'import RSA': noImport, 'import EC': noImport },
  'p11-kit remote': { ...everything, ed25519: noEdwards },
};

async function all(session: TokenSession): Promise<ObjectReport[]> {
  const objects: ObjectReport[] = [];
  await session.objects((batch) => objects.push(...batch));
  return objects;
}

async function generated(session: TokenSession, name: string): Promise<string> {
  const [algorithm, scheme] = kinds[name] ?? ['ed25519', 'ed25519'];
  const key = await session.generate(algorithm, name);
  const signature = await session.sign(key.id, scheme, message);
  const said = verifyWithOpenssl(key.publicKey ?? new Uint8Array(0), scheme, message, signature);
  return said === verified ? 'ok' : said;
}

/** Needs a separate session: tpm2-pkcs11 leaves a used and deleted key in one of the TPM's three slots. */
async function deleted(session: TokenSession): Promise<string> {
  const keys = (await all(session)).filter((object) => object.class === 'private-key');
  await session.destroy(keys[0]?.id ?? '');
  const left = (await all(session)).filter((object) => object.class === 'private-key');
  return left.length === keys.length - 1 ? 'ok' : `${left.length} of ${keys.length} left`;
}

async function certificate(session: TokenSession): Promise<string> {
  const { certificate: made } = await makeIdentity('CN=x');
  const layout = readCertificateLayout(made.der);
  const part = (name: 'issuer' | 'subject' | 'serial'): Uint8Array => encodingOf(made.der, layout[name]);
  const written = await session.createCertificate({
    der: made.der,
    keyId: 'c0ffee',
    label: '证书',
    issuer: part('issuer'),
    subject: part('subject'),
    serialNumber: part('serial'),
  });
  await session.destroy(written.id);
  return written.certificate !== null && Buffer.compare(written.certificate, made.der) === 0 ? 'ok' : 'another';
}

async function imported(session: TokenSession, type: 'rsa' | 'ec'): Promise<string> {
  const pair =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'der' });
  const keyId = randomBytes(8).toString('hex');
  await session.importKey({ pkcs8, keyId, label: 'imported', subject: Buffer.from('3000', 'hex'), pivSlot: null });
  return 'ok';
}

it.for<TokenTargetKind>([softHsm, softokn, opencryptoki, tpm2, p11KitRemote])(
  '[T02] what $name does and refuses',
  async (kind, context) => {
    const reason = kind.available();
    if (reason !== null) return context.skip(reason);
    await using target = await kind.start();
    await using module = startModule(target);
    const token = await module.token();
    const on = async <T>(work: (session: TokenSession) => Promise<T>): Promise<T> =>
      module.client.withToken(token, async (session) => {
        await session.login('user', target.pin);
        return work(session);
      });
    const row: Record<string, string> = {};
    const cell = async (name: string, work: (session: TokenSession) => Promise<string>): Promise<void> => {
      row[name] = await on(work).catch(refusalOf);
    };
    for (const name of Object.keys(kinds)) await cell(name, async (session) => generated(session, name));
    await cell('delete', deleted);
    await cell('certificate', certificate);
    await cell('import RSA', async (session) => imported(session, 'rsa'));
    await cell('import EC', async (session) => imported(session, 'ec'));
    await cell('list', async (session) => {
      await all(session);
      return 'ok';
    });
    row['wrong PIN'] = await module.client
      .withToken(token, async (session) => session.login('user', '99999999'))
      .then(() => 'taken', refusalOf);
    row['change PIN'] = await module.client
      .withToken(token, async (session) => {
        await session.setPin('user', target.pin, '87651234');
        await session.setPin('user', '87651234', target.pin);
        return 'ok';
      })
      .catch(refusalOf);
    row['unblock'] = await module.client
      .withToken(token, async (session) => {
        await session.login('so', target.soPin);
        await session.initPin(target.pin);
        return 'ok';
      })
      .catch(refusalOf);
    await cell('PIN as before', async () => 'ok');
    expect(module.faults).toEqual([]);
    expect(row).toEqual(expected[kind.name]);
  },
);
