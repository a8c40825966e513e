// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';

const listeners = new Set<() => void>();

/** How often secrets were cleared. */
const useClearings = create<number>()(() => 0);

/** The vault locked while nobody was there: what was typed or shown leaves the screen, before somebody else comes. */
export function clearSecrets(): void {
  for (const listener of listeners) listener();
  useClearings.setState((before) => before + 1, true);
}

/**
 * A key for what takes a secret and has to stay on the screen: it is then made anew, since React keeps the former
 * state of a component, and with it what was typed, for as long as the component is there.
 */
export function useSecretsKey(): number {
  return useClearings();
}

/** For whatever has a secret on the screen or in its state: a field empties itself, a dialog closes. */
export function useSecretsCleared(clear: () => void): void {
  const now = useEffectEvent(clear);
  useEffect(() => {
    const listener = () => now();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
