// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RenewedPair, ReplacementProblem } from '../../../shared/schemas/enrolment/renewal.ts';
import type { CertificatesService } from '../../certificates/certificates-service.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import type { Vault } from '../../vault/vault.ts';
import { looksSelfSigned } from '../../x509/certificate/chain.ts';
import { proveKey } from '../requests/prove-key.ts';
import { checkReply } from '../requests/check-reply.ts';

export interface CheckParts {
  readonly certificates: CertificatesService;
  readonly parse: ParseClient;
  readonly now: () => Date;
}

/**
 * Requires that the successor is valid now and not revoked, is signed by its issuer (if at hand), has the same holder
 * and at least the old extended key usages, and that its key works. Errors: `replacement-invalid` (`reason`),
 * `not-found`, `key-missing`, `key-unsupported`, `vault-locked`.
 */
export async function checkSuccessor(vault: Vault, parts: CheckParts, { old, successor }: RenewedPair): Promise<void> {
  const row = vault.getRow(successor);
  const der = vault.getDer(successor);
  if (!row || !der || old === successor) throw new AppError('not-found');
  if (!row.hasPrivateKey) throw new AppError('key-missing');
  const reason = await findReplacementProblem(vault, parts, row, vault.getRow(old));
  if (reason !== null) throw replacementInvalid(reason);
  const { spki } = await parts.parse.run('spkiOf', { der });
  await vault.withPrivateKey(successor, async (pkcs8) => {
    try {
      await proveKey(pkcs8, spki);
    } catch (error) {
      throw error instanceof AppError && error.code === 'verification-failed' ? replacementInvalid('key') : error;
    }
  });
}

function replacementInvalid(reason: ReplacementProblem): AppError {
  return new AppError('replacement-invalid', { reason });
}

async function findReplacementProblem(
  vault: Vault,
  { certificates, parse, now }: CheckParts,
  row: CertificateRow,
  old: CertificateRow | null,
): Promise<ReplacementProblem | null> {
  if (Date.parse(row.notBefore) > now().getTime()) return 'not-yet-valid';
  if ((await certificates.summary(row.sha256)).status === 'revoked') return 'revoked';
  const reply = { certificate: row, pool: vault.listRows({ search: '' }), derOf: (id: string) => vault.getDer(id) };
  // The user already accepted the names of a recorded renewal.
  const acceptNames = old !== null && vault.renewals().get(old.sha256) === row.sha256;
  const asked = { asked: (old ?? row).subject, acceptNames, now: now() };
  const problem = await checkReply(parse, reply, asked);
  const bothSelfSigned = problem === 'self-signed' && old !== null && looksSelfSigned(old);
  if (problem !== null && !bothSelfSigned) return problem;
  return old !== null && !(await coversUses(certificates, row, old)) ? 'other-use' : null;
}

/** Required of the successor if the old certificate allows any use (RFC 5280 §4.2.1.12). */
const usual = ['clientAuth'];
const anyUse = 'anyExtendedKeyUsage';

async function coversUses(
  certificates: CertificatesService,
  row: CertificateRow,
  old: CertificateRow,
): Promise<boolean> {
  const { extendedKeyUsage: has } = await certificates.detail(row);
  if (has.length === 0 || has.includes(anyUse)) return true;
  const { extendedKeyUsage: had } = await certificates.detail(old);
  const wanted = had.length === 0 || had.includes(anyUse) ? usual : had;
  return wanted.every((use) => has.includes(use));
}
