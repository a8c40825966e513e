// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { canariesIn, canaryBytes, type CanaryVault } from '../../support/vault/canary-vault.ts';
import { inventedV2 } from '../../support/vault/invented-schema.ts';
import { contentOf, type RichContent } from '../../support/vault/rich-vault.ts';
import { cliBundle } from '../../support/cli/run-cli.ts';
import { opensWith } from '../kills/judge-vault.ts';
import type { DiskWork, DiskWorkName } from './disk-work.ts';

/** Test passphrases, not secrets. */
export const formerPassphrase = 'p';
const nextPassphrase = 'next';

function expectCode(code: string, expected: readonly string[]): string[] {
  return expected.includes(code) ? [] : [`ended with ${code}`];
}

function identitiesOf(template: string): { der: Uint8Array; pkcs8: Uint8Array }[] {
  const lines = readFileSync(join(template, 'identities.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { der, pkcs8 } = JSON.parse(line) as { der: string; pkcs8: string };
    return { der: Uint8Array.from(Buffer.from(der, 'base64')), pkcs8: Buffer.from(pkcs8, 'base64') };
  });
}

const importWork: DiskWork = {
  async run({ vault, template, announce }) {
    const open = vault();
    for (const { der, pkcs8 } of identitiesOf(template)) {
      const fields = readCertificateFields(der);
      await open.importItems({
        certificates: [{ der, fields, friendlyName: null }],
        keys: [{ pkcs8, spkiSha256: fields.spkiSha256, algorithm: fields.algorithm }],
        origin: { via: 'command-line', fileName: 'a.p12', path: null, downloadedFrom: null },
      });
      announce(fields.sha256);
    }
  },
  async judge({ vault, code, announced }) {
    const open = vault();
    await open.unlock({ kind: 'passphrase', secret: formerPassphrase });
    const rows = open.listRows({ search: '' });
    const safe = new Set(rows.flatMap((row) => (row.hasPrivateKey ? [row.sha256] : [])));
    const lost = announced.filter((sha256) => !safe.has(sha256)).map((sha256) => `announced and lost: ${sha256}`);
    return [...expectCode(code, ['done', 'disk-full']), ...lost];
  },
  again: async (context) => importWork.run({ ...context, announce: () => undefined }),
};

const rekeyWork: DiskWork = {
  async run({ vault, announce }) {
    await vault().protectorChanges.changePassphrase(formerPassphrase, nextPassphrase, { rekey: true }, {});
    announce('re-keyed');
  },
  async judge({ vault, code, template }) {
    const open = vault();
    // `disk-full`: nothing changed. `rekey-unfinished`: the new passphrase applies, and the next unlock continues.
    const replaced = code === 'done' || code === 'rekey-unfinished';
    const faults = expectCode(code, ['done', 'disk-full', 'rekey-unfinished']);
    if ((await opensWith(open, formerPassphrase)) === replaced)
      faults.push(`${code}, but the former passphrase ${replaced ? 'opens' : 'does not open'}`);
    await open.unlock({ kind: 'passphrase', secret: replaced ? nextPassphrase : formerPassphrase });
    await open.rekeyingSettled();
    if ((await open.status()).rekeying !== null) faults.push('the re-keying is still unfinished');
    if ((await opensWith(open, formerPassphrase)) === replaced) faults.push('the former passphrase changed its effect');
    const { keys } = await open.verify();
    const all = identitiesOf(template).length;
    return keys === all ? faults : [...faults, `${keys} of ${all} keys`];
  },
};

const purgeWork: DiskWork = {
  async run({ vault, announce }) {
    const { residueLeft } = await vault().deletion.purge(null);
    announce(residueLeft ? 'purged, residue left' : 'purged');
  },
  async judge({ vault, disk, template, code, announced }) {
    const made = canariesOf(template);
    const open = vault();
    const faults = expectCode(code, ['done', 'disk-full']);
    await open.unlock({ kind: 'passphrase', secret: made.passphrase });
    const left = new Set(open.deletion.list().map((row) => row.sha256));
    if (announced.length > 0 && left.size > 0) faults.push(`announced, but ${left.size} are still there`);
    if (announced.length === 0 && left.size < made.deleted.length) faults.push('gone without having been announced');
    for (const kept of made.kept) {
      if ((await open.readNote(kept.sha256)) !== kept.note) faults.push(`${kept.sha256} is not whole`);
      await open.withPrivateKey(kept.sha256, async () => await Promise.resolve());
    }
    await open.deletion.sweep();
    const gone = made.deleted.filter(({ sha256 }) => !left.has(sha256));
    const found = canariesIn(join(disk, 'vault'), gone.flatMap(canaryBytes));
    return [...faults, ...found.map((name) => `${name} is still in the files`)];
  },
  again: async ({ vault }) => void (await vault().deletion.purge(null)),
};

export function canariesOf(template: string): CanaryVault {
  return JSON.parse(readFileSync(join(template, 'canaries.json'), 'utf8'), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value
      ? Buffer.from(String(value.base64), 'base64')
      : value,
  ) as CanaryVault;
}

/** Exports with the CLI, which opens the vault and starts its parse child on the full disk. */
const exportWork: DiskWork = {
  opensLate: true,
  async run({ disk, template, announce }) {
    const [first] = identitiesOf(template).map(({ der }) => readCertificateFields(der));
    const at = (name: string) => join(template, name);
    const secrets = ['--passphrase-file', at('passphrase'), '--password-file', at('password')];
    const words = [cliBundle, 'export', first?.sha256 ?? '', '--format', 'p12', '-o', join(disk, 'out.p12')];
    const vaultWords = ['--json', '--vault', join(disk, 'vault')];
    const { stdout } = spawnSync(process.execPath, [...words, ...secrets, ...vaultWords], { encoding: 'utf8' });
    const answer = JSON.parse(stdout) as { ok: boolean; error?: { code: ErrorCode } };
    if (!answer.ok) throw new AppError(answer.error?.code ?? 'internal');
    announce('exported');
    return await Promise.resolve();
  },
  async judge({ vault, disk, code }) {
    await vault().unlock({ kind: 'passphrase', secret: formerPassphrase });
    const faults = expectCode(code, ['done', 'disk-full']);
    const made = existsSync(join(disk, 'out.p12'));
    if (made !== (code === 'done')) faults.push(`${code}, and the file is ${made ? '' : 'not '}there`);
    const left = readdirSync(disk).filter((name) => !['vault', 'out.p12'].includes(name));
    return [...faults, ...left.map((name) => `left behind: ${name}`)];
  },
};

/** Migrates to a hypothetical later schema. `judge` opens and so migrates the vault, so `again` is not needed. */
const migrationWork: DiskWork = {
  opensLate: true,
  steps: inventedV2,
  async run({ vault, announce }) {
    vault();
    announce('migrated');
    return await Promise.resolve();
  },
  async judge({ vault, template, code }) {
    const made = JSON.parse(readFileSync(join(template, 'content.json'), 'utf8')) as RichContent;
    const kept = made.certificates.filter(({ sha256 }) => !made.deleted.includes(sha256));
    const open = vault();
    await open.unlock({ kind: 'passphrase', secret: made.passphrase });
    const found = await contentOf(
      open,
      kept.map(({ sha256 }) => sha256),
    );
    const same = JSON.stringify(found) === JSON.stringify(kept);
    return [...expectCode(code, ['done', 'disk-full']), ...(same ? [] : ['the content changed'])];
  },
};

export const diskWorks: Readonly<Record<DiskWorkName, DiskWork>> = {
  import: importWork,
  're-keying': rekeyWork,
  purge: purgeWork,
  export: exportWork,
  migration: migrationWork,
};
