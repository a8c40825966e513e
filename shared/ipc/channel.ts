/** Electron's one IPC channel: requests go in by invoke, events come out by send. */
export const bridgeChannel = 'certsteward';

/** The Chromium host's counterparts: the isolated world's name, its binding, and the message that hands its port over. */
export const isolatedWorldName = 'certsteward-preload';
export const isolatedBindingName = 'certstewardSend';
export const portHandover = 'certsteward-port';

/** The page's origin in each host. `.invalid` never resolves (RFC 6761); https makes the page a secure context. */
export const chromiumOrigin = 'https://app.invalid';
export const electronScheme = 'certsteward';
export const electronOrigin = `${electronScheme}://app`;
