// SPDX-License-Identifier: Apache-2.0
/** Blocks of 512 octets per second (getrusage(2), `ru_inblock`): less is a tree that lies in memory. */
const blocksPerSecond = 4000;
/** Of one processor: a search that uses more than this would not gain by more threads. */
const busy = 0.8;

/** Whether this process waits for a drive, which answers several requests at once sooner than one by one. */
export class DriveWatch {
  #last = usage();

  /** Since the last call. `reads`: what is searched does not lie in memory; `idles`: and this process mostly waits for it. */
  look(): { readonly reads: boolean; readonly idles: boolean } {
    const now = usage();
    const { at, blocks, busyMs } = this.#last;
    this.#last = now;
    const ms = Math.max(now.at - at, 1);
    const reads = ((now.blocks - blocks) / ms) * 1000 > blocksPerSecond;
    return { reads, idles: reads && (now.busyMs - busyMs) / ms < busy };
  }
}

function usage(): { at: number; blocks: number; busyMs: number } {
  const { fsRead, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { at: performance.now(), blocks: fsRead, busyMs: (userCPUTime + systemCPUTime) / 1000 };
}
