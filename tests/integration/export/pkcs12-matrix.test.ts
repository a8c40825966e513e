// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportWarnings } from '../../../shared/domain/imports/export-warnings.ts';
import { writePkcs12 } from '../../../main/formats/writers/write-pkcs12.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import {
  keytoolPeer,
  makeIdentity,
  opensslPeer,
  pk12utilPeer,
  type Identity,
  type Opened,
  type Peer,
} from './peers.ts';

const keyTypes = {
  RSA: ['rsa:2048'],
  'EC P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  Ed25519: ['ed25519'],
} as const;
const profiles = ['modern', 'compatible'] as const;
const passwords = { ASCII: 'correct horse 42', 中文: '密码中文' } as const;
const peers: Readonly<Record<string, Peer>> = { openssl: opensslPeer, pk12util: pk12utilPeer, keytool: keytoolPeer };

const algorithms: Readonly<Record<string, string>> = { RSA: 'rsa-2048', 'EC P-256': 'ec-p256', Ed25519: 'ed25519' };

/** A file must open in a program exactly when there is no warning about that program. */
function isPossible(peer: string, keyType: string, profile: (typeof profiles)[number], password: string): boolean {
  const planned = { format: 'p12', profile, algorithm: algorithms[keyType] ?? '', password } as const;
  return exportWarnings(planned).every((warning) => warning.peer !== peer);
}

const missing = missingTools('openssl', 'pk12util', 'certutil', 'keytool');

describe.skipIf(missing.length > 0)(`[F06] PKCS#12 export matrix${skipReason(missing)}`, () => {
  let folder = '';
  const identities = new Map<string, Identity>();
  const rows: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-export-'));
    for (const [keyType, newkey] of Object.entries(keyTypes)) identities.set(keyType, makeIdentity(folder, newkey));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(['key | profile | password | openssl | pk12util | keytool', ...rows, ''].join('\n'));
  });

  const cells = Object.keys(keyTypes).flatMap((keyType) =>
    profiles.flatMap((profile) =>
      Object.entries(passwords).map(([kind, password]) => [keyType, profile, kind, password] as const),
    ),
  );

  it('[F06] asserts the 26 possible cells of 36', () => {
    const possible = cells.flatMap(([keyType, profile, , password]) =>
      Object.keys(peers).filter((peer) => isPossible(peer, keyType, profile, password)),
    );
    expect(possible).toHaveLength(26);
  });

  it.each(cells)('[F06] %s, %s, %s password', async (keyType, profile, kind, password) => {
    const identity = identities.get(keyType) as Identity;
    const bytes = await writePkcs12({
      certificates: [identity.leaf, identity.issuer],
      key: identity.key,
      friendlyName: 'bank',
      password,
      profile,
    });
    const file = join(folder, 'export.p12');
    writeFileSync(file, bytes);
    const results = Object.entries(peers).map(([peer, open]) => [peer, open(file, password, folder)] as const);
    rows.push([keyType, profile, kind, ...results.map(([, opened]) => (opened ? 'opens' : '-'))].join(' | '));
    const asserted = results.filter(([peer]) => isPossible(peer, keyType, profile, password));
    const warnedAbout = results.filter(([peer]) => !isPossible(peer, keyType, profile, password));
    const whole: Opened = {
      leaf: createHash('sha256').update(identity.leaf).digest('hex'),
      certificates: 2,
      keyMatches: true,
      friendlyName: 'bank',
    };
    expect(asserted).toEqual(asserted.map(([peer]) => [peer, whole]));
    expect(warnedAbout.filter(([, opened]) => opened !== null)).toEqual([]);
  });
});
