import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { vaultPath } from '../../main/vault/folder.ts';
import type { Vault } from '../../main/vault/vault.ts';

const goldenFolder = join(import.meta.dirname, '../golden');

const contentSchema = z.strictObject({
  passphrase: z.string(),
  recoveryCode: z.string(),
  /** SHA-256 of those in 最近删除. */
  deleted: z.array(z.string()),
  certificates: z.array(
    z.strictObject({
      sha256: z.string(),
      keyUsage: z.number().nullable(),
      /** Of the PKCS#8, DER; null: no key in the vault. */
      keySha256: z.string().nullable(),
      label: z.string().nullable(),
      place: z.string(),
      note: z.string().nullable(),
      tags: z.array(z.string()),
      fileName: z.string(),
    }),
  ),
});
export type GoldenContent = z.infer<typeof contentSchema>;

/** Schema versions of which there is a golden vault, in order. */
export function goldenVersions(): number[] {
  return readdirSync(goldenFolder)
    .flatMap((name) => /^vault-v(\d+)\.sqlite$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** Lays a copy into `folder`, as the vault there; returns what is in it. */
export function copyGoldenVault(version: number, folder: string): GoldenContent {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(goldenFolder, `vault-v${version}.sqlite`), vaultPath(folder));
  return contentSchema.parse(JSON.parse(readFileSync(join(goldenFolder, `vault-v${version}.json`), 'utf8')));
}

/** What the opened, unlocked vault holds, in the form of the JSON. */
export async function contentOf(vault: Vault, ids: readonly string[]): Promise<GoldenContent['certificates']> {
  const found: GoldenContent['certificates'] = [];
  for (const sha256 of ids) {
    const row = vault.getRow(sha256);
    if (!row) continue;
    const keySha256 = row.hasPrivateKey
      ? await vault.withPrivateKey(sha256, async (key) => createHash('sha256').update(key).digest('hex'))
      : null;
    const { keyUsage, label, place, tags, origin } = row;
    const note = await vault.readNote(sha256);
    found.push({
      sha256,
      keyUsage,
      keySha256,
      label,
      place: place ?? '',
      note,
      tags: [...tags],
      fileName: origin.fileName ?? '',
    });
  }
  return found;
}
