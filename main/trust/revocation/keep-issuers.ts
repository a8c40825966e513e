import { AppError } from '../../../shared/domain/app-error.ts';
import type { KeptIssuer } from '../../../shared/schemas/revocation.ts';
import type { FoundCertificate } from '../../formats/inspection.ts';
import type { ParseClient } from '../../processes/parse-client.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { Caller } from './caller.ts';

/**
 * Takes issuers that were fetched into the vault (E06), where exporting and installing find them: those in the path alone, whose
 * keys are shown to have signed what is below them. No root: a certificate's word about where its root lies proves nothing,
 * and nobody sends it along. What cannot be written is fetched again: it must not hide the answer.
 */
export async function keepIssuers(
  { vault, parse }: { readonly vault: VaultAccess; readonly parse: ParseClient },
  got: Caller['got'],
  path: readonly string[],
): Promise<KeptIssuer[]> {
  const kept: KeptIssuer[] = [];
  for (const { contact, part } of got.filter((each) => each.contact.kind === 'issuer')) {
    try {
      const { certificates } = await parse.run('inspect', { bytes: part.bytes, password: null });
      const wanted = certificates.filter(({ fields }) => path.includes(fields.sha256) && !isRoot(fields));
      if (wanted.length === 0) continue;
      const origin = { via: 'authority', fileName: null, path: null, downloadedFrom: contact.url } as const;
      const open = await vault.require();
      const { added } = await open.importItems({ certificates: wanted, keys: [], origin });
      for (const { fields } of wanted) {
        if (added.includes(fields.sha256)) kept.push({ sha256: fields.sha256, name: fields.displayName });
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return kept;
}

function isRoot({ subject, issuer }: FoundCertificate['fields']): boolean {
  return subject === issuer;
}
