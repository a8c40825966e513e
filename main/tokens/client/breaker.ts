// SPDX-License-Identifier: Apache-2.0
const windowMs = 60_000;
const tolerated = 3;

export interface Breaker {
  fell(): void;
  readonly open: boolean;
  reset(): void;
}

export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let times: number[] = [];
  let open = false;
  return {
    fell: () => {
      times = [...times.filter((time) => now() - time < windowMs), now()];
      if (times.length >= tolerated) open = true;
    },
    get open() {
      return open;
    },
    reset: () => {
      times = [];
      open = false;
    },
  };
}
