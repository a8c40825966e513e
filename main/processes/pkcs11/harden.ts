// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';

/** Linux (bits/resource.h, linux/prctl.h, bits/signum-generic.h) */
const rlimitCore = 4;
const prSetParentDeathSignal = 1;
const prSetDumpable = 4;
const sigkill = 9;

/**
 * Before the first line of a vendor's code: a crash leaves no core with a PIN in it, no other process of this account
 * may look into this one's memory, and it goes when the app is killed, also from within a call that never returns.
 * `forked`: by the app itself; a utilityProcess is no child of the app (Chromium ends it by its channel). Linux only:
 * utilityProcess has its own rules on Windows and macOS.
 */
export function harden({ forked }: { readonly forked: boolean }): void {
  if (process.platform !== 'linux') return;
  const libc = koffi.load(null);
  const setLimit = libc.func('int setrlimit(int resource, void *limit)');
  const prctl = libc.func('int prctl(int option, ulong a, ulong b, ulong c, ulong d)');
  // struct rlimit: soft and hard limit, both 0.
  setLimit(rlimitCore, Buffer.alloc(16));
  prctl(prSetDumpable, 0, 0, 0, 0);
  if (forked) prctl(prSetParentDeathSignal, sigkill, 0, 0, 0);
}
