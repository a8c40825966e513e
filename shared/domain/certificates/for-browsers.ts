// SPDX-License-Identifier: Apache-2.0

/** No browser store supports SM2. */
export function isForBrowsers({ isCa, algorithm }: { readonly isCa: boolean; readonly algorithm: string }): boolean {
  return !isCa && algorithm !== 'sm2';
}
