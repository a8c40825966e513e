// SPDX-License-Identifier: Apache-2.0
/**
 * Chromium's CSP doesn't cover WebRTC, and Chromium 156 opened UDP sockets despite `setWebRTCIPHandlingPolicy`
 * (measured). Must be self-contained, because Electron injects the function's source.
 */
export function removeWebRtc(): void {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name);
}
