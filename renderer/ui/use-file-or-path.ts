import { useId, useState } from 'react';
import { type Attempt, useAttempt } from '../lib/use-attempt.ts';
import type { FileOrPathProps } from './file-or-path.tsx';

export interface FileOrPathAttempt {
  readonly attempt: Attempt;
  /** A path was typed, and nothing is under way. */
  readonly isReady: boolean;
  /** All of `FileOrPath` but its words; `form` also goes to the button that takes what was typed. */
  readonly field: Omit<FileOrPathProps, 'words'>;
}

/** What a dialog does with `FileOrPath`: either way is one attempt. */
export function useFileOrPath(choose: () => Promise<void>, take: (path: string) => Promise<void>): FileOrPathAttempt {
  const [path, setPath] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const { busy } = attempt;
  const field = {
    form,
    path,
    onPath: setPath,
    isBusy: busy,
    onChoose: () => void attempt.run(choose),
    onTyped: () => void attempt.run(async () => take(path)),
  };
  return { attempt, isReady: path.trim() !== '' && !busy, field };
}
