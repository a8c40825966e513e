// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether this account may have a session bus, by which the OS secret store of Linux is reached: where its address is told,
 * or the socket lies at its usual place (D-Bus specification, "Starting a bus"; systemd's user@.service). A process that
 * asks a bus that is not there finds out the same, a tenth of a second later. Elsewhere the store needs none.
 */
export function mayHaveSessionBus(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform !== 'linux') return true;
  // Empty is as good as unset.
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return true;
  const runtime = environment['XDG_RUNTIME_DIR'] || `/run/user/${process.getuid?.() ?? 0}`;
  return existsSync(join(runtime, 'bus'));
}
