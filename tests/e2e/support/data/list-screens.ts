// SPDX-License-Identifier: Apache-2.0
import type { Visit } from '../checks/screens.ts';
import type { SharedApp } from '../apps/shared-app.ts';

/** Grouping, multiple selection, deletion and 最近删除. Run after `walkCertificates`, on the same vault. */
export async function walkManyCertificates({ pages }: SharedApp, visit: Visit): Promise<void> {
  const { page, list, detail, selection, trash, words } = pages;
  await list.choose('group', words.list.groupBy.month);
  await list.column('name').getByRole('button').click();
  await visit('list, sorted and grouped');
  await list.choose('group', words.list.groupBy.none);
  await list.choose('sort', words.list.sortBy.expiry);
  await list.viewButton.click();
  await list.view.waitFor();
  await visit('list, the view menu');
  await page.keyboard.press('Escape');
  await list.rows.first().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await visit('list, the menu of a row');
  await page.keyboard.press('Escape');
  await list.rows.nth(0).getByRole('checkbox').click();
  await list.rows.nth(2).getByRole('checkbox').click();
  await visit('list, two selected');
  await selection.tags.click();
  await selection.addTags.fill('公司');
  await visit('tags of two');
  await selection.inDialog(words.list.tagsApply).click();
  await selection.export();
  await selection.inDialog(words.common.next).waitFor();
  await visit('export of two');
  await page.keyboard.press('Escape');
  await selection.delete.click();
  await selection.dialog.getByText(words.trash.keptDays).waitFor();
  await visit('delete two');
  await selection.inDialog(words.trash.delete).click();
  await trash.undo.last().waitFor();
  await visit('deleted, undo');
  await trash.link.click();
  await trash.button('restore').first().waitFor();
  await visit('recently deleted');
  await trash.button('purgeAll').click();
  await trash.typed.waitFor();
  await visit('delete for good');
  await trash.dialog.getByRole('button', { name: words.common.cancel, exact: true }).click();
  await trash.button('restoreAll').click();
  await trash.dialog.getByText(words.trash.empty).waitFor();
  await trash.dialog.getByRole('button', { name: words.common.close, exact: true }).last().click();
  await list.rows.first().click();
  await detail.more.waitFor();
}
