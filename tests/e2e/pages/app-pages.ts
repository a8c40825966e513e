// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import type { Language } from '../../../shared/i18n/language.ts';
import { BackupRoom } from './backup-room.ts';
import { BrowsersRoom } from './browsers-room.ts';
import { CertificateList } from './certificate-list.ts';
import { DetailPane } from './detail-pane.ts';
import { EnrolmentRoom } from './enrolment-room.ts';
import { FindRoom } from './find-room.ts';
import { ExportDialog } from './dialogs/export-dialog.ts';
import { LossDialog } from './dialogs/loss-dialog.ts';
import { ImportDialog } from './dialogs/import-dialog.ts';
import { ImportMany } from './import-many.ts';
import { OverviewRoom } from './overview-room.ts';
import { RecoveryDialog } from './dialogs/recovery-dialog.ts';
import { SecuritySection } from './security-section.ts';
import { SettingsPage } from './settings-page.ts';
import { Selection, Trash } from './selection.ts';
import { Shell } from './shell.ts';
import { StoreDialogs } from './dialogs/store-dialogs.ts';
import { TokensPage } from './tokens-page.ts';
import { UnlockDialog } from './dialogs/unlock-dialog.ts';
import { BankGuide } from './bank-guide.ts';
import { wordsOf } from './words.ts';

/** Page objects for the app's screens, in one language. */
export function appPages(page: Page, language: Language) {
  const words = wordsOf(language);
  return {
    page,
    words,
    shell: new Shell(page, words),
    overview: new OverviewRoom(page, words),
    list: new CertificateList(page, words),
    enrolling: new EnrolmentRoom(page, words),
    guiding: new BankGuide(page, words),
    finding: new FindRoom(page, words),
    selection: new Selection(page, words),
    trash: new Trash(page, words),
    importing: new ImportDialog(page, words),
    importingMany: new ImportMany(page, words),
    losing: new LossDialog(page, words),
    detail: new DetailPane(page, words),
    exporting: new ExportDialog(page, words),
    unlocking: new UnlockDialog(page, words),
    recovery: new RecoveryDialog(page, words),
    security: new SecuritySection(page, words),
    backup: new BackupRoom(page, words),
    browsers: new BrowsersRoom(page, words),
    storing: new StoreDialogs(page, words),
    tokens: new TokensPage(page, words),
    settings: new SettingsPage(page, words),
  };
}
export type AppPages = ReturnType<typeof appPages>;
