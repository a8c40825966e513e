// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { toIndefiniteBer } from '../../support/formats/ber-encoder.ts';
import { makeAuthority, makeCredential } from '../../support/formats/openssl-credentials.ts';
import { pemBodies, sha256 } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)('certificate files in unusual forms', () => {
  let folder: PeerFolder;
  let pem = '';
  let der: Buffer = Buffer.alloc(0);
  let authorityDer: Buffer = Buffer.alloc(0);

  beforeAll(() => {
    folder = new PeerFolder();
    makeAuthority(folder);
    makeCredential(folder, 'leaf', 'p256', '/CN=张三');
    pem = readFileSync(folder.file('leaf.pem'), 'latin1');
    der = pemBodies(pem, /./)[0] ?? der;
    authorityDer = pemBodies(readFileSync(folder.file('ca.pem'), 'latin1'), /./)[0] ?? authorityDer;
  });
  afterAll(() => folder.remove());

  const inspect = (octets: Uint8Array) => inspectBytes(octets, { password: null });
  const text = (value: string) => inspect(Buffer.from(value));

  const wildForms: Record<string, (clean: string) => Buffer> = {
    'UTF-8 with BOM': (clean) => Buffer.from(`\ufeff${clean}`),
    'UTF-16 LE with BOM': (clean) => Buffer.from(`\ufeff${clean}`, 'utf16le'),
    'UTF-16 BE with BOM': (clean) => Buffer.from(`\ufeff${clean}`, 'utf16le').swap16(),
    'UTF-16 LE without BOM': (clean) => Buffer.from(clean, 'utf16le'),
    'CR only': (clean) => Buffer.from(clean.replaceAll('\n', '\r')),
    CRLF: (clean) => Buffer.from(clean.replaceAll('\n', '\r\n')),
    indented: (clean) => Buffer.from(clean.replaceAll(/^/gm, '  \t')),
    'blank lines inside': (clean) => Buffer.from(clean.replaceAll('\n', '\n\n \n')),
    'one line': (clean) => Buffer.from(clean.replaceAll('\n', '')),
    'JSON escapes': (clean) => Buffer.from(JSON.stringify({ certificate: clean })),
    'quoted mail': (clean) => Buffer.from(clean.replaceAll(/^/gm, '> ')),
    'bare base64': (clean) => Buffer.from(clean.replaceAll(/-----.*-----\n?/g, '')),
    'X509 CERTIFICATE': (clean) => Buffer.from(clean.replaceAll(' CERTIFICATE', ' X509 CERTIFICATE')),
    'Bag Attributes': (clean) => Buffer.from(`Bag Attributes\n    friendlyName: 张三\nsubject=CN = x\n${clean}`),
    'session of s_client': (clean) => Buffer.from(` 0 s:CN = x\n   i:CN = y\n${clean}---\n`),
    'a mail with its headers': (clean) =>
      Buffer.from(
        `From: bank@example.test\r\nContent-Type: text/plain\r\n\r\n您好\r\n${clean.replaceAll('\n', '\r\n')}\r\n-- \r\nBank\r\n`,
      ),
    'a page of HTML': (clean) => Buffer.from(`<pre>${clean.replaceAll('\n', '<br>\n')}</pre>`),
    'HTML with references': (clean) => Buffer.from(`<td>${clean.replaceAll('\n', '&#13;&#10;')}</td>`),
    'quoted-printable': (clean) =>
      Buffer.from(clean.replaceAll('=', '=3D').replaceAll(/(?<=[^-]{30})(?=[^-]{30})/g, '=\r\n')),
    'a GBK comment before': (clean) => Buffer.concat([Buffer.from([0xd6, 0xa4, 0xca, 0xe9, 0x0a]), Buffer.from(clean)]),
    'UTF-16 BE without BOM': (clean) => Buffer.from(clean, 'utf16le').swap16(),
    'UTF-16 with text before': (clean) => Buffer.from(`\ufeff证书如下：\n${clean}`, 'utf16le'),
    'UTF-16 and CR only': (clean) => Buffer.from(`\ufeff${clean.replaceAll('\n', '\r')}`, 'utf16le'),
    'bare base64 in UTF-16': (clean) => Buffer.from(`\ufeff${clean.replaceAll(/-----.*-----\n?/g, '')}`, 'utf16le'),
    'bare base64, indented, CR only': (clean) =>
      Buffer.from(
        clean
          .replaceAll(/-----.*-----\n?/g, '')
          .replaceAll(/^/gm, '    ')
          .replaceAll('\n', '\r'),
      ),
    'spaces around the label': (clean) => Buffer.from(clean.replaceAll(' CERTIFICATE', '  CERTIFICATE ')),
    'binary junk around': (clean) => Buffer.from(`\0\x01\x02${clean}\0\0`),
  };

  test.each(Object.keys(wildForms))('[F02] opens PEM: %s', async (name) => {
    const result = await inspect((wildForms[name] as (clean: string) => Buffer)(pem));
    expect(result.diagnosis).toEqual({ code: 'opened' });
    expect({ kind: result.kind, certificates: result.certificates.map(({ der: found }) => sha256(found)) }).toEqual({
      kind: 'pem',
      certificates: [sha256(der)],
    });
    expect(result.certificates[0]?.friendlyName).toBe(name === 'Bag Attributes' ? '张三' : null);
  });

  test('[F02] distinguishes unrelated blocks, a missing END and a bad line', async () => {
    const publicKey = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n';
    expect((await text(publicKey)).diagnosis).toEqual({ code: 'not-a-certificate-file' });
    expect((await text(`${publicKey}${pem}`)).certificates).toHaveLength(1);
    const broken = await text(`${publicKey}${pem.slice(0, pem.indexOf('-----END'))}`);
    expect({ kind: broken.kind, diagnosis: broken.diagnosis }).toEqual({
      kind: 'pem',
      diagnosis: { code: 'damaged', offset: publicKey.length },
    });
    const both = await text(`${pem.slice(0, 400)}\n${pem}`);
    expect({ certificates: both.certificates.length, diagnosis: both.diagnosis }).toEqual({
      certificates: 1,
      diagnosis: { code: 'damaged', offset: 0 },
    });
    expect((await text(pem.replace('MII', 'M!I'))).diagnosis.code).toBe('damaged');
  });

  test('[F02] reads TRUSTED CERTIFICATE, requests and CRLs', async () => {
    folder.run('openssl', 'x509', '-in', 'leaf.pem', '-trustout', '-addtrust', 'clientAuth', '-out', 'trusted.pem');
    const trusted = await inspect(readFileSync(folder.file('trusted.pem')));
    expect(trusted.certificates.map(({ fields }) => fields.sha256)).toEqual([sha256(der)]);

    folder.run('openssl', 'req', '-new', '-key', 'leaf.key', '-subj', '/CN=x', '-out', 'request.pem');
    const request = readFileSync(folder.file('request.pem'), 'latin1');
    const requestDer = pemBodies(request, /./)[0] as Buffer;
    const newRequest = Buffer.from(request.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'));
    for (const octets of [Buffer.from(request), newRequest, requestDer]) {
      const { kind, diagnosis } = await inspect(octets);
      expect({ kind, diagnosis }).toEqual({ kind: 'csr', diagnosis: { code: 'opened' } });
    }

    folder.write('index.txt', '');
    folder.write('ca.conf', '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n');
    const signer = ['-keyfile', 'ca.key', '-cert', 'ca.pem'];
    folder.run('openssl', 'ca', '-config', 'ca.conf', '-gencrl', ...signer, '-out', 'crl.pem');
    const crl = readFileSync(folder.file('crl.pem'));
    for (const octets of [crl, pemBodies(crl.toString('latin1'), /./)[0] as Buffer]) {
      const { kind, diagnosis } = await inspect(octets);
      expect({ kind, diagnosis }).toEqual({ kind: 'crl', diagnosis: { code: 'opened' } });
    }
  });

  test('[F02] reads PKCS#7 in DER, PEM, BER and under a certificate label', async () => {
    folder.run('openssl', 'crl2pkcs7', '-nocrl', '-certfile', 'ca.pem', '-certfile', 'leaf.pem', '-out', 'chain.p7b');
    const armoured = readFileSync(folder.file('chain.p7b'), 'latin1');
    const [binary] = pemBodies(armoured, /./) as [Buffer];
    const mislabelled = Buffer.from(armoured.replaceAll('PKCS7', 'CERTIFICATE'));
    for (const octets of [Buffer.from(armoured), binary, mislabelled, toIndefiniteBer(binary)]) {
      const { kind, diagnosis, certificates } = await inspect(octets);
      expect({ kind, diagnosis }).toEqual({ kind: 'pkcs7', diagnosis: { code: 'opened' } });
      // Leaf, then its issuer, in any file order.
      expect(certificates.map(({ fields }) => fields.subject)).toEqual(['CN=张三', 'CN=Test CA,O=Test']);
    }
    const cut = await inspect(binary.subarray(0, 300));
    expect({ kind: cut.kind, diagnosis: cut.diagnosis }).toEqual({
      kind: 'pkcs7',
      diagnosis: { code: 'damaged', offset: 300 },
    });
  });

  test('[F02] reads a PKCS#7 of 3,000 certificates', async () => {
    const { element, explicit, integer, oid, sequence, set } = await import('../../../main/x509/der/der-writer.ts');
    const many = Array.from({ length: 3000 }, (_, index) => {
      const copy = Buffer.from(der);
      copy.writeUInt32BE(index, copy.length - 4);
      return copy;
    });
    const data = sequence(oid('1.2.840.113549.1.7.1'));
    const signed = sequence(integer(1), set(), data, element(0xa0, ...many), set());
    const file = sequence(oid('1.2.840.113549.1.7.2'), explicit(0, signed));
    const { diagnosis, certificates } = await inspect(file);
    expect({ diagnosis, certificates: certificates.length }).toEqual({
      diagnosis: { code: 'opened' },
      certificates: 3000,
    });
  });

  test('[F02] reads a certificate, a request, a key and an encrypted key in BER throughout', async () => {
    const whole = await inspect(toIndefiniteBer(der));
    expect(whole.diagnosis).toEqual({ code: 'opened' });
    expect(whole.certificates.map(({ fields }) => fields.sha256)).toEqual([sha256(der)]);
    const inPem = await text(pem.replace(/(?<=-\n)[^-]+/, `${Buffer.from(toIndefiniteBer(der)).toString('base64')}\n`));
    expect(inPem.certificates.map(({ fields }) => fields.sha256)).toEqual([sha256(der)]);
    folder.run('openssl', 'req', '-new', '-key', 'leaf.key', '-subj', '/CN=x', '-outform', 'DER', '-out', 'ber.csr');
    const request = await inspect(toIndefiniteBer(readFileSync(folder.file('ber.csr'))));
    expect({ kind: request.kind, requests: request.requests.map(({ signature }) => signature) }).toEqual({
      kind: 'csr',
      requests: ['valid'],
    });
    folder.write('password', 'secret');
    const output = ['-outform', 'DER', '-out', 'ber.p8'];
    for (const how of [['-nocrypt'], ['-passout', 'file:password']]) {
      folder.run('openssl', 'pkcs8', '-topk8', '-in', 'leaf.key', ...how, ...output);
      const octets = toIndefiniteBer(readFileSync(folder.file('ber.p8')));
      const { kind, diagnosis, keys } = await inspectBytes(octets, { password: 'secret' });
      expect({ kind, diagnosis, keys: keys.length }).toEqual({ kind: 'pkcs8', diagnosis: { code: 'opened' }, keys: 1 });
    }
  });

  test('[F02] reads DER followed by padding, certificates or other data, and reports truncated DER', async () => {
    expect((await inspect(der)).kind).toBe('der');
    for (const filling of ['\n', '\r\n', '\0\0\0']) {
      expect((await inspect(Buffer.concat([der, Buffer.from(filling)]))).diagnosis).toEqual({ code: 'opened' });
    }
    const two = await inspect(Buffer.concat([authorityDer, der, der]));
    expect(two.certificates.map(({ der: found }) => sha256(found))).toEqual([sha256(der), sha256(authorityDer)]);
    const tail = await inspect(Buffer.concat([der, Buffer.from('tail of something')]));
    expect({ certificates: tail.certificates.length, diagnosis: tail.diagnosis }).toEqual({
      certificates: 1,
      diagnosis: { code: 'opened', offset: der.length },
    });
    for (let place = 1; place <= 10; place++) {
      const cut = der.subarray(0, Math.floor((der.length * place) / 11));
      const { kind, diagnosis } = await inspect(cut);
      expect({ kind, diagnosis }).toEqual({ kind: 'der', diagnosis: { code: 'damaged', offset: cut.length } });
    }
  });

  test('[F04] a key pairs with its certificate in one PEM file; duplicates count once', async () => {
    const key = readFileSync(folder.file('leaf.key'), 'latin1');
    const authority = readFileSync(folder.file('ca.pem'), 'latin1');
    const result = await text(`${authority}${key}${pem}${pem}${key}`);
    expect(result.certificates.map(({ fields }) => fields.subject)).toEqual(['CN=张三', 'CN=Test CA,O=Test']);
    expect(result.keys.map(({ matches, algorithm }) => [matches, algorithm])).toEqual([[sha256(der), 'ec-p256']]);
  });
});
