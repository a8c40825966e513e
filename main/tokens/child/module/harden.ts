// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';

/** See bits/resource.h, linux/prctl.h and bits/signum-generic.h. */
const rlimitCore = 4;
const prSetParentDeathSignal = 1;
const prSetDumpable = 4;
const sigkill = 9;

/**
 * Linux only. Call before loading vendor code. Prevents core dumps, which could contain a PIN, and memory access by
 * other processes. A `forked` process also dies with its parent.
 */
export function harden({ forked }: { readonly forked: boolean }): void {
  if (process.platform !== 'linux') return;
  const libc = koffi.load(null);
  const setLimit = libc.func('int setrlimit(int resource, void *limit)');
  const prctl = libc.func('int prctl(int option, ulong a, ulong b, ulong c, ulong d)');
  setLimit(rlimitCore, Buffer.alloc(16));
  prctl(prSetDumpable, 0, 0, 0, 0);
  if (forked) prctl(prSetParentDeathSignal, sigkill, 0, 0, 0);
}
