// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, useCallback } from 'react';
import { ActivityExportDialog } from '../features/activity/export-dialog.tsx';
import { CreateDialog } from '../features/backup/create/create-dialog.tsx';
import { FamilySheetDialog } from '../features/backup/family-sheet-dialog.tsx';
import { RestoreDialog } from '../features/backup/restore/restore-dialog.tsx';
import { VerifyDialog } from '../features/backup/verify/verify-dialog.tsx';
import { InstallDialog } from '../features/browsers/install/install-dialog.tsx';
import { TestInstalledKeyDialog } from '../features/browsers/install/test-installed-key-dialog.tsx';
import { RemoveDialog } from '../features/browsers/remove/remove-dialog.tsx';
import { TakeInDialog } from '../features/browsers/take-in-dialog.tsx';
import { ListFileDialog } from '../features/certificates/list-file-dialog.tsx';
import { TagsDialog } from '../features/certificates/tags-dialog.tsx';
import { DeleteDialog } from '../features/certificates/trash/delete-dialog.tsx';
import { TrashDialog } from '../features/certificates/trash/trash-dialog.tsx';
import { BankPageDialog } from '../features/detail/bank-page-dialog.tsx';
import { DescribeDialog } from '../features/detail/describe-dialog.tsx';
import { ApplyDialog } from '../features/enrolment/apply/apply-dialog.tsx';
import { AskDialog } from '../features/enrolment/apply/ask-dialog.tsx';
import { BankDialog } from '../features/enrolment/bank/bank-dialog.tsx';
import { BankSiteDialog } from '../features/enrolment/bank/bank-site-dialog.tsx';
import { GuideSheetDialog } from '../features/enrolment/guide/guide-sheet-dialog.tsx';
import { ChooseWayDialog } from '../features/enrolment/list/choose-way-dialog.tsx';
import { RenewManyDialog } from '../features/enrolment/many/renew-many-dialog.tsx';
import { AddProfileDialog } from '../features/enrolment/profiles/add-profile-dialog.tsx';
import { ConfirmHostDialog } from '../features/enrolment/profiles/confirm-host-dialog.tsx';
import { RemoveProfileDialog } from '../features/enrolment/profiles/remove-profile-dialog.tsx';
import { RenewalDialog } from '../features/enrolment/renewal/renewal-dialog.tsx';
import { DeleteRequestDialog } from '../features/enrolment/requests/delete-request-dialog.tsx';
import { ReplyDialog } from '../features/enrolment/requests/reply-dialog.tsx';
import { ShowRequestDialog } from '../features/enrolment/requests/show-request-dialog.tsx';
import { RevokeDialog } from '../features/enrolment/revoke-dialog.tsx';
import { BulkExportDialog } from '../features/exports/bulk-export-dialog.tsx';
import { ExportDialog } from '../features/exports/export-dialog.tsx';
import { ImportDialog } from '../features/imports/import-dialog.tsx';
import { LossDialog } from '../features/losses/loss-dialog.tsx';
import { CalendarDialog } from '../features/reminders/calendar-dialog.tsx';
import { RemindersDialog } from '../features/reminders/reminders-dialog.tsx';
import { IssuersDialog } from '../features/revocation/issuers-dialog.tsx';
import { RevocationDialog } from '../features/revocation/revocation-dialog.tsx';
import { LicencesDialog } from '../features/settings/licences-dialog.tsx';
import { InitialiseDialog } from '../features/tokens/initialise/initialise-dialog.tsx';
import { CsrDialog } from '../features/tokens/keys/csr-dialog.tsx';
import { GenerateDialog } from '../features/tokens/keys/generate-dialog.tsx';
import { ImportIdentityDialog } from '../features/tokens/keys/import-identity-dialog.tsx';
import { SelfSignDialog } from '../features/tokens/keys/self-sign-dialog.tsx';
import { ManageDialog } from '../features/tokens/manage-dialog.tsx';
import { MissingTokenDialog } from '../features/tokens/missing/missing-token-dialog.tsx';
import { ModulesDialog } from '../features/tokens/modules/modules-dialog.tsx';
import { DeleteObjectDialog } from '../features/tokens/objects/delete-object-dialog.tsx';
import { TakeCertificatesDialog } from '../features/tokens/objects/take-certificates-dialog.tsx';
import { TestKeyDialog } from '../features/tokens/objects/test-key-dialog.tsx';
import { WriteCertificateDialog } from '../features/tokens/objects/write-certificate-dialog.tsx';
import { ChangePinDialog } from '../features/tokens/pins/change-pin-dialog.tsx';
import { UnblockPinDialog } from '../features/tokens/pins/unblock-pin-dialog.tsx';
import { UnlockTokenDialog } from '../features/tokens/pins/unlock-token-dialog.tsx';
import { ProtectVaultDialog } from '../features/tokens/protect-vault-dialog.tsx';
import { TourDialog } from '../features/tour/tour-dialog.tsx';
import { AddAuthorityDialog } from '../features/trust/add-authority-dialog.tsx';
import { CompareDialog } from '../features/trust/compare-dialog.tsx';
import { RemoveAuthorityDialog } from '../features/trust/remove-authority-dialog.tsx';
import { TrustDialog } from '../features/trust/trust-dialog.tsx';
import { AcceptVaultDialog } from '../features/vault/accept-vault-dialog.tsx';
import { ExportVaultDialog } from '../features/vault/export-vault-dialog.tsx';
import { ChangePassphraseDialog } from '../features/vault/passphrase/change-passphrase-dialog.tsx';
import { SetPassphraseDialog } from '../features/vault/passphrase/set-passphrase-dialog.tsx';
import { RecoveryDialog } from '../features/vault/recovery/recovery-dialog.tsx';
import { RemoveProtectorDialog } from '../features/vault/remove-protector-dialog.tsx';
import { SyncedFolderDialog } from '../features/vault/synced-folder-dialog.tsx';
import { UnlockDialog } from '../features/vault/unlock-dialog.tsx';
import { WatchDialog } from '../features/watched/watch-dialog.tsx';
import type { DialogInputs, DialogName } from '../state/dialogs/dialog-inputs.ts';
import { closeDialog, type OpenDialog, useDialogs } from '../state/dialogs/dialogs-store.ts';
import { CrashDialog, ErrorBoundary } from './error-boundary.tsx';

interface Closes {
  readonly onClose: (result?: unknown) => void;
}

const components: {
  readonly [N in DialogName]: ComponentType<Closes & (DialogInputs[N] extends null ? unknown : DialogInputs[N])>;
} = {
  tour: TourDialog,
  import: ImportDialog,
  unlock: UnlockDialog,
  watch: WatchDialog,
  reminders: RemindersDialog,
  calendar: CalendarDialog,
  'activity.export': ActivityExportDialog,
  licences: LicencesDialog,
  renewal: RenewalDialog,
  'renewal.many': RenewManyDialog,
  loss: LossDialog,
  'certificates.bank-page': BankPageDialog,
  'certificates.bank-site': BankSiteDialog,
  'certificates.describe': DescribeDialog,
  'certificates.delete': DeleteDialog,
  'certificates.export': ExportDialog,
  'certificates.export-many': BulkExportDialog,
  'certificates.list-file': ListFileDialog,
  'certificates.tags': TagsDialog,
  'certificates.trash': TrashDialog,
  'revocation.check': RevocationDialog,
  'revocation.issuers': IssuersDialog,
  'trust.add': AddAuthorityDialog,
  'trust.confirm': (props) => <CompareDialog how="confirm" {...props} />,
  'trust.remove': RemoveAuthorityDialog,
  'trust.root': TrustDialog,
  'vault.accept': AcceptVaultDialog,
  'vault.add-token': ProtectVaultDialog,
  'vault.change-passphrase': ChangePassphraseDialog,
  'vault.export': ExportVaultDialog,
  'vault.recovery': RecoveryDialog,
  'vault.remove-protector': RemoveProtectorDialog,
  'vault.set-passphrase': SetPassphraseDialog,
  'vault.synced-folder': SyncedFolderDialog,
  'backup.create': CreateDialog,
  'backup.restore': RestoreDialog,
  'backup.verify': VerifyDialog,
  'backup.family': FamilySheetDialog,
  'stores.install': InstallDialog,
  'stores.remove': RemoveDialog,
  'stores.take-in': TakeInDialog,
  'stores.test': TestInstalledKeyDialog,
  'enrolment.add-profile': AddProfileDialog,
  'enrolment.bank': BankDialog,
  'enrolment.choose-way': ChooseWayDialog,
  'enrolment.sheet': GuideSheetDialog,
  'enrolment.apply': ApplyDialog,
  'enrolment.ask': AskDialog,
  'enrolment.confirm': ConfirmHostDialog,
  'enrolment.delete': DeleteRequestDialog,
  'enrolment.remove-profile': RemoveProfileDialog,
  'enrolment.reply': ReplyDialog,
  'enrolment.revoke': RevokeDialog,
  'enrolment.show': ShowRequestDialog,
  'tokens.modules': ModulesDialog,
  'tokens.missing': MissingTokenDialog,
  'tokens.unlock': UnlockTokenDialog,
  'tokens.change-pin': (props) => <ChangePinDialog who="user" {...props} />,
  'tokens.change-so-pin': (props) => <ChangePinDialog who="so" {...props} />,
  'tokens.unblock': UnblockPinDialog,
  'tokens.manage': ManageDialog,
  'tokens.initialise': InitialiseDialog,
  'tokens.generate': GenerateDialog,
  'tokens.write-certificate': WriteCertificateDialog,
  'tokens.import-identity': ImportIdentityDialog,
  'tokens.take-in': TakeCertificatesDialog,
  'tokens.csr': CsrDialog,
  'tokens.self-sign': SelfSignDialog,
  'tokens.test-key': TestKeyDialog,
  'tokens.delete': DeleteObjectDialog,
};

export function Dialogs() {
  const open = useDialogs((state) => state.open);
  return open.map((dialog) => <Opened key={dialog.number} dialog={dialog} />);
}

function Opened({ dialog: { name, input, number } }: { readonly dialog: OpenDialog }) {
  const onClose = useCallback((result?: unknown) => closeDialog(number, result), [number]);
  // The store guarantees that each name has its matching input.
  const Component = components[name] as ComponentType<object & Closes>;
  return (
    <ErrorBoundary fallback={<CrashDialog onClose={onClose} />}>
      <Component {...input} onClose={onClose} />
    </ErrorBoundary>
  );
}
