// SPDX-License-Identifier: Apache-2.0
/** Electron's only IPC channel: invoke in, send out. */
export const bridgeChannel = 'certsteward';

/** Chromium host: the isolated world, its binding, and the event with the event names. */
export const isolatedWorldName = 'certsteward-preload';
export const isolatedBindingName = 'certstewardSend';
export const worldHandover = 'certsteward-worlds';

/** `.invalid` never resolves (RFC 6761); https makes the page a secure context. */
export const chromiumOrigin = 'https://app.invalid';
export const electronScheme = 'certsteward';
export const electronOrigin = `${electronScheme}://app`;
