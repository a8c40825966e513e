// SPDX-License-Identifier: Apache-2.0
import { toast } from './toasts-store.ts';

/** For public text only, because it stays on the clipboard. A toast reports the result. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast((say) => say('common.copied'));
  } catch {
    toast((say) => say('common.copyFailed'));
  }
}
