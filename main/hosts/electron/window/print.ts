// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';

/** Returns false if cancelled or not accepted by a printer. */
export function printContents(contents: Pick<WebContents, 'print'>): Promise<boolean> {
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: true }, (success) => resolve(success));
  });
}
