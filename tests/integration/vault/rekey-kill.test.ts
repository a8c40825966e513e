import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCertificateFields } from '../../../main/x509/read-certificate-fields.ts';
import { killRekey } from '../../support/rekey-kills.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { newTestVault, temporaryFolder } from '../../support/vault-fixture.ts';
import { writeIdentities } from '../../support/vault-processes.ts';

const rounds = 12;
const keys = 200;

test(`[K04] [K08] ${rounds} re-keyings of ${keys} keys killed at random moments: nothing is lost, the removed secret opens nothing`, async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'identities.jsonl');
  await writeIdentities(file, keys);
  const vault = newTestVault();
  const made = await vault.initialiseProtectors({ passphrase: 'stays', useOsStore: false, recoveryCode: 'create-now' });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const all = lines.map((line) => {
    const { der, pkcs8 } = JSON.parse(line) as { der: string; pkcs8: string };
    const bytes = Uint8Array.from(Buffer.from(der, 'base64'));
    return { bytes, fields: readCertificateFields(bytes), pkcs8: Buffer.from(pkcs8, 'base64') };
  });
  await vault.importItems({
    certificates: all.map(({ bytes, fields }) => ({ der: bytes, fields, friendlyName: null })),
    keys: all.map(({ fields: { spkiSha256, algorithm }, pkcs8 }) => ({ pkcs8, spkiSha256, algorithm })),
    origin: { via: 'file', fileName: 'many.p12', path: null, downloadedFrom: null },
  });
  vault.close();
  const template = { folder: vault.folder, recoveryCode: made.recoveryCode ?? '', keys };
  const random = seededRandom(20261125);
  const faults: string[] = [];
  const phases = { before: 0, during: 0, after: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const action = round % 2 === 0 ? 'remove-recovery-code' : 'change-passphrase';
    const result = await killRekey(template, join(folder, `vault-${round}`), action, random);
    phases[result.phase] += 1;
    faults.push(...result.faults.map((fault) => `round ${round} ${action} ${result.phase}: ${fault}`));
  }
  expect(faults).toEqual([]);
  // The moments did fall into the work.
  expect(phases.during).toBeGreaterThan(rounds / 4);
}, 600_000);
