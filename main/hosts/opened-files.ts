// SPDX-License-Identifier: Apache-2.0
export interface OpenedFiles {
  handOver(paths: readonly string[]): void;
  windowIsReady(): void;
  onFilesOpened(listener: (paths: readonly string[]) => void): void;
}

export function createOpenedFiles(): OpenedFiles {
  let waiting: string[] = [];
  let ready = false;
  const listeners: ((paths: readonly string[]) => void)[] = [];

  function deliver(): void {
    if (!ready || waiting.length === 0 || listeners.length === 0) return;
    const paths = waiting;
    waiting = [];
    for (const listener of listeners) listener(paths);
  }

  return {
    handOver(paths) {
      waiting.push(...paths);
      deliver();
    },
    windowIsReady() {
      ready = true;
      deliver();
    },
    onFilesOpened(listener) {
      listeners.push(listener);
      deliver();
    },
  };
}
