// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
import koffi from 'koffi';

const levelTcp = 6;
const tcpQuickAck = 12;

/**
 * Returns a function that sets TCP_QUICKACK (tcp(7)), to be called after every message. vpcd sends length and contents
 * separately under Nagle's algorithm, so a delayed acknowledgement costs 43 ms per command.
 */
export function quickAckOf(socket: Socket): () => void {
  if (process.platform !== 'linux') return () => undefined;
  const setsockopt = koffi.load('libc.so.6').func('int setsockopt(int, int, int, int *, unsigned int)');
  return () => {
    // Node neither supports the option nor exposes the descriptor elsewhere.
    const fd = (socket as Socket & { readonly _handle?: { readonly fd?: number } | null })._handle?.fd;
    if (fd !== undefined && fd >= 0) setsockopt(fd, levelTcp, tcpQuickAck, [1], 4);
  };
}
