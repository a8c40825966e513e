import koffi from 'koffi';

/** Linux (bits/resource.h, linux/prctl.h) */
const rlimitCore = 4;
const prSetDumpable = 4;

/**
 * Before the first line of a vendor's code: a crash leaves no core with a PIN in it, and no other process of this account
 * may look into this one's memory. Linux only; utilityProcess has its own rules on Windows and macOS.
 */
export function forbidDumps(): void {
  if (process.platform !== 'linux') return;
  const libc = koffi.load(null);
  const setLimit = libc.func('int setrlimit(int resource, void *limit)');
  const prctl = libc.func('int prctl(int option, ulong a, ulong b, ulong c, ulong d)');
  // struct rlimit: soft and hard limit, both 0.
  setLimit(rlimitCore, Buffer.alloc(16));
  prctl(prSetDumpable, 0, 0, 0, 0);
}
