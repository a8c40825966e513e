// SPDX-License-Identifier: Apache-2.0
import type { WebContents } from 'electron';

/** False: cancelled, or no printer accepted it. */
export function printContents(contents: Pick<WebContents, 'print'>): Promise<boolean> {
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: true }, (success) => resolve(success));
  });
}
