// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { toIndefiniteBer } from '../../support/formats/ber-encoder.ts';
import { type KeyName, keyOptions, makeAuthority, makeCredential } from '../../support/formats/openssl-credentials.ts';
import { pemBodies } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)('revocation lists and requests written by OpenSSL', () => {
  let folder: PeerFolder;
  beforeAll(() => {
    folder = new PeerFolder();
    makeAuthority(folder);
    folder.write('serial', '1F\n');
    const section = ['database=index.txt', 'default_md=sha256', 'default_crl_days=30', 'crlnumber=serial'];
    folder.write('ca.conf', `[ca]\ndefault_ca=d\n[d]\n${section.join('\n')}\n`);
  });
  afterAll(() => folder.remove());

  const inspect = (octets: Uint8Array) => inspectBytes(octets, { password: null });

  function makeCrl(entries: number): Buffer {
    const lines = Array.from({ length: entries }, (_, index) => {
      const reason = index % 3 === 0 ? ',keyCompromise' : '';
      const serial = (index + 0x1000).toString(16).toUpperCase().padStart(6, '0');
      return `R\t300101000000Z\t260102030405Z${reason}\t${serial}\tunknown\t/CN=revoked ${index}\n`;
    });
    folder.write('index.txt', lines.join(''));
    const signer = ['-keyfile', 'ca.key', '-cert', 'ca.pem'];
    folder.run('openssl', 'ca', '-config', 'ca.conf', '-gencrl', ...signer, '-out', 'crl.pem');
    return pemBodies(readFileSync(folder.file('crl.pem'), 'latin1'), /./)[0] as Buffer;
  }

  test('[F02] a CRL shows its issuer, its dates and the revoked certificates', async () => {
    const der = makeCrl(3);
    const text = folder.run('openssl', 'crl', '-in', 'crl.pem', '-noout', '-issuer', '-nameopt', 'RFC2253').toString();
    const dates = ['-lastupdate', '-nextupdate', '-dateopt', 'iso_8601'];
    const [from, to] = folder
      .run('openssl', 'crl', '-in', 'crl.pem', '-noout', ...dates)
      .toString()
      .split('\n');
    const iso = (line = '') => line.replace(/^.*=/, '').replace(' ', 'T');
    for (const octets of [der, readFileSync(folder.file('crl.pem')), toIndefiniteBer(der)]) {
      const { kind, diagnosis, crls } = await inspect(octets);
      expect({ kind, diagnosis }).toEqual({ kind: 'crl', diagnosis: { code: 'opened' } });
      expect(crls).toEqual([
        {
          issuer: text.trim().replace('issuer=', ''),
          thisUpdate: iso(from),
          nextUpdate: iso(to),
          number: expect.stringMatching(/^[12][0-9a-f]$/),
          entries: 3,
          revoked: [
            { serial: '1000', date: '2026-01-02T03:04:05Z', reason: 'keyCompromise' },
            { serial: '1001', date: '2026-01-02T03:04:05Z', reason: null },
            { serial: '1002', date: '2026-01-02T03:04:05Z', reason: null },
          ],
        },
      ]);
    }
  });

  // A quadratic-time reader would exceed the test's timeout.
  test(
    '[F02] [F07] a CRL of 100,000 entries and a PKCS#7 of 10,000 certificates are read whole',
    { timeout: 60_000 },
    async () => {
      const large = makeCrl(100_000);
      const { diagnosis, crls } = await inspect(large);
      expect(diagnosis).toEqual({ code: 'opened' });
      expect({ entries: crls[0]?.entries, revoked: crls[0]?.revoked.length }).toEqual({
        entries: 100_000,
        revoked: 100,
      });

      makeCredential(folder, 'leaf', 'p256');
      const [leaf] = pemBodies(readFileSync(folder.file('leaf.pem'), 'latin1'), /./) as [Buffer];
      const many = Array.from({ length: 10_000 }, (_, index) => {
        const copy = Buffer.from(leaf);
        copy.writeUInt32BE(index, copy.length - 4);
        const lines = copy.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
        return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
      });
      folder.write('many.pem', many.join(''));
      const bundle = ['crl2pkcs7', '-nocrl', '-certfile', 'many.pem', '-outform', 'DER', '-out', 'many.p7b'];
      folder.run('openssl', ...bundle);
      const packed = readFileSync(folder.file('many.p7b'));
      expect((await inspect(packed)).certificates).toHaveLength(10_000);
    },
  );

  test.each(['rsa', 'p256', 'p521', 'secp256k1', 'ed25519', 'ed448', 'sm2'] as const satisfies readonly KeyName[])(
    '[F02] [F08] a request with a key of %s shows its subject, names and signature validity',
    async (key) => {
      folder.run('openssl', 'genpkey', ...keyOptions[key], '-out', 'request.key');
      const names = 'subjectAltName=DNS:example.test,email:张三@example.test';
      const signing = key === 'sm2' ? ['-sm3', '-sigopt', 'distid:1234567812345678'] : [];
      const request = ['req', '-new', '-key', 'request.key', '-utf8', '-subj', '/O=示例/CN=张三', ...signing];
      folder.run('openssl', ...request, '-addext', names, '-out', 'request.pem');
      const [der] = pemBodies(readFileSync(folder.file('request.pem'), 'latin1'), /./) as [Buffer];
      const { diagnosis, requests } = await inspect(der);
      expect(diagnosis).toEqual({ code: 'opened' });
      expect(requests).toMatchObject([{ subject: 'CN=张三,O=示例', signature: 'valid' }]);
      expect(requests[0]?.subjectAlternativeNames.join(' ')).toContain('example.test');
      const changed = Buffer.from(der);
      const at = der.indexOf('example.test');
      changed[at] = changed.readUInt8(at) ^ 1;
      expect((await inspect(changed)).requests.map(({ signature }) => signature)).toEqual(['invalid']);
    },
  );
});
