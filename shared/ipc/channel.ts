// SPDX-License-Identifier: Apache-2.0
/** Electron's only IPC channel, used for invoke and send. */
export const bridgeChannel = 'certsteward';

export const isolatedWorldName = 'certsteward-preload';
export const isolatedBindingName = 'certstewardSend';
export const worldHandover = 'certsteward-worlds';

/** `.invalid` never resolves (RFC 6761), and https makes the page a secure context. */
export const chromiumOrigin = 'https://app.invalid';
export const electronScheme = 'certsteward';
export const electronOrigin = `${electronScheme}://app`;
