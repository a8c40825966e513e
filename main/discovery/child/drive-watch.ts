// SPDX-License-Identifier: Apache-2.0
/** On Linux, blocks of 512 bytes per second (`ru_inblock` of getrusage(2)). Lower rates mean cached data. */
const blocksPerSecond = 4000;
/** Above this share of CPU time, more threads don't help. */
const busy = 0.8;

export class DriveWatch {
  #last = usage();

  /** `reads` is true after uncached reads since the last call, `idles` if the CPU also had time to spare. */
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
