// SPDX-License-Identifier: Apache-2.0
import { appendFileSync } from 'node:fs';
import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Loaded with `--import` into a process under test: writes `address port` of each attempted connection to the file
 * named by `RECORD_CONNECTIONS`.
 */
const file = process.env['RECORD_CONNECTIONS'];
channel('net.client.socket').subscribe((message) => {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (address: string, port: number) => {
    if (file !== undefined) appendFileSync(file, `${address} ${port}\n`);
  });
});
