// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail, CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Token, TokenObject } from '../../../shared/schemas/token.ts';
import type { AnchorFacts, OwnAnchor } from '../../../shared/schemas/trust/trust.ts';
import type { Backup } from '../../../shared/schemas/vault/backup.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { LossWork } from '../../lib/text/loss-steps.ts';

export interface NamedCertificate {
  readonly sha256: string;
  readonly displayName: string;
}

export interface PlacedCertificate extends NamedCertificate {
  readonly storeId: string;
  readonly storeName: string;
}

export interface ChosenBackup {
  readonly fileId: string;
  readonly displayPath: string;
}

export interface Replaced {
  readonly sha256: string;
  /** RFC 4514 name that prefills the wizard. */
  readonly subject: string;
  readonly profileId: string | null;
  /** `replace`: a new application, for example after a loss. */
  readonly purpose: 'renew' | 'replace';
  /** Like the old key, the new key is generated on the USB key. */
  readonly onToken?: true;
}

export interface GuideSheetFacts {
  readonly title: string;
  readonly certificate: Pick<
    CertificateDetail,
    'sha256' | 'displayName' | 'notBefore' | 'notAfter' | 'serial' | 'keyOnToken'
  > | null;
  readonly number: string | null;
  readonly held: HeldProfile | null;
  readonly bankName: string | null;
  readonly phone: string | null;
  readonly steps: readonly string[];
}

interface OfToken {
  readonly token: Token;
}
interface OfObject extends OfToken {
  readonly object: TokenObject;
}
interface OfRequest {
  readonly request: PendingRequest;
}
interface OfProfile {
  readonly held: HeldProfile;
}
interface OfCertificates {
  readonly sha256s: readonly string[];
}

export interface DialogInputs {
  readonly tour: null;
  readonly import: null;
  readonly unlock: null;
  readonly watch: { readonly entry: Watched | null };
  readonly reminders: { readonly about: string; readonly name: string; readonly bank?: string };
  readonly calendar: null;
  readonly 'activity.export': null;
  readonly licences: null;
  readonly renewal: { readonly sha256: string };
  readonly 'renewal.many': { readonly rows: readonly Extract<RenewalRow, { kind: 'certificate' }>[] };
  readonly loss: { readonly start: string | null; readonly at?: LossWork };

  readonly 'certificates.bank-page': {
    readonly sha256: string;
    readonly name: string;
    /** `YYYY-MM-DD`. */
    readonly day: string | null;
  };
  readonly 'certificates.bank-site': { readonly sha256: string };
  readonly 'certificates.describe': { readonly sha256: string };
  readonly 'certificates.delete': OfCertificates;
  readonly 'certificates.export': { readonly detail: CertificateDetail };
  readonly 'certificates.export-many': OfCertificates;
  readonly 'certificates.list-file': { readonly sha256s?: readonly string[] };
  readonly 'certificates.tags': OfCertificates;
  readonly 'certificates.trash': null;

  readonly 'revocation.check': {
    readonly sha256: string;
    readonly subject: string;
    readonly name: string;
    readonly isReported: boolean;
  };
  readonly 'revocation.issuers': { readonly sha256: string; readonly name: string };

  readonly 'trust.add': null;
  readonly 'trust.confirm': { readonly facts: AnchorFacts };
  readonly 'trust.remove': { readonly anchor: OwnAnchor };
  readonly 'trust.root': { readonly sha256: string };

  readonly 'vault.accept': null;
  readonly 'vault.add-token': null;
  readonly 'vault.change-passphrase': null;
  readonly 'vault.export': null;
  readonly 'vault.recovery': null;
  readonly 'vault.remove-protector': {
    readonly kind: 'os-store' | 'passphrase' | 'token';
    readonly tokenId: string | null;
  };
  readonly 'vault.set-passphrase': null;
  readonly 'vault.synced-folder': { readonly where: string };

  readonly 'backup.create': {
    readonly start: readonly string[];
    readonly tokenId: string | null;
    /** If absent, the dialog proposes a drive that already has backups. */
    readonly driveId?: string;
  };
  /** If both are null, the dialog asks for a backup. */
  readonly 'backup.restore': { readonly start: Backup | null; readonly chosen: ChosenBackup | null };
  readonly 'backup.verify': { readonly backup: Backup };
  readonly 'backup.family': null;

  readonly 'stores.install': { readonly start: readonly NamedCertificate[]; readonly storeId: string | null };
  readonly 'stores.remove': { readonly candidates: readonly PlacedCertificate[] };
  readonly 'stores.take-in': { readonly placed: PlacedCertificate; readonly hardware: boolean };
  readonly 'stores.test': { readonly placed: PlacedCertificate };

  readonly 'enrolment.add-profile': null;
  readonly 'enrolment.bank': OfProfile;
  readonly 'enrolment.choose-way': { readonly certificate: CertificateSummary };
  readonly 'enrolment.sheet': { readonly sheetIn: (text: Text) => GuideSheetFacts };
  readonly 'enrolment.apply': { readonly profileId: string | null; readonly replaced: Replaced | null };
  readonly 'enrolment.ask': OfRequest;
  readonly 'enrolment.confirm': OfProfile;
  readonly 'enrolment.delete': OfRequest;
  readonly 'enrolment.remove-profile': OfProfile;
  readonly 'enrolment.reply': OfRequest;
  readonly 'enrolment.revoke': OfProfile & { readonly sha256: string; readonly name: string; readonly hasKey: boolean };
  readonly 'enrolment.show': OfRequest;

  readonly 'tokens.modules': null;
  readonly 'tokens.missing': null;
  readonly 'tokens.unlock': OfToken;
  readonly 'tokens.change-pin': OfToken;
  readonly 'tokens.change-so-pin': OfToken;
  readonly 'tokens.unblock': OfToken;
  readonly 'tokens.manage': OfToken;
  readonly 'tokens.initialise': OfToken;
  readonly 'tokens.generate': OfToken;
  readonly 'tokens.write-certificate': OfToken;
  readonly 'tokens.import-identity': OfToken;
  readonly 'tokens.take-in': OfToken;
  readonly 'tokens.csr': OfObject;
  readonly 'tokens.self-sign': OfObject;
  readonly 'tokens.test-key': OfObject;
  readonly 'tokens.delete': OfObject;
}

export type DialogName = keyof DialogInputs;
