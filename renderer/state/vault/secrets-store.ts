// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';

const listeners = new Set<() => void>();

const useClearings = create<number>()(() => 0);

/** Clears typed and shown secrets after automatic locking. */
export function clearSecrets(): void {
  for (const listener of listeners) listener();
  useClearings.setState((before) => before + 1, true);
}

/** Use as a React key. Without remounting, a component would keep its state, including secrets. */
export function useSecretsKey(): number {
  return useClearings();
}

export function useSecretsCleared(clear: () => void): void {
  const now = useEffectEvent(clear);
  useEffect(() => {
    const listener = () => now();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
