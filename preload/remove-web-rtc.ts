// SPDX-License-Identifier: Apache-2.0
/**
 * No CSP directive covers WebRTC, and Chromium 156 opened UDP sockets despite the handling policy (measured). Must be
 * self-contained, because Electron injects its source.
 */
export function removeWebRtc(): void {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) Reflect.deleteProperty(globalThis, name);
}
