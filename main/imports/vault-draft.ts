import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { InspectedVault, InspectionReport } from '../../shared/schemas/inspection.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import { discardUnfinished, newVaultFile, prepareFolder } from '../vault/folder.ts';
import type { Draft } from './drafts.ts';

/**
 * Gives a draft a path for as long as `read` runs, since SQLite opens files and not bytes. What was chosen is used where
 * it lies; what was dropped is written beside the vault, for its owner alone, and removed also on failure (a process
 * that is killed leaves it to the cleaning of unfinished vaults).
 */
export async function withDraftFile<T>(draft: Draft, folder: string, read: (path: string) => Promise<T>): Promise<T> {
  if (draft.origin.path !== null) return read(draft.origin.path);
  prepareFolder(folder);
  const path = newVaultFile(folder, `import-${randomUUID()}`);
  try {
    writeFileSync(path, draft.bytes);
    return await read(path);
  } finally {
    discardUnfinished(path);
  }
}

/** What a vault file tells before its secret is given. Errors: `vault-damaged`, `vault-newer`, `file-unreadable`. */
export async function inspectVaultDraft(
  draft: Draft,
  folder: string,
  parse: ParseClient,
  signal?: AbortSignal,
): Promise<InspectionReport & { readonly vault: InspectedVault }> {
  const vault = await withDraftFile(draft, folder, async (path) => parse.run('describeVault', { path }, signal));
  const code = vault.opensBy.length > 0 ? 'needs-password' : 'opened';
  return { file: draft.origin.fileName ?? '', kind: 'vault', certificates: [], keys: [], vault, diagnosis: { code } };
}
