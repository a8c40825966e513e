// SPDX-License-Identifier: Apache-2.0
/**
 * Run in the page's own world before any script of it: no CSP directive covers WebRTC, and Chromium 156 opened UDP sockets
 * for a peer connection in spite of the handling policy set by switch and preference (measured). Self-contained: Electron
 * sends its source to that world.
 */
export function removeWebRtc(): void {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name);
}
