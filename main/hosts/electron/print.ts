// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';

/** The system's dialog on the page's print style. False when the person closed it, or no printer took it. */
export function printContents(contents: Pick<WebContents, 'print'>): Promise<boolean> {
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: true }, (success) => resolve(success));
  });
}
