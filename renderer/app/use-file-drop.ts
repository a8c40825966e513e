// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { openImport } from '../state/imports-store.ts';
import { isTextTarget } from '../lib/shortcuts.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Imports dropped files, and pasted files or PEM. */
export function useFileDrop(): { readonly dragging: boolean } {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this, Chromium navigates to the dropped file.
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) openImport(files.map((file) => ({ kind: 'file', file })));
    };
    const paste = (event: ClipboardEvent) => {
      if (isTextTarget(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) openImport(files.map((file) => ({ kind: 'file', file })));
      else if (text.includes('-----BEGIN')) openImport([{ kind: 'text', text }]);
      else return;
      event.preventDefault();
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);
  return { dragging };
}
