// SPDX-License-Identifier: Apache-2.0
import type { AppPages } from '../../pages/app-pages.ts';

export async function walkInstall({ storing, words }: AppPages): Promise<void> {
  await storing.next.click();
  await storing.install.click();
  await storing.results.first().getByText(words.install.item.installed).waitFor();
  await storing.button(words.install.pathTest).click();
  await storing.testKey.click();
  await storing.keyPassed.waitFor();
}
