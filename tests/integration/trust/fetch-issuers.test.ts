// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Services } from '../../../main/services.ts';
import { currentUse } from '../../../main/trust/current-use.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { readCertificateLayout } from '../../../main/x509/certificate/certificate-layout.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { skipReason } from '../../support/openssl/openssl.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { type AnswerServer, startAnswerServer } from '../../support/x509/answer-servers.ts';
import { extension, issue, signed } from '../../support/x509/issue.ts';
import { type Issued, OpensslAuthority } from '../../support/x509/openssl-authority.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(`[E06] missing issuers, fetched for the vault${skipReason(missing)}`, () => {
  let tools: PeerFolder;
  let root: OpensslAuthority;
  let middle: OpensslAuthority;
  let leaf: Issued;
  let server: AnswerServer;
  const served = new Map<string, Uint8Array>();

  beforeAll(async () => {
    tools = new PeerFolder();
    server = await startAnswerServer(({ url = '' }, response) => {
      const body = served.get(url);
      response.writeHead(body ? 200 : 404).end(body);
    });
    root = new OpensslAuthority(tools, 'root');
    middle = new OpensslAuthority(tools, 'middle', root, [from('root')]);
    leaf = middle.issue('leaf', [from('middle')]);
  });
  afterAll(async () => {
    await server.close();
    tools.remove();
  });
  beforeEach(() => {
    served.clear();
    served.set('/middle.cer', middle.certificate.der);
    served.set('/root.cer', root.certificate.der);
  });
  const from = (name: string): string => `authorityInfoAccess=caIssuers;URI:${server.origin}/${name}.cer`;
  const consent = (...names: readonly string[]) => ({
    urls: names.map((name) => `${server.origin}/${name}.cer`),
    privateHosts: ['127.0.0.1'],
  });

  /** A vault with only the leaf. */
  async function start(): Promise<{ services: Services; sha256: string; folder: string }> {
    const folder = temporaryFolder();
    const services = servicesOf({ folder });
    const open = await services.vault.requireOrCreate();
    const certificates = [{ der: leaf.der, fields: readCertificateFields(leaf.der), friendlyName: null }];
    const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
    const { added } = await open.importItems({ certificates, keys: [], origin });
    return { services, sha256: added[0] ?? '', folder };
  }
  const namesOf = (kept: readonly { name: string }[]) => kept.map(({ name }) => name);

  test('fetches one issuer after another until an untrusted root completes the chain', async () => {
    const { services, sha256 } = await start();
    const { revocation } = services.trust;
    const first = await revocation.fetchIssuers({ sha256, ...consent('middle') });
    expect({ names: namesOf(first.kept), complete: first.complete }).toEqual({ names: ['middle'], complete: false });
    const second = await revocation.fetchIssuers({ sha256, ...consent('root') });
    expect({ names: namesOf(second.kept), complete: second.complete }).toEqual({ names: ['root'], complete: true });
    expect((await services.trust.checks.check(sha256)).reasons.map(({ code }) => code)).toEqual(['root-untrusted']);
    expect((await revocation.plan(currentUse(sha256, new Date()))).contacts).toEqual([]);
  });

  test('a namesake with another key doesn’t complete the chain and is not kept', async () => {
    const { services, sha256 } = await start();
    served.set('/middle.cer', new OpensslAuthority(tools, 'middle', root).certificate.der);
    const { kept, complete, contacts } = await services.trust.revocation.fetchIssuers({ sha256, ...consent('middle') });
    expect({ kept, complete, outcome: contacts[0]?.outcome }).toEqual({
      kept: [],
      complete: false,
      outcome: 'other-certificate',
    });
  });

  test('a namesake with a DSA key without parameters is not kept', async () => {
    const { services, sha256 } = await start();
    served.set('/middle.cer', dsaNamesake());
    expect((await services.trust.revocation.fetchIssuers({ sha256, ...consent('middle') })).kept).toEqual([]);
    expect((await services.vault.require()).listRows({ search: '' })).toHaveLength(1);
  });

  test('restores deleted issuers from the cache when they are requested, but not during a check', async () => {
    const { services, sha256 } = await start();
    const { revocation } = services.trust;
    const request = currentUse(sha256, new Date());
    const checked = await revocation.check(request, consent('middle', 'root'));
    expect(namesOf(checked.issuersKept).toSorted()).toEqual(['middle', 'root']);
    const open = await services.vault.require();
    await open.deletion.moveToTrash(checked.issuersKept.map((each) => each.sha256));
    expect((await revocation.check(request, consent())).issuersKept).toEqual([]);
    expect(open.listRows({ search: '' })).toHaveLength(1);
    expect(await revocation.plan(request)).toMatchObject({ contacts: [], issuersAtHand: 2 });
    const again = await revocation.fetchIssuers({ sha256, ...consent() });
    expect({ names: namesOf(again.kept).toSorted(), complete: again.complete }).toEqual({
      names: ['middle', 'root'],
      complete: true,
    });
  });

  test('reports vault-busy while another connection locks the vault', async () => {
    const { services, sha256, folder } = await start();
    const other = new DatabaseSync(join(folder, 'vault', 'vault.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    try {
      const fetching = services.trust.revocation.fetchIssuers({ sha256, ...consent('middle') });
      await expect(fetching).rejects.toMatchObject({ code: 'vault-busy' });
    } finally {
      other.close();
    }
  });
});

/** A certificate with the issuer's name but a DSA key without parameters. */
function dsaNamesake(): Uint8Array {
  const key = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const made = issue({
    subject: 'CN=middle',
    issuer: 'CN=nobody',
    serial: 7,
    notBefore: '260101000000Z',
    notAfter: '460101000000Z',
    version: 3,
    key,
    issuerKey: key,
    extensions: [extension.basicConstraints(true), extension.keyUsage(0x06)],
  });
  const { tbs, spki } = readCertificateLayout(made);
  const dsa = der.sequence(der.sequence(der.oid('1.2.840.10040.4.1')), der.bitString(der.integer(12_345)));
  return signed(der.sequence(made.subarray(tbs.content, spki.start), dsa, made.subarray(spki.end, tbs.end)), key);
}
