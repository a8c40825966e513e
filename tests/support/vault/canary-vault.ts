// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createVault } from '../../../main/vault/open-vault.ts';
import { makeIdentity } from '../openssl/make-identity.ts';
import { seededRandom } from '../openssl/seeded-random.ts';
import { testVaultOptions } from './vault-test-options.ts';

export interface CanaryCertificate {
  readonly sha256: string;
  readonly label: string;
  readonly note: string;
  /** Texts that only this certificate added to the vault. */
  readonly texts: readonly string[];
  readonly der: Uint8Array;
  readonly keyEnvelope: Uint8Array;
  readonly noteEnvelope: Uint8Array;
}

export interface CanaryVault {
  readonly folder: string;
  readonly passphrase: string;
  readonly deleted: readonly CanaryCertificate[];
  readonly kept: readonly CanaryCertificate[];
}

/** A closed vault whose rows are recognisable in raw bytes, with deleted and kept certificates interleaved. */
export async function makeCanaryVault(
  folder: string,
  counts: { readonly deleted: number; readonly kept: number },
): Promise<CanaryVault> {
  const passphrase = 'p';
  const vault = createVault(folder, testVaultOptions());
  await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'later' });
  const all: Omit<CanaryCertificate, 'keyEnvelope' | 'noteEnvelope'>[] = [];
  for (let index = 0; index < counts.deleted + counts.kept; index += 1) {
    const name = (what: string) => `canary${what}${String(index).padStart(5, '0')}q`;
    const { certificate, key, sha256 } = await makeIdentity(`CN=${name('subject')}`, name('friendly'));
    await vault.importItems({
      certificates: [certificate],
      keys: [key],
      origin: {
        via: 'file',
        fileName: `${name('file')}.p12`,
        path: `/x/${name('path')}`,
        downloadedFrom: name('site'),
      },
    });
    const [label, note] = [name('label'), name('note')];
    await vault.annotate(sha256, { label, note, place: name('place'), tags: [name('tag')] });
    const texts = ['subject', 'friendly', 'file', 'path', 'site', 'label', 'note', 'place', 'tag'].map(name);
    all.push({ sha256, label, note, texts, der: certificate.der });
  }
  // Growing and shrinking rows at random moves them between pages and leaves copies in free space.
  const random = seededRandom(1);
  for (let change = 0; change < all.length * 4; change += 1) {
    const some = all[Math.floor(random() * all.length)];
    if (some) await vault.annotate(some.sha256, { label: some.label.padEnd(60 + random() * 400, some.label) });
  }
  for (const each of all) await vault.annotate(each.sha256, { label: each.label });
  const database = new DatabaseSync(join(folder, 'vault.sqlite'), { readOnly: true });
  const bytes = (sql: string, id: string): Uint8Array => {
    const value = database.prepare(sql).get(id)?.['value'];
    if (!(value instanceof Uint8Array)) throw new Error('no envelope');
    return value;
  };
  const whole = all.map((each) => ({
    ...each,
    keyEnvelope: bytes(
      'SELECT envelope AS value FROM keys JOIN certificates USING (spki_sha256) WHERE sha256 = ?',
      each.sha256,
    ),
    noteEnvelope: bytes('SELECT note AS value FROM annotations WHERE sha256 = ?', each.sha256),
  }));
  database.close();
  const every = whole.length / counts.deleted;
  const chosen = new Set(
    Array.from({ length: counts.deleted }, (_, index) => whole[Math.floor(index * every)]?.sha256),
  );
  const deleted = whole.filter((each) => chosen.has(each.sha256));
  await vault.deletion.moveToTrash(deleted.map((each) => each.sha256));
  vault.close();
  return { folder, passphrase, deleted, kept: whole.filter((each) => !chosen.has(each.sha256)) };
}

/** Bytes that a purge must erase. Envelopes are in pieces, because SQLite splits a long blob over pages. */
export function canaryBytes(each: CanaryCertificate): [name: string, bytes: Buffer][] {
  const piece = (name: string, blob: Uint8Array, end: number): [string, Buffer] => [
    `${name} of ${each.texts[0] ?? ''}`,
    Buffer.from(blob.subarray(end - 24, end)),
  ];
  return [
    ...each.texts.map((text): [string, Buffer] => [text, Buffer.from(text)]),
    // DER ends with the signature. Earlier parts such as algorithms and dates are the same in all certificates.
    piece('DER', each.der, each.der.length),
    // All age files begin with the same text.
    ...[0.6, 0.9].map((part) => piece('key', each.keyEnvelope, Math.floor(each.keyEnvelope.length * part))),
    ...[0.6, 0.9].map((part) => piece('note', each.noteEnvelope, Math.floor(each.noteEnvelope.length * part))),
  ];
}

/** Returns the names of the canaries in the folder's files. Lower-case texts also match the `folded` column. */
export function canariesIn(folder: string, canaries: readonly [name: string, bytes: Buffer][]): string[] {
  const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
  return canaries.filter(([, canary]) => bytes.includes(canary)).map(([name]) => name);
}
