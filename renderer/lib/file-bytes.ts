// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { maxImportBytes } from '../../shared/domain/imports/import-limits.ts';

/** Base64. Throws AppError `file-too-large` before reading, or `file-unreadable` (folder, vanished). */
export function fileBase64(file: File): Promise<string> {
  if (file.size > maxImportBytes) return Promise.reject(new AppError('file-too-large', { file: file.name }));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => reject(new AppError('file-unreadable', { file: file.name })));
    reader.addEventListener('load', () => {
      const url = reader.result as string;
      // Some engines omit the comma for empty files.
      resolve(url.includes(',') ? url.slice(url.indexOf(',') + 1) : '');
    });
    reader.readAsDataURL(file);
  });
}
