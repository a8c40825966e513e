// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { ipc } from '../../../lib/ipc.ts';
import { useCertificates } from '../../../state/certificates-store.ts';
import { effectiveLanguage, useSettings } from '../../../state/settings-store.ts';

/** Letters typed after a pause this long (ms) start a new search. */
const pauseMs = 800;

/**
 * Jumps to the next name starting with the typed letters (ARIA grid pattern); repeating a letter moves on. The result
 * says whether the key was handled.
 */
export function useTypeAhead(onJump: (index: number) => void): (key: string, active: number) => boolean {
  const word = useRef({ typed: '', at: 0 });
  const asked = useRef(0);
  return (key, active) => {
    if (Array.from(key).length !== 1 || (key === ' ' && word.current.typed === '')) return false;
    const now = performance.now();
    const isLate = now - word.current.at > pauseMs;
    const typed = isLate ? key : word.current.typed + key;
    word.current = { typed, at: now };
    const repeated = Array.from(typed).every((letter) => letter === key);
    asked.current += 1;
    const number = asked.current;
    const { query } = useCertificates.getState();
    const input = {
      query: { ...query, language: effectiveLanguage(useSettings.getState()) },
      typed: (repeated ? key : typed).slice(0, 60),
      from: repeated ? active + 1 : active,
    };
    ipc('certificates.jump', input).then(
      ({ index }) => {
        if (number === asked.current && index !== null) onJump(index);
      },
      () => undefined,
    );
    return true;
  };
}
