import { useEffect, useState } from 'react';
import { passwordStrength } from '../../shared/domain/password-estimate.ts';
import { judgePassword, type Strength } from '../../shared/domain/password-rules.ts';

/** By length and kinds of characters at once, then the weaker of that and of what the word lists say. */
export function useStrength(password: string): Strength {
  const { strength } = judgePassword(password);
  const [estimate, setEstimate] = useState<Strength | null>(null);
  useEffect(() => {
    let current = true;
    setEstimate(null);
    // Without the lists the first judgement is left.
    if (judgePassword(password).usable) {
      passwordStrength(password).then(
        (found) => current && setEstimate(found),
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [password]);
  return estimate ?? strength;
}
