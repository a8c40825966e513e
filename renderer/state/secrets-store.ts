import { useEffect, useEffectEvent } from 'react';

const listeners = new Set<() => void>();

/** The vault locked while nobody was there: what was typed or shown leaves the screen, before somebody else comes. */
export function clearSecrets(): void {
  for (const listener of listeners) listener();
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
