// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../shared/domain/certificates/for-browsers.ts';
import { partsOf } from '../../shared/domain/certificates/identity-pair.ts';
import { isUnsafe } from '../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { ListRow } from '../../shared/schemas/certificates/list-row.ts';
import { ipc } from '../lib/ipc.ts';
import { hexPairs } from '../lib/text/hex.ts';
import { bankLine } from '../lib/text/holder.ts';
import { startBackup, startBackupToDrive } from './backups-store.ts';
import {
  emptyQuery,
  indexOf,
  refreshCertificates,
  rowAt,
  rowOf,
  selectCertificate,
  useCertificates,
} from './certificates-store.ts';
import { copyText } from './copy-text.ts';
import { openDialog } from './dialogs/dialogs-store.ts';
import { startWayOfRenewal } from './enrolment/renewal.ts';
import { lookForCopies } from './find-store.ts';
import { startLoss } from './losses.ts';
import { useRoute } from './route-store.ts';
import { useSelection } from './selection-store.ts';
import { startInstall, startInstallOf } from './stores/store-dialogs.ts';
import { toastNote } from './toasts-store.ts';

const order = [
  'renew',
  'bankSite',
  'install',
  'backup',
  'backupDrive',
  'reminders',
  null,
  'describe',
  'tags',
  'copySerial',
  'copyFingerprint',
  'lookFor',
  'export',
  null,
  'loss',
  'delete',
] as const;
export type CertificateAction = NonNullable<(typeof order)[number]>;

export function certificateActions(certificate: CertificateSummary): readonly (readonly CertificateAction[])[] {
  const groups: CertificateAction[][] = [[]];
  for (const action of order) {
    if (action === null) groups.push([]);
    else if (isPossible(action, certificate)) groups.at(-1)?.push(action);
  }
  return groups.filter((group) => group.length > 0);
}

export const selectionActions = [['install', 'backup'], ['tags', 'export'], ['delete']] as const;
export type SelectionAction = (typeof selectionActions)[number][number];

export function runOnSelected(action: SelectionAction, sha256s: readonly string[]): void {
  if (action === 'install') startInstallOf(sha256s);
  else if (action === 'backup') startBackup(sha256s);
  else if (action === 'export') void openDialog('certificates.export-many', { sha256s });
  else void openDialog(`certificates.${action}`, { sha256s });
}

function isPossible(action: CertificateAction, certificate: CertificateSummary): boolean {
  const { isCa, hasPrivateKey, status, loss } = certificate;
  if (action === 'install') return hasPrivateKey && isForBrowsers(certificate);
  if (action === 'backup' || action === 'backupDrive') return hasPrivateKey;
  if (action === 'renew') return !isCa && status !== 'superseded' && status !== 'revoked' && status !== 'not-yet-valid';
  if (action === 'reminders') return !isUnsafe(loss) && loss?.replaced !== true;
  return (action !== 'loss' && action !== 'bankSite') || !isCa;
}

/** On failure, refreshes the list, in case the certificate is gone. */
export function runCertificateAction(action: CertificateAction, certificate: Named): void {
  void start(action, certificate).catch(refreshCertificates);
}

type Named = Pick<
  CertificateSummary,
  'sha256' | 'displayName' | 'serial' | 'pair' | 'subject' | 'issuer' | 'issuerName'
> &
  Pick<Partial<ListRow>, 'part'>;

/** Returns both SHA-256s of an identity's row, or the certificate's own. */
export function idsOfRow({ sha256, pair, part = null }: Pick<Named, 'sha256' | 'pair' | 'part'>): readonly string[] {
  return pair === null || part !== null || sha256 !== pair.signing.sha256
    ? [sha256]
    : partsOf(pair).map((each) => each.sha256);
}

async function start(action: CertificateAction, certificate: Named): Promise<void> {
  const { sha256, displayName, serial, pair } = certificate;
  const sha256s = idsOfRow(certificate);
  // An identity's certificates expire and renew together.
  const identity = pair?.signing.sha256 ?? sha256;
  if (action === 'renew') await startWayOfRenewal(identity);
  if (action === 'bankSite') void openDialog('certificates.bank-site', { sha256 });
  if (action === 'install') startInstall([{ sha256, displayName }]);
  if (action === 'backup') startBackup(sha256s);
  if (action === 'backupDrive') await startBackupToDrive(sha256s);
  if (action === 'reminders')
    void openDialog('reminders', { about: identity, name: displayName, bank: bankLine(certificate) });
  if (action === 'describe') void openDialog('certificates.describe', { sha256 });
  if (action === 'tags') void openDialog('certificates.tags', { sha256s });
  if (action === 'copySerial') await copyText(hexPairs(serial), (say) => say('detail.serial'));
  if (action === 'copyFingerprint') await copyText(sha256, () => 'SHA-256');
  if (action === 'lookFor') lookForCopies({ sha256, name: displayName });
  if (action === 'export' && sha256s.length > 1) void openDialog('certificates.export-many', { sha256s });
  else if (action === 'export') {
    void openDialog('certificates.export', { detail: await ipc('certificates.detail', { sha256 }) });
  }
  if (action === 'loss') startLoss(sha256);
  if (action === 'delete') void openDialog('certificates.delete', { sha256s });
}

export function runOnChosen(action: 'backup' | 'export'): void {
  const isList = useRoute.getState().room === 'certificates';
  const { on, ids } = useSelection.getState();
  const { selected } = useCertificates.getState();
  if (!isList || (!on && selected === null)) toastNote((say) => say('list.selectFirst'));
  else if (on) runOnSelected(action, [...ids]);
  else if (selected !== null) void runOnOne(action, selected).catch(refreshCertificates);
}

/** Its row may be far from the visible ones, or collapsed. */
async function runOnOne(action: 'backup' | 'export', sha256: string): Promise<void> {
  const { pages, query } = useCertificates.getState();
  const loaded = [...pages.values()].flat().find((row) => row.sha256 === sha256);
  const row = loaded ?? (await rowOf(sha256, { ...emptyQuery, includeAuthorities: true, opened: query.opened }));
  if (row?.inVault === true) await start(action, row);
}

export function selectBeside(deleted: readonly string[]): void {
  const { pages, list, selected } = useCertificates.getState();
  const gone = new Set(deleted);
  if (selected === null || !gone.has(selected)) return;
  const at = indexOf(pages, selected) ?? 0;
  const ids = Array.from({ length: list?.rowCount ?? 0 }, (_row, index) => rowAt(pages, index)?.sha256);
  const stays = (id: string | undefined) => id !== undefined && !gone.has(id);
  selectCertificate(ids.slice(at).find(stays) ?? ids.slice(0, at).findLast(stays) ?? null);
}
