// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { maxImportBytes } from '../../shared/domain/import-limits.ts';

/** A dropped file as Base64. Throws `file-too-large` before reading, `file-unreadable` for folders and vanished files. */
export function fileBase64(file: File): Promise<string> {
  if (file.size > maxImportBytes) return Promise.reject(new AppError('file-too-large', { file: file.name }));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => reject(new AppError('file-unreadable', { file: file.name })));
    reader.addEventListener('load', () => {
      const url = reader.result as string;
      // An empty file has no comma in some engines.
      resolve(url.includes(',') ? url.slice(url.indexOf(',') + 1) : '');
    });
    reader.readAsDataURL(file);
  });
}
