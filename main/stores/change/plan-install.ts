// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoreReading, StoreReadings } from '../inventory/store-readings.ts';
import type { StoresParts } from '../stores-parts.ts';
import { issuersOf } from './issuers.ts';
import { refusalOf } from './store-state.ts';

type Plan = CallOutput<'stores.planInstall'>;
export type PlannedOutcome = Pick<Plan['items'][number], 'outcome' | 'code'>;

export async function planInstall(
  parts: StoresParts,
  readings: StoreReadings,
  input: CallInput<'stores.planInstall'>,
): Promise<Plan> {
  const vault = await parts.vault.require();
  const rows = rowsOf(vault, input.certificates);
  const plan: Plan = { items: [], needPassword: [], running: [] };
  for (const storeId of new Set(input.storeIds)) {
    const reading = await readings.reread(storeId);
    for (const row of rows) {
      const { displayName, loss } = await parts.certificates.summary(row.sha256);
      const issuers = await issuersOf(parts.certificates, vault, row.sha256);
      const held = new Set(reading.certificates?.map(({ fields }) => fields.sha256));
      plan.items.push({
        sha256: row.sha256,
        storeId,
        displayName,
        ...outcomeOf(row, reading, vault.isUnlocked),
        withIssuers: issuers.filter(({ sha256 }) => !held.has(sha256)).length,
        namesake: hasNamesake(row, reading),
        loss: loss?.kind ?? null,
      });
    }
    if (reading.description.state === 'password-needed') plan.needPassword.push(storeId);
    if (reading.description.running) plan.running.push(storeId);
  }
  return plan;
}

export function rowsOf(vault: Vault, certificates: readonly string[]): CertificateRow[] {
  return [...new Set(certificates)].map((sha256) => {
    const row = vault.getRow(sha256);
    if (!row) throw new AppError('not-found');
    return row;
  });
}

export function outcomeOf(
  row: Pick<CertificateRow, 'sha256' | 'hasPrivateKey' | 'algorithm'>,
  { certificates, description, code }: Pick<StoreReading, 'certificates' | 'description' | 'code'>,
  unlocked: boolean,
): PlannedOutcome {
  const refused = (why: ErrorCode): PlannedOutcome => ({ outcome: 'refused', code: why });
  const held = certificates?.find(({ fields }) => fields.sha256 === row.sha256);
  // `hasKey` can be null on macOS, where CertSteward can't install.
  if (held && held.hasKey !== false) return { outcome: 'already-installed', code: null };
  // NSS, Windows and macOS lack SM2, so the browser would list the certificate but fail to use it.
  if (row.algorithm === 'sm2') return refused('sm2-not-in-browser');
  const refusal = code ?? refusalOf(description.state);
  if (refusal !== null) return refused(refusal);
  if (!row.hasPrivateKey) return refused('key-missing');
  if (!unlocked) return refused('vault-locked');
  return { outcome: held ? 'replace-keyless' : 'install', code: null };
}

/** Browsers would offer both certificates, and users may pick the old one. */
function hasNamesake(row: CertificateRow, { certificates }: StoreReading): boolean {
  return (certificates ?? []).some(
    ({ fields }) => fields.subjectHash === row.subjectHash && fields.sha256 !== row.sha256 && !fields.isCa,
  );
}
