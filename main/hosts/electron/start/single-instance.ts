// SPDX-License-Identifier: Apache-2.0
import { app } from 'electron';
import type { OpenedFiles } from '../../opened-files.ts';
import { filesOf } from './handed-over.ts';

/** Returns false if a running instance took the files. macOS sends `open-file` instead. */
export function becomeFirstInstance(files: readonly string[], opened: OpenedFiles, show: () => void): boolean {
  if (!app.requestSingleInstanceLock({ files: [...files] })) return false;
  app.on('second-instance', (_event, _argv, _cwd, handedOver) => {
    opened.handOver(filesOf(handedOver));
    show();
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opened.handOver([file]);
    show();
  });
  return true;
}
