// SPDX-License-Identifier: Apache-2.0
import type { AppPages } from '../../pages/app-pages.ts';
import { choose } from '../checks/choose.ts';

type Visit = (name: string) => Promise<void>;

export interface LostFile {
  /** The certificate's name in the list. */
  readonly holder: string;
  readonly folder: string;
  readonly file: string;
  readonly password: string;
  /** Protects the vault if this is its first key. */
  readonly passphrase: string;
}

/** Lost: reported, searched for, found on the disk and imported. Ends in the dialog with the key recovered. */
export async function walkLostAndFound(pages: AppPages, lost: LostFile, visit: Visit): Promise<void> {
  const { words, list, detail, finding, importing, losing } = pages;
  await list.row(lost.holder).click();
  await detail.heading(lost.holder).waitFor();
  await detail.choose('loss');
  await choose(losing.kind('lost'));
  await visit('lost, what happened');
  await losing.report.click();
  await losing.at('copies').waitFor();
  await losing.dialog.getByText(words.losses.copies.notSearched).waitFor();
  await visit('lost, copies, not searched');
  await losing.button(words.losses.copies.search).click();
  await finding.searchOnly(lost.folder);
  await finding.start.click();
  await finding.ended('done').waitFor();
  await finding.row(lost.file).waitFor();
  await visit('lost, found on the disk');
  await losing.open.click();
  await losing.dialog.getByText(words.losses.copies.maybe).waitFor();
  await visit('lost, copies found');
  await losing.button(words.losses.copies.takeOf.replace('{{name}}', lost.file)).click();
  await importing.openWith(lost.password);
  await importing.commit.click();
  await importing.passphrase.or(importing.done).waitFor();
  if (await importing.passphrase.isVisible()) await importing.protectWith(lost.passphrase);
  await importing.done.click();
  await losing.dialog.getByText(words.losses.copies.keyHere).waitFor();
  await visit('lost, the key is back');
}
