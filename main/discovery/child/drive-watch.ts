// SPDX-License-Identifier: Apache-2.0
/** 512-octet blocks per second (getrusage(2), `ru_inblock`); less means cached. */
const blocksPerSecond = 4000;
/** Above this, threads don't help. */
const busy = 0.8;

export class DriveWatch {
  #last = usage();

  /** Since the last call. `reads`: uncached; `idles`: mostly waiting. */
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
