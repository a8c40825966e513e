// SPDX-License-Identifier: Apache-2.0
import type { BackupState } from '../../shared/domain/backup/backup-states.ts';
import { statusOf } from '../../shared/domain/certificates/certificate-status.ts';
import type { PathWarning } from '../../shared/domain/trust/path-reasons.ts';
import type {
  CertificateStatus,
  CertificateSummary,
  ChainState,
  KeyOnToken,
  PairPart,
} from '../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../shared/schemas/certificates/loss.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { DualPair } from './dual/dual-pairs.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';

export interface VaultFacts extends OwnFacts {
  readonly pair: DualPair<{ readonly row: CertificateRow; readonly facts: OwnFacts }> | null;
}

export interface OwnFacts {
  readonly chainState: ChainState;
  readonly warnings: readonly PathWarning[];
  readonly revoked: boolean;
  readonly supersededBy: string | null;
  readonly backup: BackupState | null;
  readonly loss: Loss | null;
}

export function summaryOf(row: CertificateRow, facts: VaultFacts, now: Date): CertificateSummary {
  const { origin } = row;
  const keyOnToken = keyOnTokenOf(row);
  const masked = (text: string | null): string | null => (text === null ? null : maskIdentityNumbers(text));
  return {
    sha256: row.sha256,
    subject: row.maskedSubject,
    issuer: maskIdentityNumbers(row.issuer),
    displayName: row.label ?? row.displayName,
    issuerName: row.issuerName,
    serial: row.serial,
    notBefore: row.notBefore,
    notAfter: row.notAfter,
    status: statusIn(row, facts, now),
    chainState: facts.chainState,
    warnings: facts.warnings.map((warning) => ({ ...warning })),
    hasPrivateKey: row.hasPrivateKey,
    keyOnToken: keyOnToken && { ...keyOnToken, label: maskIdentityNumbers(keyOnToken.label) },
    watched: row.watched,
    supersededBy: facts.supersededBy,
    backup: facts.backup,
    loss: facts.loss,
    pair: facts.pair && {
      signing: pairPart(facts.pair.signing, now),
      encryption: pairPart(facts.pair.encryption, now),
    },
    isCa: row.isCa,
    algorithm: row.algorithm,
    label: row.label,
    place: row.place,
    tags: [...row.tags],
    origin: { ...origin, fileName: masked(origin.fileName), path: masked(origin.path) },
  };
}

export function statusIn(row: CertificateRow, facts: OwnFacts, now: Date): CertificateStatus {
  const { notBefore, notAfter } = row;
  return statusOf({ notBefore, notAfter, revoked: facts.revoked, superseded: facts.supersededBy !== null }, now);
}

function keyOnTokenOf(row: CertificateRow): KeyOnToken | null {
  return row.hasPrivateKey || row.isCa ? null : row.keyOnToken;
}

function pairPart({ row, facts }: { readonly row: CertificateRow; readonly facts: OwnFacts }, now: Date): PairPart {
  return {
    sha256: row.sha256,
    notBefore: row.notBefore,
    notAfter: row.notAfter,
    status: statusIn(row, facts, now),
    hasKey: row.hasPrivateKey || keyOnTokenOf(row) !== null,
    backup: facts.backup,
  };
}
