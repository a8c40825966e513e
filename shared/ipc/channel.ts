// SPDX-License-Identifier: Apache-2.0
/** Electron's one IPC channel: requests go in by invoke, events come out by send. */
export const bridgeChannel = 'certsteward';

/** The Chromium host's counterparts: the isolated world's name, its binding, and the event that tells it the page's names. */
export const isolatedWorldName = 'certsteward-preload';
export const isolatedBindingName = 'certstewardSend';
export const worldHandover = 'certsteward-worlds';

/** The page's origin in each host. `.invalid` never resolves (RFC 6761); https makes the page a secure context. */
export const chromiumOrigin = 'https://app.invalid';
export const electronScheme = 'certsteward';
export const electronOrigin = `${electronScheme}://app`;
