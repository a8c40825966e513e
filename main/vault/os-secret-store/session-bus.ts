// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Linux secret stores need a bus: address set, or socket at its usual path (D-Bus specification, "Starting a bus";
 * systemd's user@.service). Connecting would find out 0.1 s later.
 */
export function mayHaveSessionBus(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform !== 'linux') return true;
  // Empty counts as unset.
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return true;
  const runtime = environment['XDG_RUNTIME_DIR'] || `/run/user/${process.getuid?.() ?? 0}`;
  return existsSync(join(runtime, 'bus'));
}
