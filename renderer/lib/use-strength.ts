// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { judgePassword, type Strength } from '../../shared/domain/password-rules.ts';
import { ipc } from './ipc.ts';

/** By length and kinds of characters at once, then the weaker of that and of what the word lists say. */
export function useStrength(password: string): Strength {
  const { strength } = judgePassword(password);
  const [estimate, setEstimate] = useState<Strength | null>(null);
  useEffect(() => {
    let current = true;
    setEstimate(null);
    // Without an answer the first judgement is left.
    if (judgePassword(password).usable) {
      ipc('app.passwordStrength', { password }).then(
        (found) => current && setEstimate(found.strength),
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [password]);
  return estimate ?? strength;
}
