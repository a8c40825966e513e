// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

interface BankReturn {
  /** Certificate whose bank's website was opened, or null. */
  readonly sha256: string | null;
  readonly isBack: boolean;
}

export const useBankReturn = create<BankReturn>()(() => ({ sha256: null, isBack: false }));

/** Certificates whose bank-page question the user closed, until the app restarts. */
const closed = new Set<string>();

/**
 * Call after the browser opened. A focused window must lose the focus first, because other focus events don't mean
 * that the user is back.
 */
export function awaitReturn(sha256: string): void {
  if (closed.has(sha256)) return;
  useBankReturn.setState({ sha256, isBack: false });
  const awaitFocus = () =>
    window.addEventListener('focus', () => useBankReturn.setState({ isBack: true }), { once: true });
  if (document.hasFocus()) window.addEventListener('blur', awaitFocus, { once: true });
  else awaitFocus();
}

export function endReturn(closing: string | null = null): void {
  if (closing !== null) closed.add(closing);
  useBankReturn.setState({ sha256: null, isBack: false });
}
