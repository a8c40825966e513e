// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { judgePassword, type Strength } from '../../shared/domain/secrets/password-rules.ts';
import { ipc } from './ipc.ts';

/** Returns the rule-based strength until main's estimate arrives. */
export function useStrength(password: string): Strength {
  const { strength } = judgePassword(password);
  const [estimate, setEstimate] = useState<Strength | null>(null);
  useEffect(() => {
    let current = true;
    setEstimate(null);
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
