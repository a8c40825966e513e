// SPDX-License-Identifier: Apache-2.0
import { type Say, toast } from './toasts-store.ts';

/** For public text only, because it stays on the clipboard. A toast reports the result. */
export async function copyText(text: string, what: Say): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast((say) => say('common.copied', { what: what(say) }));
  } catch {
    toast((say) => say('common.copyFailed'));
  }
}
